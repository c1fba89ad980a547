namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<Page<AgreementSummary>>> ListAgreements(CancellationToken ct) =>
        Get<Page<AgreementSummary>>(Query("agreements"), ct);

    public Task<Answer<AgreementResponse>> GetAgreement(string id, CancellationToken ct) =>
        Get<AgreementResponse>(Query($"agreements/{Path(id)}"), ct);

    public Task<Answer<AgreementResponse>> RecordMandate(
        string id, RecordMandateRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "mandate", request, options, ct);

    public Task<Answer<AgreementResponse>> WithdrawMandate(
        string id, WithdrawMandateRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "mandate/withdrawal", request, options, ct);

    public Task<Answer<AgreementResponse>> RecordNotice(
        string id, RecordNoticeRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "notices", request, options, ct);

    public Task<Answer<AgreementResponse>> RecordConsent(
        string id, RecordConsentRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "consents", request, options, ct);

    public Task<Answer<AgreementResponse>> RecordObjection(
        string id, RecordObjectionRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "objections", request, options, ct);

    public Task<Answer<AgreementResponse>> WithdrawObjection(
        string id, WithdrawObjectionRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "objections/withdrawal", request, options, ct);

    public Task<Answer<AgreementResponse>> SuspendAgreement(
        string id, SuspendAgreementRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "suspensions", request, options, ct);

    public Task<Answer<AgreementResponse>> ResumeAgreement(
        string id, ResumeAgreementRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "resumption", request, options, ct);

    public Task<Answer<AgreementResponse>> EndAgreement(
        string id, EndAgreementRequest request, SendOptions? options, CancellationToken ct) =>
        PostToAgreement(id, "end", request, options, ct);

    private Task<Answer<AgreementResponse>> PostToAgreement(
        string id, string action, object request, SendOptions? options, CancellationToken ct) =>
        Post<AgreementResponse>($"agreements/{Path(id)}/{action}", request, options, ct);
}
