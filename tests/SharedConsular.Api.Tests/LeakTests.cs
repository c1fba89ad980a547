using System.Net;
using System.Text.Json.Nodes;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>
/// Nothing of a person is in any list, search, history or error that somebody without a right to her reads: not her name, not
/// the reference, not the matter, not that there is anything. After OpenCRVS #12456 (a scope that did not bind) and SORMAS
/// #8113, #4107, #6684 (restricted data that another view showed).
/// </summary>
public sealed class LeakTests(SharedPlatform platform)
{
    private static readonly string[] Roles =
        ["officer", "supervisor", "protection_officer", "administrator", "crisis_cell", "auditor", "platform_operator", "national"];

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task Nobody_without_a_part_in_it_reads_anything_of_a_person_anywhere()
    {
        var family = $"Q{UniqueUser()}";
        var place = UniqueUser();
        var request = Application(name: $"Mari {family}") with { Place = place };
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(request);
        await _server.Officer("de").Accept(opened.Reference);

        foreach (var role in Roles)
        {
            foreach (var party in new[] { "jp", "fr", "iom" })
            {
                var stranger = new Officer(_server, party, role, UniqueUser());
                foreach (var path in Paths(opened.Reference, family))
                {
                    var reply = await Ask(stranger, path);
                    Assert.True(
                        reply.Status is HttpStatusCode.OK or HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{party} {role} {path}: {reply}");
                    AssertSilent(reply, family, place, opened.Reference);
                }
            }
        }
    }

    /// <summary>As the interface describes itself, so that a new list is walked the day it is there.</summary>
    [Fact]
    public async Task No_address_that_is_read_tells_a_stranger_of_a_person_or_a_household()
    {
        var (family, place) = ($"Q{UniqueUser()}", UniqueUser());
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(Application(name: $"Mari {family}") with { Place = place });
        var crisis = await _server.DeclareCrisis();
        var household = await _server.Register(crisis, CrisisExamples.Family(place, ($"Mari {family}", "1980-02-03", "fr")));
        var reads = (await InterfaceDocument.ReadOperations(_server))
            .Where(o => o.Method == HttpMethod.Get && !o.Path.EndsWith("/stream", StringComparison.Ordinal))
            .Select(o => (o with { Path = o.Path.Replace("/crises/{id}", $"/crises/{crisis}", StringComparison.Ordinal) })
                .At(o.Path.Contains("/households/", StringComparison.Ordinal) ? household.Reference : opened.Reference)).ToArray();
        Assert.True(reads.Length > 50);

        foreach (var stranger in Roles.Select(r => (Anybody)new Officer(_server, "jp", r, UniqueUser())).Append(_server.Anybody()))
        {
            foreach (var path in reads)
            {
                var reply = await stranger.Get(path);
                Assert.True(reply.Status < HttpStatusCode.InternalServerError, $"{path}: {reply}");
                AssertSilent(reply, family, place);
            }
        }
    }

    [Fact]
    public async Task A_role_without_cases_reads_none_of_its_own_party_either()
    {
        var family = $"Q{UniqueUser()}";
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(Application(name: $"Mari {family}"));
        foreach (var role in new[] { "administrator", "crisis_cell", "auditor", "platform_operator" })
        {
            var own = new Officer(_server, "de", role, UniqueUser());
            foreach (var path in Paths(opened.Reference, family))
            {
                var reply = await Ask(own, path);
                Assert.True(reply.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{role} {path}: {reply}");
                AssertSilent(reply, family, "Hotel Quito", opened.Reference);
            }
        }
    }

    [Fact]
    public async Task A_restricted_file_shows_in_no_other_view_to_the_uncertified_of_its_own_party()
    {
        var family = $"Q{UniqueUser()}";
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(Application(LostPassport with { Service = "gbv" }, $"Mari {family}"));
        foreach (var who in new[] { _server.Officer("de"), _server.Supervisor("de"), _server.Uncertified("de"), _server.Officer("ee") })
        {
            foreach (var path in Paths(opened.Reference, family))
            {
                AssertSilent(await Ask(who, path), family, "Hotel Quito", "\"gbv\"");
            }

            Assert.Empty(await who.Search(family));
        }
    }

    /// <summary>An address, an error or a tag that differs between a hidden case and none would tell that there is one.</summary>
    [Fact]
    public async Task A_hidden_case_and_none_are_the_same_answer_with_the_same_headers()
    {
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(Application());
        foreach (var role in Roles)
        {
            var stranger = new Officer(_server, "jp", role, UniqueUser());
            foreach (var path in new[] { "", "/history" })
            {
                var (hidden, none) = (await stranger.Get($"/v1/cases/{opened.Reference}{path}"), await stranger.Get($"/v1/cases/SC-0000-0000-0{path}"));
                AssertSame(none, hidden);
                Assert.Null(hidden.Tag);
            }
        }
    }

    [Fact]
    public async Task A_hidden_household_and_none_are_the_same_answer_with_the_same_headers()
    {
        var crisis = await _server.DeclareCrisis();
        var hidden = await _server.Register(crisis, CrisisExamples.Family(null, ("Ana Fright", "1980-02-03", "fr")) with { FearsOwnState = true });
        var operations = (await InterfaceDocument.ReadOperations(_server))
            .Where(o => o.Path.StartsWith("/v1/households/{reference}", StringComparison.Ordinal)).ToArray();
        Assert.True(operations.Length > 10);

        foreach (var role in Roles)
        {
            var stranger = new Officer(_server, "fr", role, UniqueUser());
            foreach (var operation in operations)
            {
                var (there, none) = (await Ask(operation, stranger, hidden.Reference), await Ask(operation, stranger, NeverWas));
                Assert.True(there.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{role} {operation}: {there}");
                AssertSame(none, there);
            }
        }

        foreach (var operation in operations.Where(o => PermissionTests.OpenToAll.Contains(o.ToString())))
        {
            AssertSame(await Ask(operation, _server.Anybody(), NeverWas), await Ask(operation, _server.Anybody(), hidden.Reference));
        }

        // Who is signed in sends no secret: wrong ones are counted.
        static Task<Reply> Ask(Operation operation, Anybody who, string reference)
        {
            var body = JsonNode.Parse(operation.Example)!.AsObject();
            if (who is Member)
            {
                body.Remove("secret");
            }

            return operation.Method == HttpMethod.Get ? who.Get(operation.At(reference)) : who.PostText(operation.At(reference), body.ToJsonString());
        }
    }

    /// <summary>To be told apart by time, a household would have to be looked for longer: it is not even loaded.</summary>
    [Fact]
    public async Task A_hidden_household_is_found_missing_without_being_loaded()
    {
        await using var server = await PlatformServer.Start();
        var crisis = await server.DeclareCrisis();
        var plain = await server.Register(crisis, CrisisExamples.Family(null, ("Luc Petit", "1980-02-03", "fr")) with { ShareWithLead = false });
        var feared = await server.Register(crisis, CrisisExamples.Family(null, ("Ana Fright", "1980-02-03", "fr")) with { FearsOwnState = true });
        await server.Kill();
        foreach (var reference in new[] { plain.Reference, feared.Reference })
        {
            server.RunScript($"UPDATE events SET body = X'00' WHERE id = '{reference}'; DELETE FROM snapshots WHERE id = '{reference}'");
        }

        await server.Start();

        Assert.True((await server.Officer("fr").Get($"/v1/households/{plain.Reference}")).Status >= HttpStatusCode.InternalServerError);
        foreach (var (who, household) in new[]
        {
            (server.Auditor("fr"), plain), (server.Administrator("fr"), plain), (server.Officer("jp"), plain), (server.Cell("gb"), plain),
            (server.Officer("fr"), feared), (server.Cell("fr"), feared),
        })
        {
            (await who.Post($"/v1/households/{household.Reference}/refusal", new DeclineOfferRequest("gb/kbl-017", "other")))
                .Refused(HttpStatusCode.NotFound, "household.not-found");
        }
    }

    [Fact]
    public async Task A_hidden_household_is_in_no_number_of_the_state_it_is_hidden_from()
    {
        var crisis = await _server.DeclareCrisis();
        await _server.Register(crisis, CrisisExamples.Family(null, ("Ana Fright", "1980-02-03", "fr")) with { FearsOwnState = true });

        foreach (var french in new[] { _server.Officer("fr"), _server.Cell("fr") })
        {
            var wall = (await french.Get($"/v1/crises/{crisis}/situation")).Read<SituationResponse>();
            Assert.DoesNotContain("fr", wall.States.Keys);
            Assert.Null(wall.OldestUntouched!.Reference);
            foreach (var list in new[] { "households", "people", "people?state=fr", "people?state=gb", "people?disposition=registered", "matches" })
            {
                Assert.Equal("""{"items":[]}""", (await french.Get($"/v1/crises/{crisis}/{list}")).Text);
            }
        }
    }

    [Fact]
    public async Task A_hidden_household_is_family_of_nobody_for_an_officer_of_the_state_it_is_hidden_from()
    {
        var crisis = await _server.DeclareCrisis();
        var feared = await _server.Register(crisis, CrisisExamples.Family(null, ("Ana Fright", "1980-02-03", "fr")) with { FearsOwnState = true });
        var own = await _server.Register(crisis, CrisisExamples.Family(null, ("Luc Petit", "1980-02-03", "fr")));

        AssertSame(await Name(_server.Officer("fr"), NeverWas, null), await Name(_server.Officer("fr"), feared.Reference, null));
        AssertSame(await Name(_server.Officer("fr"), NeverWas, own.Secret), await Name(_server.Officer("fr"), feared.Reference, own.Secret));
        Assert.True((await Name(_server.Anybody(), feared.Reference, own.Secret)).IsSuccess);

        Task<Reply> Name(Anybody who, string other, string? secret) =>
            who.Post($"/v1/households/{own.Reference}/relations", new NameRelationRequest(other, "parent", secret));
    }

    /// <summary>A reference as it should be, of nobody.</summary>
    private const string NeverWas = "SH-0000-0000-0";

    private const string Find = "search for ";

    private static string[] Paths(string reference, string family) =>
    [
        "/v1/cases?limit=500", "/v1/queue?limit=500", "/v1/cases?status=opened&in=ec&actsFor=ee&limit=500",
        "/v1/cases?service=emergency_travel_document&limit=500", $"{Find}{family}", $"{Find}{family[..4]}", $"{Find}{reference}",
        "/v1/notices?limit=500", "/v1/reviews?limit=500", $"/v1/cases/{reference}", $"/v1/cases/{reference}/history",
    ];

    private static Task<Reply> Ask(Member who, string path) =>
        path.StartsWith(Find, StringComparison.Ordinal) ? who.Find(path[Find.Length..]) : who.Get(path);

    private static void AssertSame(Reply none, Reply hidden)
    {
        Assert.Equal((none.Status, none.Text), (hidden.Status, hidden.Text));
        Assert.Equal(
            none.Headers.Where(h => h.Key is not "Date").OrderBy(h => h.Key, StringComparer.Ordinal),
            hidden.Headers.Where(h => h.Key is not "Date").OrderBy(h => h.Key, StringComparer.Ordinal));
    }

    private static void AssertSilent(Reply reply, params string[] secrets) => Assert.All(secrets, secret =>
    {
        Assert.DoesNotContain(secret, reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(reply.Headers, h => h.Value.Contains(secret, StringComparison.OrdinalIgnoreCase));
    });
}
