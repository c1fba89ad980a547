using System.Net;
using System.Text.Json;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>The way in at the local issuer, as a browser goes it.</summary>
internal sealed class SignInDoor(PlatformServer server)
{
    private const string At = "/v1/sign-in";

    public Anybody Anybody { get; } = server.Anybody();

    public static string UniqueUser() => $"user-{Guid.NewGuid():N}"[..20];

    public Task<Reply> BeginEnrolment(string tenant, string user, string code) =>
        Anybody.Post($"{At}/registration-options", new EnrolRequest(tenant, user, code));

    public Task<Reply> Finish(string state, JsonElement credential) => Anybody.Post(At, new CeremonyRequest(state, credential));

    public Task<Reply> FinishRegistration(string state, JsonElement credential) => Anybody.Post($"{At}/registration", new CeremonyRequest(state, credential));

    public async Task<CeremonyResponse> BeginSignIn() => (await Anybody.Post($"{At}/options", null)).Read<CeremonyResponse>();

    public async Task<CeremonyResponse> BeginSignUp(string tenant) =>
        (await Anybody.Post($"{At}/nationals/registration-options", new SignUpRequest(tenant))).Read<CeremonyResponse>();

    /// <summary>Goes from a code to a passkey; both must be taken.</summary>
    public async Task<RegistrationResponse> Enrol(Authenticator authenticator, string tenant, string user, string code)
    {
        var begun = (await BeginEnrolment(tenant, user, code)).Read<CeremonyResponse>();

        return (await FinishRegistration(begun.State, authenticator.Create(begun.Options))).Read<RegistrationResponse>();
    }

    public async Task<Reply> TrySignIn(Authenticator authenticator, string origin = Authenticator.OurOrigin, string? challenge = null)
    {
        var begun = await BeginSignIn();

        return await Finish(begun.State, authenticator.Get(begun.Options, origin, challenge));
    }

    public async Task<TokenResponse> SignIn(Authenticator authenticator) => (await TrySignIn(authenticator)).Read<TokenResponse>();

    public async Task<InvitationResponse> Invite(string tenant, string user, string role = "officer") =>
        (await server.Administrator(tenant).Post("/v1/logins", new InviteLoginRequest(user, role))).Read<InvitationResponse>();

    /// <summary>Someone who works for a tenant, with a passkey that signs in.</summary>
    public async Task<(Authenticator Authenticator, string User, IReadOnlyList<string> RecoveryCodes)> Staff(string tenant, string role = "officer")
    {
        var (authenticator, user) = (new Authenticator(), UniqueUser());
        var invitation = await Invite(tenant, user, role);

        return (authenticator, user, (await Enrol(authenticator, tenant, user, invitation.Code!)).RecoveryCodes);
    }

    public Anybody With(TokenResponse token) => new Impostor(server, token.Token);

    public static void AssertNotAccepted(Reply reply) => reply.Refused(HttpStatusCode.Forbidden, "login.not-accepted");
}
