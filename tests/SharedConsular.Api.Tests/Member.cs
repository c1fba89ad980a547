using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>Someone signed in, and what both an officer and a national can do with a case.</summary>
internal abstract class Member(PlatformServer server, string tenant, string role, string user) : Anybody(server)
{
    public string Tenant { get; } = tenant;

    public string User { get; } = user;

    public Task<Reply> Open(OpenCaseRequest request, string? key = null) => Post("/v1/cases", request, key ?? Guid.NewGuid().ToString("N"));

    /// <summary>Opens a case that must come about.</summary>
    public async Task<CaseResponse> OpenCase(OpenCaseRequest request, string? key = null)
    {
        var reply = await Open(request, key);
        Assert.True(reply.Status == System.Net.HttpStatusCode.Created, reply.ToString());

        return reply.Case;
    }

    public Task<Reply> Act(string reference, string action, object? body = null, string? key = null, string? ifMatch = null) =>
        Post($"/v1/cases/{reference}/{action}", body, key, ifMatch);

    public Task<Reply> Show(string reference, string? ifNoneMatch = null) => Get($"/v1/cases/{reference}", ifNoneMatch: ifNoneMatch);

    public async Task<CaseResponse> See(string reference) => (await Show(reference)).Case;

    public Task<Reply> History(string reference) => Get($"/v1/cases/{reference}/history");

    public async Task<IReadOnlyList<CaseLineResponse>> Lines(string path) => (await Get(path)).Read<Page<CaseLineResponse>>().Items;

    public Task<Reply> Find(string? words, string? cursor = null, int? limit = null) => Post("/v1/search", new SearchCasesRequest(words, cursor, limit));

    public async Task<IReadOnlyList<CaseLineResponse>> Search(string words) => (await Find(words)).Read<Page<CaseLineResponse>>().Items;

    public Task<Reply> ProvidePapers(string reference, params string[] kinds) => Act(reference, "papers", new ProvidePapersRequest(kinds));

    public Task<Reply> Withdraw(string reference, string reason) => Act(reference, "withdrawal", new WithdrawCaseRequest(reason));

    public Task<Reply> Reopen(string reference, string reason) => Act(reference, "reopening", new ReopenCaseRequest(reason));

    public Task<Reply> Complain(string reference, string text, string? about = null) => Act(reference, "complaints", new ComplainRequest(text, about));

    public Task<Reply> DiscloseFear(string reference) => Act(reference, "fear");

    protected override async Task<string?> FindToken() => await Server.Token(Tenant, role, User);
}

internal sealed class Person(PlatformServer server, string tenant, string user) : Member(server, tenant, "national", user);

internal sealed class Officer(PlatformServer server, string tenant, string role, string user) : Member(server, tenant, role, user)
{
    public Task<Reply> Accept(string reference) => Act(reference, "acceptance");

    public Task<Reply> AskForPapers(string reference, params string[] kinds) => Act(reference, "paper-requests", new AskForPapersRequest(kinds));

    public Task<Reply> RecordStep(string reference, string step) => Act(reference, "steps", new RecordStepRequest(step));

    public Task<Reply> Consult(string reference, string question) => Act(reference, "consultation", new AskOwnStateRequest(question));

    public Task<Reply> Confirm(string reference) => Act(reference, "consultation-answer", new AnswerConsultationRequest("confirmed"));

    public Task<Reply> Object(string reference) => Act(reference, "consultation-answer", new AnswerConsultationRequest("objected"));

    public Task<Reply> Decide(string reference, bool granted, string reason) => Act(reference, "decision", new DecideCaseRequest(granted, reason));

    public Task<Reply> Issue(string reference, string number) => Act(reference, "issue", new IssueDocumentRequest(number));

    public Task<Reply> Deliver(string reference, string how) => Act(reference, "delivery", new DeliverDocumentRequest(how));

    public Task<Reply> Close(string reference, string outcome) => Act(reference, "closing", new CloseCaseRequest(outcome));

    public Task<Reply> AnswerComplaint(string reference, string id, string answer) =>
        Act(reference, "complaint-answers", new AnswerComplaintRequest(id, answer));

    public Task<Reply> OfferHandover(string reference, string to, string reason) => Act(reference, "handover-offer", new OfferHandoverRequest(to, reason));

    public Task<Reply> WithdrawOffer(string reference) => Act(reference, "handover-offer/withdrawal");

    public Task<Reply> AcceptHandover(string reference) => Act(reference, "handover-acceptance");

    public Task<Reply> DeclineHandover(string reference, string reason) => Act(reference, "handover-refusal", new DeclineHandoverRequest(reason));

    public Task<Reply> Return(string reference, string reason) => Act(reference, "return", new ReturnCaseRequest(reason));

    public Task<Reply> Recall(string reference, string reason) => Act(reference, "recall", new RecallCaseRequest(reason));

    public async Task<IReadOnlyList<NoticeResponse>> Notices() => (await Get("/v1/notices?limit=500")).Read<Page<NoticeResponse>>().Items;
}
