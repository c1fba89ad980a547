using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.SignInDoor;

namespace SharedConsular.Api.Tests;

public sealed class LocalSignInTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;
    private readonly SignInDoor _door = new(platform.Server);

    [Fact]
    public async Task An_invited_officer_registers_a_passkey_and_signs_in_with_it()
    {
        var user = UniqueUser();
        var invitation = await _door.Invite("ee", user);
        using var authenticator = new Authenticator();
        var registered = await _door.Enrol(authenticator, "ee", user, invitation.Code!);
        var token = await _door.SignIn(authenticator);

        Assert.Equal(("ee", user, 10), (registered.Tenant, registered.User, registered.RecoveryCodes.Distinct().Count()));
        Assert.Equal(("ee", "officer", user), (token.Tenant, token.Role, token.User));
        Assert.Equal(HttpStatusCode.OK, (await _door.With(token).Get("/v1/cases")).Status);
        (await _door.With(token).Get("/v1/logins")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        Assert.DoesNotContain(user, authenticator.UserHandle!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enrolment_code_is_used_up_by_the_passkey_it_made()
    {
        var user = UniqueUser();
        var code = (await _door.Invite("ee", user)).Code!;
        var one = (await _door.BeginEnrolment("ee", user, code)).Read<CeremonyResponse>();
        var two = (await _door.BeginEnrolment("ee", user, code)).Read<CeremonyResponse>();
        using var first = new Authenticator();
        using var second = new Authenticator();
        _ = (await _door.FinishRegistration(one.State, first.Create(one.Options))).Read<RegistrationResponse>();

        AssertNotAccepted(await _door.FinishRegistration(two.State, second.Create(two.Options)));
        AssertNotAccepted(await _door.BeginEnrolment("ee", user, code));
        AssertNotAccepted(await _door.TrySignIn(second));
    }

    [Fact]
    public async Task A_wrong_code_an_unknown_user_and_another_tenant_are_answered_alike()
    {
        var user = UniqueUser();
        var code = (await _door.Invite("ee", user)).Code!;
        var wrong = await _door.BeginEnrolment("ee", user, "0000-0000-0000-0000-0000-0000");
        var unknown = await _door.BeginEnrolment("ee", UniqueUser(), code);
        var elsewhere = await _door.BeginEnrolment("lv", user, code);

        AssertNotAccepted(wrong);
        Assert.Equal([wrong.Text, wrong.Text], [unknown.Text, elsewhere.Text]);
        Assert.True((await _door.BeginEnrolment("ee", user, code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal))).IsSuccess);
    }

    [Fact]
    public async Task A_recovery_code_makes_a_new_passkey_once_and_ends_the_lost_ones()
    {
        var (lost, user, codes) = await _door.Staff("ee");
        var token = await _door.SignIn(lost);
        using var found = new Authenticator();
        var again = await _door.Enrol(found, "ee", user, codes[3]);

        AssertNotAccepted(await _door.BeginEnrolment("ee", user, codes[3]));
        AssertNotAccepted(await _door.BeginEnrolment("ee", user, codes[4]));
        AssertNotAccepted(await _door.TrySignIn(lost));
        (await _door.With(token).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized);
        Assert.Equal(user, (await _door.SignIn(found)).User);
        Assert.True((await _door.BeginEnrolment("ee", user, again.RecoveryCodes[9])).IsSuccess);
        lost.Dispose();
    }

    [Fact]
    public async Task An_assertion_counts_for_its_own_challenge_only_and_once()
    {
        var (authenticator, _, _) = await _door.Staff("ee");
        AssertNotAccepted(await _door.TrySignIn(authenticator, challenge: "bm90IHRoZSBjaGFsbGVuZ2U"));
        var begun = await _door.BeginSignIn();
        var other = await _door.BeginSignIn();
        var answer = authenticator.Get(begun.Options);

        AssertNotAccepted(await _door.Finish(other.State, answer));
        AssertNotAccepted(await _door.Finish(begun.State[..^2] + (begun.State[^2] == 'A' ? "BB" : "AA"), answer));
        AssertNotAccepted(await _door.Finish("nonsense", answer));
        Assert.True((await _door.Finish(begun.State, answer)).IsSuccess);
        AssertNotAccepted(await _door.Finish(begun.State, answer));
        authenticator.Dispose();
    }

    [Fact]
    public async Task An_authenticator_that_does_not_count_can_not_be_replayed_either()
    {
        var user = UniqueUser();
        var code = (await _door.Invite("ee", user)).Code!;
        using var authenticator = new Authenticator();
        _ = await _door.Enrol(authenticator, "ee", user, code);
        authenticator.SignCount = uint.MaxValue; // The next count is 0, as those say that share a key over devices.
        var begun = await _door.BeginSignIn();
        var answer = authenticator.Get(begun.Options);

        Assert.True((await _door.Finish(begun.State, answer)).IsSuccess);
        AssertNotAccepted(await _door.Finish(begun.State, answer));
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_a_copied_key()
    {
        var (authenticator, _, _) = await _door.Staff("ee");
        authenticator.SignCount = 40;
        _ = await _door.SignIn(authenticator);
        authenticator.SignCount = 39;
        AssertNotAccepted(await _door.TrySignIn(authenticator));
        authenticator.SignCount = 41;
        Assert.True((await _door.TrySignIn(authenticator)).IsSuccess);
        authenticator.Dispose();
    }

    [Theory]
    [InlineData("https://localhost.example.org")]
    [InlineData("https://example.org")]
    [InlineData("null")]
    public async Task A_page_of_somebody_else_signs_nobody_in(string origin)
    {
        var (authenticator, _, _) = await _door.Staff("ee");
        AssertNotAccepted(await _door.TrySignIn(authenticator, origin));

        var user = UniqueUser();
        var begun = (await _door.BeginEnrolment("ee", user, (await _door.Invite("ee", user)).Code!)).Read<CeremonyResponse>();
        using var another = new Authenticator();
        AssertNotAccepted(await _door.FinishRegistration(begun.State, another.Create(begun.Options, origin)));
        authenticator.Dispose();
    }

    [Fact]
    public async Task A_passkey_opens_its_own_login_and_no_other()
    {
        var (mine, _, _) = await _door.Staff("ee");
        var (theirs, _, _) = await _door.Staff("lv", "supervisor");
        (mine.UserHandle, var own) = (theirs.UserHandle, mine.UserHandle);
        AssertNotAccepted(await _door.TrySignIn(mine));

        using var copied = new Authenticator { CredentialId = theirs.CredentialId, UserHandle = theirs.UserHandle };
        AssertNotAccepted(await _door.TrySignIn(copied));
        mine.UserHandle = own;
        Assert.True((await _door.TrySignIn(mine)).IsSuccess);

        // Somebody else's credential id is no passkey of a new login.
        var user = UniqueUser();
        var begun = (await _door.BeginEnrolment("ee", user, (await _door.Invite("ee", user)).Code!)).Read<CeremonyResponse>();
        AssertNotAccepted(await _door.FinishRegistration(begun.State, copied.Create(begun.Options)));
        mine.Dispose();
        theirs.Dispose();
    }

    [Fact]
    public async Task Who_only_holds_the_authenticator_is_not_its_person()
    {
        var user = UniqueUser();
        var begun = (await _door.BeginEnrolment("ee", user, (await _door.Invite("ee", user)).Code!)).Read<CeremonyResponse>();
        using var found = new Authenticator { Verifies = false };

        AssertNotAccepted(await _door.FinishRegistration(begun.State, found.Create(begun.Options)));
    }

    [Fact]
    public async Task What_began_as_one_ceremony_does_not_end_as_another()
    {
        var (authenticator, _, _) = await _door.Staff("ee");
        var signIn = await _door.BeginSignIn();
        var signUp = await _door.BeginSignUp("ee");

        AssertNotAccepted(await _door.FinishRegistration(signIn.State, authenticator.Create(signUp.Options)));
        AssertNotAccepted(await _door.Finish(signUp.State, authenticator.Get(signIn.Options)));
        authenticator.Dispose();
    }

    [Fact]
    public async Task A_national_signs_up_with_a_passkey_and_without_a_name()
    {
        using var authenticator = new Authenticator();
        var begun = await _door.BeginSignUp("ee");
        var registered = (await _door.FinishRegistration(begun.State, authenticator.Create(begun.Options))).Read<RegistrationResponse>();
        var token = await _door.SignIn(authenticator);

        Assert.Equal(("ee", "national", registered.User), (token.Tenant, token.Role, token.User));
        Assert.Equal(HttpStatusCode.OK, (await _door.With(token).Get("/v1/cases")).Status);
        Assert.DoesNotContain(registered.User, (await _server.Administrator("ee").Get("/v1/logins?limit=500")).Text, StringComparison.Ordinal);
        (await _server.Administrator("ee").Post($"/v1/logins/{registered.User}/enrolment", null)).Refused(HttpStatusCode.NotFound, "login.not-found");
        (await _server.Administrator("ee").Delete($"/v1/logins/{registered.User}")).Refused(HttpStatusCode.NotFound, "login.not-found");
    }

    [Fact]
    public async Task A_person_adds_and_removes_passkeys_but_not_the_last()
    {
        var (first, _, _) = await _door.Staff("ee");
        var me = _door.With(await _door.SignIn(first));
        var begun = (await me.Post("/v1/sign-in/passkeys", null)).Read<CeremonyResponse>();
        using var second = new Authenticator();
        var added = (await _door.FinishRegistration(begun.State, second.Create(begun.Options))).Read<RegistrationResponse>();

        Assert.Empty(added.RecoveryCodes);
        Assert.Equal([first.Id, second.Id], (await me.Get("/v1/sign-in/passkeys")).Read<Page<PasskeyResponse>>().Items.Select(p => p.Id));
        (await me.Delete("/v1/sign-in/passkeys/unknown")).Refused(HttpStatusCode.NotFound, "login.no-such-passkey");
        Assert.True((await me.Delete($"/v1/sign-in/passkeys/{first.Id}")).IsSuccess);
        (await me.Get("/v1/sign-in/passkeys")).Refused(HttpStatusCode.Unauthorized);
        AssertNotAccepted(await _door.TrySignIn(first));
        var again = _door.With(await _door.SignIn(second));
        (await again.Delete($"/v1/sign-in/passkeys/{second.Id}")).Refused(HttpStatusCode.Conflict, "login.last-passkey");
        first.Dispose();
    }

    [Theory, InlineData(9, true), InlineData(11, false)]
    public async Task A_further_passkey_needs_a_fresh_sign_in(int minutesAgo, bool isFresh)
    {
        var (authenticator, _, _) = await _door.Staff("ee");
        var token = new JsonWebToken((await _door.SignIn(authenticator)).Token);
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(_server.DataFolder, "local-issuer.pem"), PlatformServer.Stop));
        var older = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = token.Issuer,
            Audience = token.Audiences.Single(),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "local" }, SecurityAlgorithms.EcdsaSha256)
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
            Claims = new Dictionary<string, object>
            {
                ["sub"] = token.Subject,
                ["tenant"] = token.GetClaim("tenant").Value,
                ["role"] = token.GetClaim("role").Value,
                ["login"] = int.Parse(token.GetClaim("login").Value, System.Globalization.CultureInfo.InvariantCulture),
                ["auth_time"] = DateTimeOffset.UtcNow.AddMinutes(-minutesAgo).ToUnixTimeSeconds(),
            },
        });
        var reply = await new Impostor(_server, older).Post("/v1/sign-in/passkeys", null);

        if (isFresh)
        {
            Assert.True(reply.IsSuccess, reply.ToString());
        }
        else
        {
            reply.Refused(HttpStatusCode.Forbidden, "login.sign-in-again");
        }

        Assert.True((await new Impostor(_server, older).Get("/v1/sign-in/passkeys")).IsSuccess);
        authenticator.Dispose();
    }

    [Fact]
    public async Task A_token_that_no_passkey_made_manages_no_passkeys()
    {
        var (authenticator, user, _) = await _door.Staff("ee");

        (await _server.Officer("ee", user).Get("/v1/sign-in/passkeys")).Refused(HttpStatusCode.NotFound, "login.not-found");
        (await _server.Officer("ee", user).Post("/v1/sign-in/passkeys", null)).Refused(HttpStatusCode.NotFound, "login.not-found");
        authenticator.Dispose();
    }

    [Fact]
    public async Task Nobody_writes_a_role_or_a_tenant_into_the_registration()
    {
        var user = UniqueUser();
        var code = (await _door.Invite("ee", user)).Code!;
        foreach (var member in new[] { "role", "tenant_id", "generation" })
        {
            var begin = new JsonObject { ["tenant"] = "ee", ["user"] = user, ["code"] = code, [member] = "administrator" };
            (await _door.Anybody.PostText("/v1/sign-in/registration-options", begin.ToJsonString())).Refused(HttpStatusCode.BadRequest, "request.malformed");
        }

        var begun = (await _door.BeginEnrolment("ee", user, code)).Read<CeremonyResponse>();
        using var authenticator = new Authenticator();
        var finish = new JsonObject
        {
            ["state"] = begun.State,
            ["credential"] = JsonNode.Parse(authenticator.Create(begun.Options).GetRawText()),
            ["role"] = "administrator",
        };
        (await _door.Anybody.PostText("/v1/sign-in/registration", finish.ToJsonString())).Refused(HttpStatusCode.BadRequest, "request.malformed");
    }
}
