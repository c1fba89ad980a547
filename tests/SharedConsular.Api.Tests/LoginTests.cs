using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.SignInDoor;

namespace SharedConsular.Api.Tests;

/// <summary>What an administrator does with the logins of the own tenant, and what nobody else does.</summary>
public sealed class LoginTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;
    private readonly SignInDoor _door = new(platform.Server);

    [Fact]
    public async Task The_token_of_a_closed_login_is_refused_at_once()
    {
        var (authenticator, user, codes) = await _door.Staff("ee");
        var token = await _door.SignIn(authenticator);
        Assert.True((await _door.With(token).Get("/v1/cases")).IsSuccess);

        Assert.True((await _server.Administrator("ee").Delete($"/v1/logins/{user}")).IsSuccess);
        (await _door.With(token).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
        AssertNotAccepted(await _door.TrySignIn(authenticator));
        AssertNotAccepted(await _door.BeginEnrolment("ee", user, codes[0]));
        Assert.True((await _server.Administrator("ee").Delete($"/v1/logins/{user}")).IsSuccess);
        (await _server.Administrator("ee").Post("/v1/logins", new InviteLoginRequest(user, "officer"))).Refused(HttpStatusCode.Conflict, "login.exists");
        (await _server.Administrator("ee").Post($"/v1/logins/{user}/enrolment", null)).Refused(HttpStatusCode.Conflict, "login.closed");
        authenticator.Dispose();
    }

    [Fact]
    public async Task A_renewed_enrolment_ends_all_that_was_before()
    {
        var (lost, user, codes) = await _door.Staff("ee");
        var token = await _door.SignIn(lost);
        var renewed = (await _server.Administrator("ee").Post($"/v1/logins/{user}/enrolment", null)).Read<InvitationResponse>();

        (await _door.With(token).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized);
        AssertNotAccepted(await _door.TrySignIn(lost));
        AssertNotAccepted(await _door.BeginEnrolment("ee", user, codes[0]));
        using var found = new Authenticator();
        _ = await _door.Enrol(found, "ee", user, renewed.Code!);
        Assert.Equal("officer", (await _door.SignIn(found)).Role);
        lost.Dispose();
    }

    [Fact]
    public async Task An_administrator_of_another_state_neither_sees_nor_ends_a_login()
    {
        var user = UniqueUser();
        var code = (await _door.Invite("ee", user)).Code!;
        var stranger = _server.Administrator("lv");

        Assert.DoesNotContain(user, (await stranger.Get("/v1/logins?limit=500")).Text, StringComparison.Ordinal);
        (await stranger.Delete($"/v1/logins/{user}")).Refused(HttpStatusCode.NotFound, "login.not-found");
        (await stranger.Post($"/v1/logins/{user}/enrolment", null)).Refused(HttpStatusCode.NotFound, "login.not-found");
        (await stranger.PostText("/v1/logins", $$"""{"user":"{{user}}","role":"officer","tenant":"ee"}""")).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("lv", (await stranger.Post("/v1/logins", new InviteLoginRequest(user, "administrator"))).Read<InvitationResponse>().Tenant);
        Assert.True((await _door.BeginEnrolment("ee", user, code)).IsSuccess);
    }

    [Theory, InlineData("officer"), InlineData("supervisor"), InlineData("national")]
    public async Task Only_an_administrator_has_anything_to_do_with_logins(string role)
    {
        Member member = role switch
        {
            "national" => _server.Person("ee", UniqueUser()),
            "supervisor" => _server.Supervisor("ee"),
            _ => _server.Officer("ee"),
        };
        var user = UniqueUser();
        _ = await _door.Invite("ee", user);

        (await member.Get("/v1/logins")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await member.Post("/v1/logins", new InviteLoginRequest(UniqueUser(), "officer"))).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await member.Post($"/v1/logins/{user}/enrolment", null)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await member.Delete($"/v1/logins/{user}")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
    }

    [Fact]
    public async Task Nobody_gives_oneself_a_role_and_a_state_gives_roles_of_its_own_staff_only()
    {
        var (authenticator, user, _) = await _door.Staff("ee", "administrator");
        var me = _door.With(await _door.SignIn(authenticator));

        (await me.Post("/v1/logins", new InviteLoginRequest(user, "supervisor"))).Refused(HttpStatusCode.Forbidden, "login.not-oneself");
        (await me.Post($"/v1/logins/{user}/enrolment", null)).Refused(HttpStatusCode.Forbidden, "login.not-oneself");
        (await me.Delete($"/v1/logins/{user}")).Refused(HttpStatusCode.Forbidden, "login.not-oneself");
        foreach (var role in new[] { "platform_operator", "system", "anonymous", "national" })
        {
            (await me.Post("/v1/logins", new InviteLoginRequest(UniqueUser(), role))).Refused(HttpStatusCode.UnprocessableEntity, "login.role-not-given");
        }

        foreach (var name in new[] { "Mari", "mari tamm", "mari/tamm", "m\u0430ri", "" })
        {
            (await me.Post("/v1/logins", new InviteLoginRequest(name, "officer"))).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
        }

        authenticator.Dispose();
    }

    [Fact]
    public async Task An_enrolment_code_is_shown_once()
    {
        var (user, key) = (UniqueUser(), Guid.NewGuid().ToString("N"));
        var administrator = _server.Administrator("ee");
        var shown = (await administrator.Post("/v1/logins", new InviteLoginRequest(user, "officer"), key)).Read<InvitationResponse>();
        var again = (await administrator.Post("/v1/logins", new InviteLoginRequest(user, "officer"), key)).Read<InvitationResponse>();
        var line = (await administrator.Get("/v1/logins?limit=500")).Read<Page<LoginResponse>>().Items.Single(l => l.User == user);

        Assert.Null(again.Code);
        Assert.Equal(("officer", "invited", 0, shown.ExpiresAt), (line.Role, line.Status, line.Passkeys, line.CodeExpiresAt));
        Assert.True((await _door.BeginEnrolment("ee", user, shown.Code!)).IsSuccess);
        var database = System.Text.Encoding.Latin1.GetString(await ReadDatabase());
        Assert.DoesNotContain(shown.Code!, database, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Code!.Replace("-", "", StringComparison.Ordinal), database, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Code!, _server.Output, StringComparison.Ordinal);
    }

    private async Task<byte[]> ReadDatabase()
    {
        var bytes = new List<byte>();
        foreach (var path in Directory.EnumerateFiles(_server.DataFolder, "shared-consular.db*")
            .Where(p => p.EndsWith(".db", StringComparison.Ordinal) || p.EndsWith("-wal", StringComparison.Ordinal)))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, PlatformServer.Stop);
            bytes.AddRange(copy.ToArray());
        }

        return [.. bytes];
    }
}
