using SharedConsular.Api.Tests;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Tests.Entrance;

/// <summary>An installation in earnest where people sign in with passkeys, at the address that passkeys are bound to.</summary>
public sealed class SmallSite : IAsyncLifetime
{
    private readonly Site _site = new(
        ("ASPNETCORE_ENVIRONMENT", "Production"), ("DOTNET_ENVIRONMENT", "Production"), ("SignIn__Local", "on"), ("SignIn__FirstAdministrators", "gb"));

    private ConsularClient _administrator = null!;

    /// <summary>By its name: a browser binds no passkey to a number.</summary>
    public string At(string path) => new Uri(new UriBuilder(_site.Address) { Host = "localhost" }.Uri, path).ToString();

    public string AtNumber(string path) => _site.At(path);

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        var file = await File.ReadAllLinesAsync(Path.Combine(_site.DataFolder, "first-administrator-gb.txt"), Stop);
        using var authenticator = new Authenticator();
        var api = new ConsularClient(_site.Http);
        var enrolment = (await api.BeginEnrolment(new EnrolRequest("gb", "administrator", file[2]["code ".Length..]), Stop)).Value;
        await api.FinishRegistration(new CeremonyRequest(enrolment.State, authenticator.Create(enrolment.Options)), Stop);
        var entry = (await api.BeginSignIn(Stop)).Value;
        _administrator = api.As((await api.FinishSignIn(new CeremonyRequest(entry.State, authenticator.Get(entry.Options)), Stop)).Value.Token);
    }

    /// <summary>Somebody of the United Kingdom's who has a code and no passkey yet.</summary>
    public async Task<(string User, string Code)> Invite(string role = "officer")
    {
        var invitation = (await _administrator.InviteLogin(new InviteLoginRequest($"user-{Guid.NewGuid():N}"[..20], role), null, Stop)).Value;

        return (invitation.User, invitation.Code!);
    }

    public Task Close(string user) => _administrator.CloseLogin(user, null, Stop);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
