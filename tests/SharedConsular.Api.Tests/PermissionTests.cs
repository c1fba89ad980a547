using System.Net;
using System.Text;
using SharedConsular.Contracts;
using SharedConsular.Policies;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Default deny: who is nobody gets nothing, and who may not know of a case learns nothing of it.</summary>
public sealed class PermissionTests(SharedPlatform platform)
{
    /// <summary>What the public may ask. A new endpoint is closed unless it is written down here.</summary>
    internal static readonly string[] OpenToAll =
    [
        "GET /health/live",
        "GET /health/ready",
        "GET /v1/coverage",
        "GET /v1/crises",
        "GET /v1/posts",
        "GET /v1/posts/{id}",
        "GET /v1/routing/decisions/{id}",
        "GET /v1/services",
        "GET /v1/services/{id}",
        "GET /v1/states",
        "GET /v1/tenants/{code}/profile",
        "POST /v1/crises/{id}/households",
        "POST /v1/crises/{id}/texts",
        "POST /v1/dev/tokens",
        "POST /v1/follow",
        "POST /v1/kept-requests",
        "POST /v1/requests",

        // With the secret of a request that is not sent.
        "POST /v1/kept-requests/{reference}/erasure",
        "POST /v1/kept-requests/{reference}/text",
        "POST /v1/kept-requests/{reference}/writings",

        // With the secret of the household, which is asked for in place of a login.
        "POST /v1/households/status",
        "POST /v1/households/{reference}/acceptance",
        "POST /v1/households/{reference}/escorts",
        "POST /v1/households/{reference}/news",
        "POST /v1/households/{reference}/reads",
        "POST /v1/households/{reference}/refusal",
        "POST /v1/households/{reference}/relations",
        "POST /v1/households/{reference}/reports",
        "POST /v1/households/{reference}/token-revocations",
        "POST /v1/households/{reference}/tokens",
        "POST /v1/routing/decisions",
        "POST /v1/routing/decisions/{id}/replay",
        "POST /v1/sign-in",
        "POST /v1/sign-in/nationals/registration-options",
        "POST /v1/sign-in/one-time-codes",
        "POST /v1/sign-in/one-time-codes/answers",
        "POST /v1/sign-in/options",
        "POST /v1/sign-in/registration",
        "POST /v1/sign-in/registration-options",
    ];

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task Nobody_is_answered_without_a_token_but_at_the_public_addresses()
    {
        var operations = await InterfaceDocument.ReadOperations(_server);
        Assert.Superset(OpenToAll.ToHashSet(), operations.Select(o => o.ToString()).ToHashSet());

        foreach (var operation in operations)
        {
            var reply = await Send(_server.Anybody(), operation, "SC-0000-0000-0");
            if (OpenToAll.Contains(operation.ToString()))
            {
                Assert.NotEqual(HttpStatusCode.Unauthorized, reply.Status);
            }
            else
            {
                Assert.True(reply.Status is HttpStatusCode.Unauthorized, $"{operation} answered {reply}");
                reply.Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
                Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
            }
        }
    }

    [Fact]
    public async Task Every_address_says_by_which_rule_it_is_opened()
    {
        var words = AccessWords.All.ToHashSet();
        foreach (var operation in (await InterfaceDocument.ReadOperations(_server)).Where(o => o.Path.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            var isNamed = operation.Access.Split(':') is ["operation" or "action", var word] && words.Contains(word);
            Assert.True(isNamed != OpenToAll.Contains(operation.ToString()), $"{operation} says {operation.Access}.");
        }
    }

    [Theory, InlineData("/"), InlineData("/openapi/v1.json"), InlineData("/health/live"), InlineData("/health/ready")]
    public async Task The_start_page_the_description_and_health_are_public(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await _server.Anybody().Get(path)).Status);

    [Fact]
    public async Task A_case_of_others_is_answered_like_one_that_does_not_exist_at_every_address()
    {
        var login = UniqueUser();
        var @case = await _server.Person("ee", login).OpenCase(Application());
        var missing = await ReferenceOfNothing();
        Member[] strangers =
        [
            _server.Officer("jp"), _server.Supervisor("jp"), _server.Administrator("jp"), _server.Officer("fr"),
            _server.Person("ee", UniqueUser()), _server.Person("de", login), _server.Person("jp", $"ee/{login}"),
        ];

        foreach (var operation in (await InterfaceDocument.ReadOperations(_server)).Where(o => o.Path.StartsWith("/v1/cases/{reference}", StringComparison.Ordinal)))
        {
            foreach (var stranger in strangers)
            {
                var reply = await Send(stranger, operation, @case.Reference);
                Assert.True(reply.Status is HttpStatusCode.NotFound, $"{operation} answered {stranger.Tenant} {stranger.User}: {reply}");
                reply.Refused(HttpStatusCode.NotFound, "case.not-found");
                Assert.Equal((await Send(stranger, operation, missing)).Text, reply.Text);
            }
        }
    }

    [Fact]
    public async Task A_case_of_others_is_in_no_list_no_search_and_no_notice()
    {
        var name = UniqueName("Rebane");
        var @case = await _server.CaseInHand(name: name);
        await _server.Officer("de").Consult(@case.Reference, "Is he yours?");

        foreach (Member stranger in new Member[] { _server.Officer("jp"), _server.Officer("fr"), _server.Person("ee", UniqueUser()), _server.Person("de", "x") })
        {
            Assert.DoesNotContain(await stranger.Lines("/v1/cases?limit=500"), l => l.Reference == @case.Reference);
            Assert.DoesNotContain(await stranger.Lines("/v1/queue?limit=500"), l => l.Reference == @case.Reference);
            Assert.Empty(await stranger.Search(@case.Reference));
            Assert.Empty(await stranger.Search(name));
        }

        Assert.DoesNotContain(await _server.Officer("jp").Notices(), n => n.Reference == @case.Reference);
    }

    [Fact]
    public async Task A_national_sees_her_own_cases_and_no_others()
    {
        var login = UniqueUser();
        var (mari, jaan, namesake) = (_server.Person("ee", login), _server.Person("ee", UniqueUser()), _server.Person("lv", login));
        var first = await mari.OpenCase(Application());
        var second = await jaan.OpenCase(Application());
        var third = await namesake.OpenCase(Application(LostPassport with { Nationalities = [new("lv")] }));

        Assert.Equal([first.Reference], (await mari.Lines("/v1/cases")).Select(l => l.Reference));
        Assert.Equal([second.Reference], (await jaan.Lines("/v1/cases")).Select(l => l.Reference));
        Assert.Equal([third.Reference], (await namesake.Lines("/v1/cases")).Select(l => l.Reference));
        (await mari.Show(third.Reference)).Refused(HttpStatusCode.NotFound);
        (await namesake.Withdraw(first.Reference, "mine")).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_role_is_held_to_what_it_may_do()
    {
        var mari = _server.Person("ee", UniqueUser());
        var @case = await mari.OpenCase(Application());

        (await mari.Act(@case.Reference, "acceptance")).Refused(HttpStatusCode.Forbidden);
        (await mari.Act(@case.Reference, "decision", new DecideCaseRequest(true, "Yes"))).Refused(HttpStatusCode.Forbidden);
        (await _server.Administrator("de").Accept(@case.Reference)).Refused(HttpStatusCode.Forbidden, "case.not-for-this-role");
        (await mari.Get("/v1/notices")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await _server.Officer("jp").Open(Application())).Refused(HttpStatusCode.Forbidden, "case.not-yours-to-open");
    }

    [Fact]
    public async Task Only_an_administrator_speaks_for_a_state_and_only_for_its_own()
    {
        var post = new RecordPostRequest("ec", "consulate", "Guayaquil");
        foreach (Member member in new Member[] { _server.Officer("ee"), _server.Supervisor("ee"), _server.Person("ee", UniqueUser()) })
        {
            (await member.Put("/v1/posts/ee-ec-tests", post)).Refused(HttpStatusCode.Forbidden);
            (await member.Delete("/v1/posts/ee-ec-tests")).Refused(HttpStatusCode.Forbidden);
            (await member.Put("/v1/services/detention", new AdoptServiceRequest())).Refused(HttpStatusCode.Forbidden);
            (await member.Delete("/v1/services/detention")).Refused(HttpStatusCode.Forbidden);
            foreach (var operation in (await InterfaceDocument.ReadOperations(_server))
                .Where(o => o.Path.StartsWith("/v1/agreements/{id}/", StringComparison.Ordinal)))
            {
                var body = operation.Path.EndsWith("notices", StringComparison.Ordinal) ? """{"receivingState":"ec"}""" : """{"reason":"No"}""";
                var reply = await member.Send(operation.Method, operation.At(""), Json(Fits(operation, body)));
                Assert.True(reply.Status is HttpStatusCode.Forbidden, $"{operation} answered {reply}");
            }
        }

        (await _server.Administrator("ee").Put("/v1/posts/q58581912", post)).Refused(HttpStatusCode.Forbidden);
        (await _server.Administrator("jp").Post("/v1/agreements/eu-2015-637/suspensions", new SuspendAgreementRequest(Reason: "No")))
            .Refused(HttpStatusCode.Forbidden, "agreement.not-party");
    }

    [Fact]
    public async Task A_tenant_named_in_the_request_is_never_believed()
    {
        var @case = await _server.CaseInHand();
        var japan = _server.Officer("jp");

        foreach (var query in new[] { "tenant=de", "party=de", "viewer=de", "owner=de", "user=officer-1" })
        {
            Assert.DoesNotContain(await japan.Lines($"/v1/cases?limit=500&{query}"), l => l.Reference == @case.Reference);
            (await japan.Get($"/v1/cases/{@case.Reference}?{query}")).Refused(HttpStatusCode.NotFound);
        }

        (await japan.Send(HttpMethod.Get, $"/v1/cases/{@case.Reference}", null, ("X-Tenant", "de"), ("X-Forwarded-Host", "de.example")))
            .Refused(HttpStatusCode.NotFound);
        (await japan.Post($"/v1/cases/{@case.Reference}/consultation", new { question = "?", tenant = "de" })).Refused(HttpStatusCode.BadRequest);
        var mari = _server.Person("ee", UniqueUser());
        var own = await mari.OpenCase(Application(applicant: "someone-else"));
        Assert.Equal(own.Reference, (await mari.See(own.Reference)).Reference);
    }

    /// <summary>A reference that is well formed and names no case.</summary>
    private async Task<string> ReferenceOfNothing()
    {
        for (var digit = 0; digit < 32; digit++)
        {
            var reference = $"SC-0000-0000-{"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit]}";
            (await _server.Officer("jp").Show(reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        }

        return "SC-0000-0000-0";
    }

    internal static Task<Reply> Send(Anybody who, Operation operation, string reference) =>
        who.Send(operation.Method, operation.At(reference), operation.TakesBody || operation.Method != HttpMethod.Get ? Json("{}") : null);

    /// <summary>The body when the action takes such members, else an empty one: unknown members would be refused first.</summary>
    private static string Fits(Operation operation, string body) =>
        operation.Path.EndsWith("notices", StringComparison.Ordinal) || operation.Path.EndsWith("suspensions", StringComparison.Ordinal)
        || operation.Path.EndsWith("end", StringComparison.Ordinal)
            ? body
            : "{}";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
