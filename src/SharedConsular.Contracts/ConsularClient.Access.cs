using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<CaseResponse>> BlockAdverseParty(string reference, BlockAdversePartyRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "adverse-parties", request, options, ct);

    public Task<Answer<CaseResponse>> LiftAdversePartyBlock(
        string reference, LiftAdversePartyBlockRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "adverse-parties/lifting", request, options, ct);

    public Task<Answer<CaseResponse>> BlockAdversePerson(
        string reference, BlockAdversePersonRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "adverse-persons", request, options, ct);

    public Task<Answer<CaseResponse>> LiftAdversePersonBlock(
        string reference, LiftAdversePersonBlockRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "adverse-persons/lifting", request, options, ct);

    public Task<Answer<CaseResponse>> BreakGlass(string reference, BreakGlassRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "break-glass", request, options, ct);

    public Task<Answer<CaseResponse>> ReviewBreakGlass(string reference, ReviewBreakGlassRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "break-glass-reviews", request, options, ct);

    /// <summary>What the caller may do for its party and what not.</summary>
    public Task<Answer<Page<AccessLineResponse>>> GetOwnAccess(CancellationToken ct) => Get<Page<AccessLineResponse>>(Query("access"), ct);

    public Task<Answer<Page<ReviewResponse>>> ListReviews(string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<ReviewResponse>>(Query("reviews", ("cursor", cursor), ("limit", limit)), ct);

    public Task<Answer<CaseResponse>> RecordConsent(string reference, RecordPersonConsentRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "consents", request, options, ct);

    public Task<Answer<CaseResponse>> OverrideConsent(string reference, OverrideConsentRequest request, SendOptions? options, CancellationToken ct) =>
        Act(reference, "consent-overrides", request, options, ct);

    public Task<Answer<CaseResponse>> SetSafeContact(string reference, SetSafeContactRequest request, SendOptions? options, CancellationToken ct) =>
        Put<CaseResponse>($"cases/{Path(reference)}/safe-contact", request, options, ct);

    public Task<Answer<Page<StaffMemberResponse>>> ListStaff(CancellationToken ct) => Get<Page<StaffMemberResponse>>(Query("staff"), ct);

    public Task<Answer<StaffMemberResponse>> RecordStaffMember(
        string user, RecordStaffMemberRequest request, SendOptions? options, CancellationToken ct) =>
        Put<StaffMemberResponse>($"staff/{Path(user)}", request, options, ct);

    public Task<Answer<JsonNode>> RemoveStaffMember(string user, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"staff/{Path(user)}", options, ct);

    public Task<Answer<Page<CertificateResponse>>> ListCertificates(CancellationToken ct) =>
        Get<Page<CertificateResponse>>(Query("staff/certificates"), ct);

    public Task<Answer<CertificateResponse>> RecordCertificate(
        string user, string kind, RecordCertificateRequest request, SendOptions? options, CancellationToken ct) =>
        Put<CertificateResponse>($"staff/{Path(user)}/certificates/{Path(kind)}", request, options, ct);

    public Task<Answer<JsonNode>> WithdrawCertificate(string user, string kind, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"staff/{Path(user)}/certificates/{Path(kind)}", options, ct);
}
