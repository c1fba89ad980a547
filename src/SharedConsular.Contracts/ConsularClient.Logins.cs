using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<InvitationResponse>> InviteLogin(InviteLoginRequest request, SendOptions? options, CancellationToken ct) =>
        Post<InvitationResponse>("logins", request, options, ct);

    public Task<Answer<Page<LoginResponse>>> ListLogins(string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<LoginResponse>>(Query("logins", ("cursor", cursor), ("limit", limit)), ct);

    public Task<Answer<InvitationResponse>> RenewEnrolment(string user, SendOptions? options, CancellationToken ct) =>
        Post<InvitationResponse>($"logins/{Path(user)}/enrolment", null, options, ct);

    public Task<Answer<JsonNode>> CloseLogin(string user, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"logins/{Path(user)}", options, ct);

    public Task<Answer<CeremonyResponse>> BeginEnrolment(EnrolRequest request, CancellationToken ct) =>
        Ask<CeremonyResponse>("sign-in/registration-options", request, ct);

    public Task<Answer<OneTimeCodeResponse>> SendOneTimeCode(OneTimeCodeRequest request, CancellationToken ct) =>
        Ask<OneTimeCodeResponse>("sign-in/one-time-codes", request, ct);

    public Task<Answer<TokenResponse>> SignInByCode(OneTimeCodeAnswerRequest request, CancellationToken ct) =>
        Ask<TokenResponse>("sign-in/one-time-codes/answers", request, ct);

    public Task<Answer<CeremonyResponse>> BeginSignUp(SignUpRequest request, CancellationToken ct) =>
        Ask<CeremonyResponse>("sign-in/nationals/registration-options", request, ct);

    public Task<Answer<RegistrationResponse>> FinishRegistration(CeremonyRequest request, CancellationToken ct) =>
        Ask<RegistrationResponse>("sign-in/registration", request, ct);

    public Task<Answer<CeremonyResponse>> BeginSignIn(CancellationToken ct) => Ask<CeremonyResponse>("sign-in/options", null, ct);

    public Task<Answer<TokenResponse>> FinishSignIn(CeremonyRequest request, CancellationToken ct) => Ask<TokenResponse>("sign-in", request, ct);

    public Task<Answer<Page<PasskeyResponse>>> ListPasskeys(CancellationToken ct) => Get<Page<PasskeyResponse>>(Query("sign-in/passkeys"), ct);

    public Task<Answer<CeremonyResponse>> BeginPasskey(CancellationToken ct) => Ask<CeremonyResponse>("sign-in/passkeys", null, ct);

    public Task<Answer<JsonNode>> RemovePasskey(string id, CancellationToken ct) => Delete<JsonNode>($"sign-in/passkeys/{Path(id)}", null, ct);
}
