using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.SignInDoor;

namespace SharedConsular.Api.Tests;

/// <summary>An installation in earnest, without a sign-in service of its own.</summary>
public sealed class SmallInstallationTests
{
    [Fact]
    public async Task The_first_administrator_comes_with_a_code_that_only_the_machine_can_read()
    {
        await using var small = InEarnest(("SignIn__FirstAdministrators", "ee"));
        await small.Start();
        var door = new SignInDoor(small);
        var path = Path.Combine(small.DataFolder, "first-administrator-ee.txt");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        var code = await FirstCode(small);
        Assert.DoesNotContain(code, small.Output, StringComparison.Ordinal);
        using var authenticator = new Authenticator();
        _ = await door.Enrol(authenticator, "ee", "administrator", code);
        AssertNotAccepted(await door.BeginEnrolment("ee", "administrator", code));
        var token = await door.SignIn(authenticator);
        var invitation = (await door.With(token).Post("/v1/logins", new InviteLoginRequest("mari", "officer"))).Read<InvitationResponse>();

        Assert.Equal(("administrator", "mari"), (token.Role, invitation.User));
        Assert.False((await small.Anybody().Post("/v1/dev/tokens", new TokenRequest("ee", "officer"))).IsSuccess);

        await small.Restart();
        Assert.False(File.Exists(path));
        Assert.True((await door.With(token).Get("/v1/logins")).IsSuccess);
        Assert.Equal("administrator", (await door.SignIn(authenticator)).User);
    }

    [Fact]
    public async Task A_token_of_development_is_none_in_earnest_though_its_key_came_along()
    {
        await using var server = await PlatformServer.Start();
        var token = await server.Token("ee", "administrator", "administrator-1");
        await server.Kill();
        await using var small = InEarnest();
        Directory.CreateDirectory(small.DataFolder);
        File.Copy(Path.Combine(server.DataFolder, "local-issuer.pem"), Path.Combine(small.DataFolder, "local-issuer.pem"));
        await small.Start();

        (await new Impostor(small, token).Get("/v1/logins")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
    }

    [Fact]
    public async Task Nobody_signs_in_where_it_was_not_switched_on()
    {
        await using var server = PlatformServer.Stopped(Environments());
        await server.Start();

        foreach (var path in new[] { "/v1/sign-in/options", "/v1/sign-in", "/v1/logins", "/v1/dev/tokens" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await server.Anybody().Post(path, null)).Status);
        }
    }

    [Fact]
    public async Task What_a_developer_has_called_on_this_machine_is_not_called_in_earnest()
    {
        await using var small = InEarnest(("SignIn__FirstAdministrators", "ee"), ("Webhooks__Private", "on"));
        await small.Start();
        var door = new SignInDoor(small);
        using var authenticator = new Authenticator();
        _ = await door.Enrol(authenticator, "ee", "administrator", await FirstCode(small));

        (await door.With(await door.SignIn(authenticator)).Post("/v1/webhooks", new MakeWebhookRequest("http://127.0.0.1:9/")))
            .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
    }

    [Fact]
    public async Task This_machine_itself_signs_nobody_in_in_earnest()
    {
        await using var small = InEarnest(("SignIn__FirstAdministrators", "ee"));
        await small.Start();
        var door = new SignInDoor(small);
        using var authenticator = new Authenticator();
        _ = await door.Enrol(authenticator, "ee", "administrator", await FirstCode(small));
        await using var here = await SignInService.Start("k1");

        (await door.With(await door.SignIn(authenticator)).Apply("ee", here.Folder("ee").Request with { LockOutAccepted = true }))
            .Refused(HttpStatusCode.Conflict, "tenant.issuer-taken");
    }

    [Fact]
    public async Task Nobody_is_left_unsealed_in_earnest()
    {
        await using var small = InEarnest(("Sealing__Persons", "off"));
        var (code, errors, _) = await small.StartInVain();

        Assert.Equal(1, code);
        Assert.Contains("every person is sealed", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_nobody_knows_has_no_first_administrator()
    {
        await using var small = InEarnest(("SignIn__FirstAdministrators", "ee, atlantis"));
        var (code, errors, _) = await small.StartInVain();

        Assert.Equal(1, code);
        Assert.Contains("atlantis", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static async Task<string> FirstCode(PlatformServer small) =>
        (await File.ReadAllLinesAsync(Path.Combine(small.DataFolder, "first-administrator-ee.txt"), PlatformServer.Stop))[2]["code ".Length..];

    private static PlatformServer InEarnest(params (string Name, string Value)[] settings) =>
        PlatformServer.Stopped([.. Environments(), ("SignIn__Local", "on"), .. settings]);

    private static (string Name, string Value)[] Environments() => [("ASPNETCORE_ENVIRONMENT", "Production"), ("DOTNET_ENVIRONMENT", "Production")];
}
