using System.Net;
using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>What someone with a login and bad intent tries first. Tokens have tests of their own, and so has who may see what.</summary>
public sealed partial class AttackTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_reference_next_to_a_real_one_names_nothing()
    {
        var reference = (await _server.CaseInHand()).Reference;
        var germany = _server.Officer("de");
        var nothing = (await germany.Show("SC-0000-0000-0")).Refused(HttpStatusCode.NotFound, "case.not-found");

        for (var place = "SC-".Length; place < reference.Length; place++)
        {
            if (reference[place] != '-')
            {
                var guess = reference[..place] + (reference[place] == '7' ? '8' : '7') + reference[(place + 1)..];
                Assert.Equal(nothing, (await germany.Show(guess)).Refused(HttpStatusCode.NotFound), ProblemsAgree);
            }
        }
    }

    [Theory]
    [InlineData('S', '\u0405')] // Cyrillic dze
    [InlineData('S', '\u017f')] // long s, a capital S when it is made a capital
    [InlineData('C', '\u0421')] // Cyrillic es
    [InlineData('C', '\uff23')] // full width
    [InlineData('-', '\u2011')] // a hyphen that does not break
    [InlineData('-', '\u200b')] // a space of no width
    public async Task A_letter_that_only_looks_alike_is_another_letter(char ours, char theirs)
    {
        var reference = (await _server.CaseInHand()).Reference;
        var forged = Uri.EscapeDataString(reference.Replace(ours, theirs));

        (await _server.Officer("de").Show(forged)).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.Empty(await _server.Officer("de").Search(forged));
    }

    [Fact]
    public async Task No_request_sets_what_is_not_the_callers_to_set()
    {
        var @case = await _server.CaseInHand();
        foreach (var operation in (await InterfaceDocument.ReadOperations(_server)).Where(o => o.TakesBody && o.Path != "/v1/dev/tokens"))
        {
            foreach (var member in new[] { "owner", "home", "status", "version", "tenant_id", "powers", "isAdmin", "__proto__" })
            {
                var body = new StringContent($$"""{"{{member}}":"jp"}""", Encoding.UTF8, "application/json");
                var reply = await _server.Officer("de").Send(
                    operation.Method, operation.At(@case.Reference), body, ("Idempotency-Key", Guid.NewGuid().ToString("N")));
                Assert.True(!reply.IsSuccess, $"{operation} took {member}: {reply}");
            }
        }

        var after = await _server.Officer("de").See(@case.Reference);
        Assert.Equal((@case.Version, "de", "in_progress"), (after.Version, after.Owner, after.Status));
    }

    [Fact]
    public async Task The_key_of_a_colleagues_request_gives_nothing_of_its_answer()
    {
        var key = Guid.NewGuid().ToString("N");
        var name = UniqueName("Kask");
        var first = await _server.Officer("de", "officer-1").OpenCase(Application(name: name), key);

        foreach (Member other in new Member[] { _server.Officer("de", "officer-2"), _server.Officer("es"), _server.Person("ee", UniqueUser()) })
        {
            var reply = await other.Open(Application(party: other.Tenant == "ee" ? "de" : other.Tenant), key);
            Assert.DoesNotContain(first.Reference, reply.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(name, reply.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_was_read_before_a_handover_goes_on_without_the_person()
    {
        var name = UniqueName("Ilves");
        var @case = await _server.CaseInHand(name: name);
        await _server.CaseInHand();
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        var before = await germany.Show(@case.Reference);
        var page = (await germany.Get("/v1/cases?limit=1")).Read<Page<CaseLineResponse>>();

        await germany.OfferHandover(@case.Reference, "es", "She is near their consulate");
        await spain.AcceptHandover(@case.Reference);

        var rest = await germany.Get($"/v1/cases?limit=500&cursor={Uri.EscapeDataString(page.Next!)}");
        Assert.Contains(@case.Reference, rest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, rest.Text, StringComparison.Ordinal);
        var again = await germany.Show(@case.Reference, ifNoneMatch: before.Tag);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.DoesNotContain(name, again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_tells_a_browser_to_be_careful()
    {
        var mari = _server.Person("ee", UniqueUser());
        var @case = await mari.OpenCase(Application());
        Reply[] replies =
        [
            await _server.Anybody().Get("/"), await _server.Anybody().Get("/health/live"), await _server.Anybody().Get("/v1/cases"),
            await _server.Anybody().Get("/nothing"), await mari.Show(@case.Reference), await mari.Show("SC-0000-0000-0"),
            await mari.PostText("/v1/cases", "{", key: "k"), await _server.Anybody().Get("/openapi/v1.json"),
        ];

        Assert.All(replies, reply =>
        {
            Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
            Assert.StartsWith("default-src 'none'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("base-uri 'none'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
            Assert.Equal("same-origin", reply.Headers["Cross-Origin-Resource-Policy"]);
            Assert.Equal("camera=(), geolocation=(), microphone=()", reply.Headers["Permissions-Policy"]);
            Assert.DoesNotContain("Server", reply.Headers.Keys);
            Assert.DoesNotContain("X-Powered-By", reply.Headers.Keys);
        });
        foreach (var path in new[] { $"/v1/cases/{@case.Reference}", "/v1/cases", $"/v1/cases/{@case.Reference}/history" })
        {
            Assert.Equal("no-store", (await mari.Get(path)).Headers["Cache-Control"]);
        }

        Assert.Equal("no-store", (await mari.Find("mari")).Headers["Cache-Control"]);
    }

    [Fact]
    public async Task An_address_is_believed_from_a_named_proxy_only()
    {
        foreach (var (proxies, waits) in new[] { ("127.0.0.1,::1", false), ("127.0.0.0/8", false), ("10.9.9.9", true), ("10.0.0.0/8", true) })
        {
            await using var server = await PlatformServer.Start(("Proxies", proxies), ("Limits__AnonymousRequestsPerMinute", "5"));
            var replies = new List<Reply>();
            for (var i = 0; i < 10; i++)
            {
                replies.Add(await server.Anybody().Send(
                    HttpMethod.Get, "/v1/coverage?state=ee&place=ec", null, ("X-Forwarded-For", $"203.0.113.{i}"), ("X-Forwarded-Proto", "https")));
            }

            Assert.Equal(waits, replies.Exists(r => r.Status is HttpStatusCode.TooManyRequests));
            Assert.Equal(!waits, replies.TrueForAll(r => r.Headers.ContainsKey("Strict-Transport-Security")));
        }
    }

    [Fact]
    public async Task A_cookie_of_a_request_over_tls_is_for_tls_and_this_host_only()
    {
        await using var server = await PlatformServer.Start(("Proxies", "127.0.0.1,::1"));
        (string, string?) tls = ("X-Forwarded-Proto", "https");
        var page = await server.Anybody().Send(HttpMethod.Get, "/en/desk/sign-in", null, tls, ("X-Forwarded-For", "203.0.113.1"));
        var token = FormToken().Match(page.Text).Groups[1].Value;
        var cookie = page.Headers["Set-Cookie"];
        using var form = new FormUrlEncodedContent([new("tenant", "fr"), new("role", "officer"), new("__RequestVerificationToken", token)]);
        var entered = await server.Anybody().Send(
            HttpMethod.Post, "/en/desk/sign-in", form, tls, ("X-Forwarded-For", "203.0.113.1"), ("Cookie", cookie.Split(';')[0]));

        Assert.Matches("^consular-form=[^;,]+; path=/; secure; samesite=strict; httponly$", cookie);
        Assert.Matches("^__Host-consular-desk=[^;,]+; path=/; secure; samesite=strict; httponly$", entered.Headers["Set-Cookie"]);
    }

    [Fact]
    public async Task A_login_and_a_party_that_ask_too_often_wait_and_no_other_does()
    {
        await using var server = await PlatformServer.Start(("Limits__CallerRequestsPerMinute", "6"), ("Limits__TenantRequestsPerMinute", "9"));

        var refused = await FirstRefusal(server.Officer("de", "officer-1"));
        refused.Refused(HttpStatusCode.TooManyRequests, "caller.too-many");
        Assert.Equal("10", refused.Headers["Retry-After"]); // Six a minute come back one in ten seconds.
        (await FirstRefusal(server.Officer("de", "officer-2"))).Refused(HttpStatusCode.TooManyRequests, "tenant.too-many");
        Assert.Empty(await server.Officer("es").Lines("/v1/cases"));
        Assert.True((await server.Anybody().Get("/health/ready")).IsSuccess);

        static async Task<Reply> FirstRefusal(Officer officer)
        {
            const int requestsMax = 60;
            for (var i = 0; i < requestsMax; i++)
            {
                if (await officer.Get("/v1/cases") is { IsSuccess: false } reply)
                {
                    return reply;
                }
            }

            throw new Xunit.Sdk.XunitException("Nobody was ever told to wait.");
        }
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task No_secret_is_printed_and_no_other_user_of_the_machine_can_read_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix modes.");
        var token = await _server.Token("ee", "officer", "officer-1");
        await _server.Officer("ee").Get("/v1/cases");

        Assert.DoesNotContain(token, _server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", _server.Output, StringComparison.Ordinal);
        var secrets = Directory.GetFiles(_server.DataFolder, "*.pem").Concat(Directory.GetFiles(_server.DataFolder, "*root-key")).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, s => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(s) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    private static bool ProblemsAgree(ProblemResponse one, ProblemResponse other) => (one.Code, one.Detail, one.Title) == (other.Code, other.Detail, other.Title);

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex FormToken();
}
