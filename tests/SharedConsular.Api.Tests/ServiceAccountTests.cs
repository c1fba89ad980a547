using System.Net;
using System.Text;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Partner systems: a key that is shown once, reaches what its scopes name, and stops when it is told to.</summary>
public sealed class ServiceAccountTests(SharedPlatform platform)
{
    private static readonly string[] ScopesKnown = ["routing", "cases:read", "cases:write", "audit", "tenant", "evacuation:read", "evacuation:write", "evacuation:sponsor"];

    private readonly PlatformServer _server = platform.Server;

    /// <summary>
    /// The scopes that open each address; null where no service account gets in. The first line that holds counts, and a new
    /// address without a line fails the test.
    /// </summary>
    private static readonly (string Method, string Path, string? Scope)[] Table =
    [
        ("*", "/health", null),
        ("*", "/v1/dev", null),
        ("*", "/v1/follow", null),
        ("*", "/v1/requests", null),
        ("*", "/v1/kept-requests", null),
        ("*", "/v1/service-accounts", null),
        ("*", "/v1/webhooks", null),
        ("*", "/v1/keys", null),
        ("*", "/v1/outbox", null),
        ("*", "/v1/flags", null),
        ("GET", "/v1/access", null),
        ("*", "/v1/node", null),
        ("*", "/v1/logins", null),
        ("*", "/v1/sign-in", null),
        ("*", "/v1/audit", "audit"),
        ("GET", "/v1/cases/{reference}/reads", "audit"),
        ("POST", "/v1/households/{reference}/reads", "audit"),
        ("*", "/v1/staff", "tenant"),
        ("*", "/v1/routing", "routing"),
        ("*", "/v1/coverage", "routing"),
        ("*", "/v1/states", "routing"),
        ("GET", "/v1/posts", "routing"),
        ("GET", "/v1/services", "routing"),
        ("GET", "/v1/agreements", "routing"),
        ("*", "/v1/posts", "tenant"),
        ("*", "/v1/services", "tenant"),
        ("*", "/v1/agreements", "tenant"),
        ("*", "/v1/tenants", "tenant"),
        ("GET", "/v1/cases", "cases:read"),
        ("GET", "/v1/queue", "cases:read"),
        ("GET", "/v1/reviews", "cases:read"),
        ("POST", "/v1/search", "cases:read"),
        ("GET", "/v1/notices", "cases:read"),
        ("*", "/v1/cases", "cases:write"),
        ("POST", "/v1/crises/{id}/imports", "evacuation:write evacuation:sponsor"),
        ("*", "/v1/crises/{id}/sponsored", "evacuation:sponsor"),
        ("*", "/v1/crises/{id}/inquiries", "evacuation:sponsor"),
        ("GET", "/v1/crises", "evacuation:read"),
        ("GET", "/v1/households", "evacuation:read"),
        ("GET", "/v1/movements", "evacuation:read"),
        ("GET", "/v1/contingency-plans", "evacuation:read"),
        ("*", "/v1/crises", "evacuation:write"),
        ("*", "/v1/households", "evacuation:write"),
        ("*", "/v1/movements", "evacuation:write"),
        ("*", "/v1/contingency-plans", "evacuation:write"),
    ];

    [Fact]
    public async Task Every_address_is_open_to_its_scope_and_to_no_other()
    {
        var accounts = new Dictionary<string, Anybody>();
        foreach (var scope in ScopesKnown)
        {
            accounts[scope] = new Impostor(_server, (await Make("de", scope)).Key!);
        }

        foreach (var operation in await InterfaceDocument.ReadOperations(_server))
        {
            var line = Table.FirstOrDefault(t => (t.Method == "*" || t.Method == operation.Method.Method) && operation.Path.StartsWith(t.Path, StringComparison.Ordinal));
            Assert.True(line.Path is not null, $"{operation} has no line in the table of scopes.");
            foreach (var (scope, account) in accounts)
            {
                var body = operation.Method == HttpMethod.Get ? null : new StringContent("{}", Encoding.UTF8, "application/json");
                var reply = await account.Send(operation.Method, operation.At("SC-0000-0000-0"), body);
                Assert.True(
                    reply.Text.Contains("caller.not-in-scope", StringComparison.Ordinal) == !(line.Scope ?? "").Split(' ').Contains(scope), $"{operation} answered {scope}: {reply}");
                Assert.NotEqual(HttpStatusCode.Unauthorized, reply.Status);
            }
        }
    }

    [Fact]
    public async Task A_key_is_shown_once_and_stored_nowhere()
    {
        var made = await Make("lt", "cases:read");
        Assert.Matches("^scs_lt-[0-9a-f]{12}_[0-9a-f]{64}$", made.Key);

        var listed = await _server.Administrator("lt").Get("/v1/service-accounts");
        Assert.Contains(listed.Read<Page<ServiceAccountResponse>>().Items, a => a.Id == made.Id && a.Key is null);
        var secret = made.Key!.Split('_')[^1];
        Assert.DoesNotContain(secret, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, _server.Output, StringComparison.Ordinal);
        foreach (var file in new[] { _server.DatabasePath, $"{_server.DatabasePath}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain(secret, await reader.ReadToEndAsync(PlatformServer.Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lost_answer_is_not_given_again_with_the_key()
    {
        var request = new MakeServiceAccountRequest("Registry", "officer", ["cases:read"], DateTimeOffset.UtcNow.AddDays(30));
        var attempt = Guid.NewGuid().ToString("N");
        var first = (await _server.Administrator("lt").Post("/v1/service-accounts", request, attempt)).Read<ServiceAccountResponse>();
        var second = (await _server.Administrator("lt").Post("/v1/service-accounts", request, attempt)).Read<ServiceAccountResponse>();

        Assert.Equal((first.Id, null), (second.Id, second.Key));
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once()
    {
        var made = await Make("lt", "cases:read");
        var account = new Impostor(_server, made.Key!);
        Assert.Equal(HttpStatusCode.OK, (await account.Get("/v1/cases")).Status);

        (await _server.Administrator("de").Delete($"/v1/service-accounts/{made.Id}")).Refused(HttpStatusCode.NotFound, "service-account.not-found");
        Assert.Equal(HttpStatusCode.OK, (await account.Get("/v1/cases")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Administrator("lt").Delete($"/v1/service-accounts/{made.Id}")).Status);
        (await account.Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
    }

    [Fact]
    public async Task A_key_that_has_expired_opens_nothing()
    {
        var made = await Make("lt", "cases:read", TimeSpan.FromSeconds(3));

        (await PlatformServer.Eventually(() => new Impostor(_server, made.Key!).Get("/v1/cases"), r => !r.IsSuccess))
            .Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
    }

    [Fact]
    public async Task A_key_is_of_its_own_tenant_and_no_guess_is_a_key()
    {
        var key = (await Make("lt", "cases:read")).Key!;
        foreach (var guess in new[]
        {
            key.Replace("scs_lt-", "scs_lv-", StringComparison.Ordinal), key[..^1] + (key[^1] == '0' ? '1' : '0'), key[..^1], key + "0", "scs_", "scs_lt", "scs_lt-_",
            "scs_installation-000000000000_" + new string('0', 64), key.ToUpperInvariant().Replace("SCS_", "scs_", StringComparison.Ordinal),
        })
        {
            (await new Impostor(_server, guess).Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
        }
    }

    [Fact]
    public async Task A_service_account_sees_what_an_officer_of_its_party_sees()
    {
        var germans = await _server.CaseInHand();
        var lithuania = new Impostor(_server, (await Make("lt", "cases:read")).Key!);
        var germany = new Impostor(_server, (await Make("de", "cases:read")).Key!);

        (await lithuania.Get($"/v1/cases/{germans.Reference}")).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.Equal(germans.Reference, (await germany.Get($"/v1/cases/{germans.Reference}")).Case.Reference);
    }

    [Theory]
    [InlineData("administrator", "cases:read", 30, "service-account.role-or-scope")]
    [InlineData("national", "cases:read", 30, "service-account.role-or-scope")]
    [InlineData("platform_operator", "cases:read", 30, "service-account.role-or-scope")]
    [InlineData("officer", null, 30, "service-account.role-or-scope")]
    [InlineData("officer", "cases_read", 30, "request.faulty")]
    [InlineData("officer", "everything", 30, "request.faulty")]
    [InlineData("officer", "cases:read", 400, "service-account.lifetime")]
    [InlineData("officer", "cases:read", -1, "service-account.lifetime")]
    public async Task An_account_that_may_too_much_is_not_made(string role, string? scope, int days, string code) =>
        (await _server.Administrator("lt").Post(
            "/v1/service-accounts", new MakeServiceAccountRequest("Registry", role, scope is null ? [] : [scope], DateTimeOffset.UtcNow.AddDays(days))))
            .Refused(HttpStatusCode.UnprocessableEntity, code);

    [Fact]
    public async Task Only_an_administrator_makes_lists_and_revokes()
    {
        var request = new MakeServiceAccountRequest("Registry", "officer", ["cases:read"], DateTimeOffset.UtcNow.AddDays(30));
        foreach (Member member in new Member[] { _server.Officer("lt"), _server.Supervisor("lt"), _server.Person("lt", UniqueUser()), _server.PlatformOperator() })
        {
            (await member.Post("/v1/service-accounts", request)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            (await member.Get("/v1/service-accounts")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            (await member.Delete("/v1/service-accounts/1f0c6c0e5a7b")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        }
    }

    private async Task<ServiceAccountResponse> Make(string tenant, string scope, TimeSpan? lifetime = null)
    {
        var reply = await _server.Administrator(tenant).Post(
            "/v1/service-accounts", new MakeServiceAccountRequest("Registry", "officer", [scope], DateTimeOffset.UtcNow + (lifetime ?? TimeSpan.FromDays(30))));
        Assert.True(reply.Status is HttpStatusCode.Created, reply.ToString());

        return reply.Read<ServiceAccountResponse>();
    }
}
