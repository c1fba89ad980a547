namespace SharedConsular.Contracts;

/// <remarks>An action is answered with the case, or with nothing when the caller's party may no longer read it.</remarks>
public sealed partial class ConsularClient
{
    public Task<Answer<CaseResponse>> OpenCase(OpenCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Post<CaseResponse>("cases", request, options, ct);

    /// <summary>Without a login; the answer has the secret to go on with.</summary>
    public Task<Answer<CaseResponse>> OpenRequest(OpenCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Post<CaseResponse>("requests", request, options, ct);

    /// <param name="reference">Of the case.</param>
    /// <param name="inFull">For its person, where the matter is a secret: with every word of it, when nobody looks over her shoulder.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<CaseResponse>> GetCase(string reference, bool inFull, CancellationToken ct) =>
        Get<CaseResponse>(Query($"cases/{Path(reference)}", ("inFull", inFull ? "true" : null)), ct);

    /// <inheritdoc cref="GetCase"/>
    public Task<Answer<Page<AccessLineResponse>>> GetAccess(string reference, CancellationToken ct) =>
        Get<Page<AccessLineResponse>>(Query($"cases/{Path(reference)}/access"), ct);

    public Task<Answer<Page<HistoryLineResponse>>> GetHistory(string reference, bool inFull, CancellationToken ct) =>
        Get<Page<HistoryLineResponse>>(Query($"cases/{Path(reference)}/history", ("inFull", inFull ? "true" : null)), ct);

    public Task<Answer<Page<CaseLineResponse>>> ListCases(CaseFilter filter, CancellationToken ct) => List("cases", filter, ct);

    public Task<Answer<Page<CaseLineResponse>>> ListQueue(CaseFilter filter, CancellationToken ct) => List("queue", filter, ct);

    public Task<Answer<Page<CaseLineResponse>>> Search(string words, string? cursor, int? limit, CancellationToken ct) =>
        Post<Page<CaseLineResponse>>("search", new SearchCasesRequest(words, cursor, limit), null, ct);

    public Task<Answer<CaseResponse>> AcceptCase(string reference, SendOptions? options, CancellationToken ct) =>
        Act(reference, "acceptance", null, options, ct);

    public Task<Answer<CaseResponse>> AssignCase(string reference, AssignCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "assignment", request, options, ct);

    public Task<Answer<CaseResponse>> AskForPapers(string reference, AskForPapersRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "paper-requests", request, options, ct);

    public Task<Answer<CaseResponse>> ProvidePapers(string reference, ProvidePapersRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "papers", request, options, ct);

    /// <summary>A paper as a file: a PDF, a JPEG or a PNG of at most 10 MB.</summary>
    /// <param name="reference">Of the case.</param>
    /// <param name="kind">What paper it is.</param>
    /// <param name="file">The file itself.</param>
    /// <param name="options">What is sent beside it.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Answer<PaperFileResponse>> SendPaperFile(
        string reference, string kind, SentFile file, SendOptions? options, CancellationToken ct) =>
        Post<PaperFileResponse>($"{PaperFiles(reference)}?kind={Uri.EscapeDataString(kind)}", file, options, ct);

    public Task<Answer<Page<PaperFileResponse>>> ListPaperFiles(string reference, bool inFull, CancellationToken ct) =>
        Get<Page<PaperFileResponse>>(Query(PaperFiles(reference), ("inFull", inFull ? "true" : null)), ct);

    /// <summary>What is in a file; it can't be taken back any more then.</summary>
    public Task<ReceivedFile> ReadPaperFile(string reference, string file, CancellationToken ct) =>
        Receive(Query($"{PaperFiles(reference)}/{Path(file)}"), ct);

    public Task<Answer<object?>> TakeBackPaperFile(string reference, string file, SendOptions? options, CancellationToken ct) =>
        Delete<object?>($"{PaperFiles(reference)}/{Path(file)}", options, ct);

    private static string PaperFiles(string reference) => $"cases/{Path(reference)}/paper-files";

    public Task<Answer<CaseResponse>> RecordStep(string reference, RecordStepRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "steps", request, options, ct);

    public Task<Answer<CaseResponse>> StartProtocol(string reference, StartProtocolRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "protocols", request, options, ct);

    public Task<Answer<CaseResponse>> SettleProtocolStep(
        string reference, SettleProtocolStepRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "protocol-steps", request, options, ct);

    public Task<Answer<CaseResponse>> AskOwnState(string reference, AskOwnStateRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "consultation", request, options, ct);

    public Task<Answer<CaseResponse>> AnswerConsultation(
        string reference, AnswerConsultationRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "consultation-answer", request, options, ct);

    public Task<Answer<CaseResponse>> DecideCase(string reference, DecideCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "decision", request, options, ct);

    public Task<Answer<CaseResponse>> IssueDocument(string reference, IssueDocumentRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "issue", request, options, ct);

    public Task<Answer<CaseResponse>> DeliverDocument(string reference, DeliverDocumentRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "delivery", request, options, ct);

    public Task<Answer<CaseResponse>> CloseCase(string reference, CloseCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "closing", request, options, ct);

    public Task<Answer<CaseResponse>> WithdrawCase(string reference, WithdrawCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "withdrawal", request, options, ct);

    public Task<Answer<CaseResponse>> ReopenCase(string reference, ReopenCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "reopening", request, options, ct);

    public Task<Answer<CaseResponse>> Complain(string reference, ComplainRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "complaints", request, options, ct);

    public Task<Answer<CaseResponse>> AnswerComplaint(string reference, AnswerComplaintRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "complaint-answers", request, options, ct);

    public Task<Answer<CaseResponse>> OfferHandover(string reference, OfferHandoverRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "handover-offer", request, options, ct);

    public Task<Answer<CaseResponse>> AcceptHandover(string reference, SendOptions? options, CancellationToken ct) =>
        Act(reference, "handover-acceptance", null, options, ct);

    public Task<Answer<CaseResponse>> DeclineHandover(string reference, DeclineHandoverRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "handover-refusal", request, options, ct);

    public Task<Answer<CaseResponse>> ReturnCase(string reference, ReturnCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "return", request, options, ct);

    public Task<Answer<CaseResponse>> RecallCase(string reference, RecallCaseRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "recall", request, options, ct);

    public Task<Answer<CaseResponse>> WithdrawHandoverOffer(string reference, SendOptions? options, CancellationToken ct) =>
        Act(reference, "handover-offer/withdrawal", null, options, ct);

    public Task<Answer<CaseResponse>> DiscloseFear(string reference, SendOptions? options, CancellationToken ct) =>
        Act(reference, "fear", null, options, ct);

    private Task<Answer<CaseResponse>> Act(string reference, string action, object? request, SendOptions? options, CancellationToken ct) =>
        Post<CaseResponse>($"cases/{Path(reference)}/{action}", request, options, ct);

    private Task<Answer<Page<CaseLineResponse>>> List(string list, CaseFilter filter, CancellationToken ct) =>
        Get<Page<CaseLineResponse>>(
            Query(
                list,
                ("status", filter.Status),
                ("service", filter.Service),
                ("actsFor", filter.ActsFor),
                ("in", filter.In),
                ("cursor", filter.Cursor),
                ("limit", filter.Limit)),
            ct);
}

/// <summary>Which cases of a list; all when nothing is said.</summary>
public sealed record CaseFilter(
    string? Status = null, string? Service = null, string? ActsFor = null, string? In = null, string? Cursor = null, int? Limit = null);
