using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A state joins by one folder, on platforms whose world these tests may change.</summary>
public sealed class TenantTests
{
    [Fact]
    public async Task A_small_state_is_serving_as_soon_as_its_folder_is_applied()
    {
        await using var server = await PlatformServer.Start();
        var ops = server.PlatformOperator();
        var question = new RoutingRequest([new("tv")], "ke", "registration_of_nationals", "routine");
        Assert.DoesNotContain((await ops.Ask(question)).Read<RoutingResponse>().Options, o => o.Post.Id == "tv-remote-desk");

        // Whoever runs the platform sets the state up; from then on only its own administrators do.
        var planned = (await ops.Plan("tv", TenantFolders.Example("tv"))).Read<TenantPlanResponse>();
        Assert.Equal(0, planned.Version);
        Assert.Contains(planned.Changes, c => c is { What: "added", Item: "post tv-remote-desk" });
        Assert.Equal(1, (await ops.Applied("tv", TenantFolders.Example("tv"))).Version);
        (await ops.Apply("tv", TenantFolders.Example("tv").Replacing("profile.yaml", "short_name: Tuvalu", "short_name: TV")))
            .Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");

        var answer = (await ops.Ask(question)).Read<RoutingResponse>();
        Assert.Equal(("tv", "tv-remote-desk"), (answer.Options[0].Party, answer.Options[0].Post.Id));
        var opened = await server.Person("tv", UniqueUser()).OpenCase(new OpenCaseRequest(
            question, [new PersonContract([new PersonNameContract("Lotoala Sopo", Given: "Lotoala", Family: "Sopo")], new DateOnly(1990, 2, 3))]));
        Assert.Equal(("tv", "tv-remote-desk", "tv.1"), (opened.Owner, opened.Post, opened.ServiceVersion));
        Assert.Contains((await server.Officer("tv").Lines("/v1/queue")), l => l.Reference == opened.Reference);

        // Who runs the platform sees none of it.
        (await ops.Show(opened.Reference)).Refused(HttpStatusCode.NotFound);
        foreach (var list in new[] { "/v1/cases", "/v1/queue", "/v1/notices" })
        {
            Assert.DoesNotContain(opened.Reference, (await ops.Get(list)).Text, StringComparison.Ordinal);
        }

        (await ops.Find("Sopo")).Refused(HttpStatusCode.Forbidden);

        // The folder survives the process, and the world of its decisions with it.
        await server.Restart();
        Assert.Equal(answer.World, (await ops.Ask(question)).Read<RoutingResponse>().World);
        Assert.True((await ops.Replay(answer.Id)).Same);
    }

    [Fact]
    public async Task A_folder_is_planned_applied_exported_and_put_back()
    {
        await using var server = await PlatformServer.Start();
        var fr = server.Administrator("fr");
        var first = TenantFolders.Example("fr");
        var commented = first.With("posts.yaml", first.Files!["posts.yaml"].Replace("\n", "\r\n", StringComparison.Ordinal) + "# Grüße, 東京");

        Assert.Equal(0, (await fr.Plan("fr", first)).Read<TenantPlanResponse>().Version);
        Assert.Equal(1, (await fr.Applied("fr", first)).Version);
        var again = await fr.Applied("fr", first);
        Assert.Equal((1, 0, 0), (again.Version, again.Changes.Count, again.Files.Count));

        // A comment changes nothing but the text, and is given back all the same.
        var comment = await fr.Applied("fr", commented);
        Assert.Equal((2, 0, "posts.yaml"), (comment.Version, comment.Changes.Count, Assert.Single(comment.Files)));
        var exported = (await fr.Get("/v1/tenants/fr/folder")).Read<TenantFolderResponse>();
        Assert.Equal(commented.Files!.OrderBy(f => f.Key, StringComparer.Ordinal), exported.Files.OrderBy(f => f.Key, StringComparer.Ordinal));
        var unchanged = (await fr.Plan("fr", new TenantFolderRequest(exported.Files))).Read<TenantPlanResponse>();
        Assert.Equal((2, 0, 0), (unchanged.Version, unchanged.Changes.Count, unchanged.Files.Count));

        var dearer = first.Replacing("services.yaml", "amount: 96", "amount: 101").With("operators.yaml", "operators:\n  - operator: iom\n");
        var plan = (await fr.Plan("fr", dearer)).Read<TenantPlanResponse>();
        var fee = Assert.Single(plan.Changes, c => c.Item.StartsWith("fee ", StringComparison.Ordinal));
        Assert.Equal(("changed", "96 EUR", "101 EUR", new DateOnly(2026, 1, 1)), (fee.What, fee.From, fee.To, fee.EffectiveFrom!.Value));
        Assert.Contains(plan.Changes, c => c is { What: "added", Item: "operator iom" });
        Assert.Contains("2", (await fr.Get("/v1/tenants/fr/versions")).Tag ?? "2", StringComparison.Ordinal);
        await fr.Applied("fr", dearer);
        Assert.Equal(101, await FeeOf(fr));

        var back = (await fr.Post("/v1/tenants/fr/versions/back", new PutBackTenantRequest(1))).Read<TenantPlanResponse>();
        Assert.Equal(4, back.Version);
        Assert.Equal(96, await FeeOf(fr));
        var versions = (await fr.Get("/v1/tenants/fr/versions")).Read<Page<TenantVersionResponse>>().Items;
        Assert.Equal([(4, 1), (3, null), (2, null), (1, (int?)null)], versions.Select(v => (v.Version, v.PutBack)));
        Assert.Equal(first.Files!["posts.yaml"], (await fr.Get("/v1/tenants/fr/folder?version=1")).Read<TenantFolderResponse>().Files["posts.yaml"]);
        (await fr.Get("/v1/tenants/fr/folder?version=9")).Refused(HttpStatusCode.NotFound, "tenant.version-not-found");
        (await fr.Post("/v1/tenants/fr/versions/back", new PutBackTenantRequest(9))).Refused(HttpStatusCode.NotFound, "tenant.version-not-found");
    }

    [Fact]
    public async Task A_folder_comes_into_force_whole_or_not_at_all_and_never_over_anothers_change()
    {
        await using var server = await PlatformServer.Start();
        var fr = server.Administrator("fr");
        var first = TenantFolders.Example("fr");

        var refused = (await fr.Apply("fr", first.Replacing("services.yaml", "currency: EUR, from", "currency: ECU, from")))
            .Refused(HttpStatusCode.UnprocessableEntity, "tenant.folder-refused");
        Assert.Contains(refused.Errors!, e => e is { Pointer: "#/files/services.yaml", Code: "policy.unknown-word" } && e.Detail!.Contains("line 8", StringComparison.Ordinal));
        Assert.Empty((await fr.Get("/v1/tenants/fr/versions")).Read<Page<TenantVersionResponse>>().Items);
        Assert.Equal(HttpStatusCode.NotFound, (await fr.Get("/v1/posts/fr-remote-desk")).Status);

        var plan = await fr.Plan("fr", first);
        Assert.Equal("\"0\"", plan.Tag);
        await fr.Applied("fr", first);
        (await fr.Apply("fr", first.With("operators.yaml", "operators:\n  - operator: iom\n"), ifMatch: plan.Tag)).Refused(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.OK, (await fr.Apply("fr", first.With("operators.yaml", "operators:\n  - operator: iom\n"), ifMatch: "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await fr.Get("/v1/posts/fr-remote-desk")).Status);
    }

    [Fact]
    public async Task What_a_folder_says_of_times_and_names_is_obeyed()
    {
        await using var server = await PlatformServer.Start();
        var folder = TenantFolders.Example("tv");
        await server.PlatformOperator().Applied("tv", folder);
        var (need, sopo) = (new RoutingRequest([new("tv")], "ke", "registration_of_nationals", "routine"), server.Person("tv", UniqueUser()));

        var faults = (await sopo.Open(new OpenCaseRequest(need, [new PersonContract([new("Lotoala Sopo")])])))
            .Refused(HttpStatusCode.UnprocessableEntity, "name.part-missing").Errors!;
        Assert.Equal("#/persons/0/names", Assert.Single(faults).Pointer);
        var opened = await sopo.OpenCase(new OpenCaseRequest(need, [new PersonContract([new(null, Given: "Lotoala", Family: "Sopo")])]));
        Assert.Equal("Lotoala Sopo", opened.Persons![0].Names![0].Text);
        var over = (await sopo.Withdraw(opened.Reference, "Came home")).Case;
        var term = Assert.Single(over.Retention!);
        Assert.Equal(("tv", "tv-own", 1826), (term.Party, term.Rule, (int)Math.Round((term.Until - over.OpenedAt).TotalDays)));

        var familyFirst = folder.Replacing("profile.yaml", "given_first", "family_first").Replacing("retention.yaml", "keep_days: 1826", "keep_days: 30")
            .With("retention.tests.yaml", "tests: []\n");
        await server.Administrator("tv").Applied("tv", familyFirst);
        opened = await sopo.OpenCase(new OpenCaseRequest(need, [new PersonContract([new(null, Given: "Lotoala", Family: "Sopo")])]));
        Assert.Equal("Sopo Lotoala", opened.Persons![0].Names![0].Text);
        Assert.Equal(30, (int)Math.Round((Assert.Single((await sopo.Withdraw(opened.Reference, "Home")).Case.Retention!).Until - opened.OpenedAt).TotalDays));
    }

    [Fact]
    public async Task Anybody_reads_who_a_party_is_and_nothing_else()
    {
        await using var server = await PlatformServer.Start();
        await server.PlatformOperator().Applied("tv", TenantFolders.Example("tv"));
        var reply = await server.Anybody().Get("/v1/tenants/tv/profile");
        var profile = reply.Read<TenantProfileResponse>();

        Assert.Equal(("Tuvalu", "#00558f", "Pacific/Funafuti"), (profile.Names["en"], profile.Branding!.Primary, Assert.Single(profile.TimeZones)));
        Assert.DoesNotContain("login.gov.tv", reply.Text, StringComparison.Ordinal);
        Assert.Null((await server.Anybody().Get("/v1/tenants/fj/profile")).Read<TenantProfileResponse>().Branding);
        (await server.Anybody().Get("/v1/tenants/zz/profile")).Refused(HttpStatusCode.NotFound, "tenant.not-found");
    }

    [Fact]
    public async Task Only_its_administrator_sets_a_state_up()
    {
        await using var server = await PlatformServer.Start();
        var folder = TenantFolders.Example("tv");
        foreach (var role in new[] { "national", "officer", "supervisor", "protection_officer", "crisis_cell", "auditor" })
        {
            var member = new Officer(server, "tv", role, "somebody");
            (await member.Plan("tv", folder)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            (await member.Apply("tv", folder)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            (await member.Post("/v1/tenants/tv/versions/back", new PutBackTenantRequest(1))).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        }

        var neighbour = server.Administrator("fj");
        (await neighbour.Apply("tv", folder)).Refused(HttpStatusCode.NotFound, "tenant.not-found");
        (await neighbour.Get("/v1/tenants/tv/versions")).Refused(HttpStatusCode.NotFound);
        (await neighbour.Get("/v1/tenants/tv/folder")).Refused(HttpStatusCode.NotFound);
        (await neighbour.Apply("fj", folder)).Refused(HttpStatusCode.UnprocessableEntity, "tenant.folder-refused");
        (await neighbour.Apply("zz", folder)).Refused(HttpStatusCode.NotFound, "tenant.not-found");
    }

    [Fact]
    public async Task An_operator_helps_only_where_and_with_what_the_state_entitled_it_to()
    {
        await using var server = await PlatformServer.Start();
        await server.PlatformOperator().Applied("iom", TenantFolders.Example("iom"));
        await server.PlatformOperator().Applied("tv", TenantFolders.Example("tv"));
        (await server.Administrator("tv").Post("/v1/agreements/iom/mandate", new RecordMandateRequest())).Read<AgreementResponse>();
        (await server.Administrator("vu").Post("/v1/agreements/iom/consents", new RecordConsentRequest("g1_consent", ["iom"]))).Read<AgreementResponse>();
        (await server.Administrator("ke").Post("/v1/agreements/iom/consents", new RecordConsentRequest("g1_consent", ["iom"]))).Read<AgreementResponse>();

        Assert.Contains((await Ask("vu", "passport_renewal")).Options, o => o is { Party: "iom", Post.Id: "iom-vu-port-vila" });
        Assert.Contains((await Ask("vu", "detention")).Rejected, r => r is { Party: "iom", Code: "post.does-not-serve" });

        var onlyNairobi = TenantFolders.Example("tv").Replacing("operators.yaml", "    services:", "    posts: [iom-ke-nairobi]\n    services:");
        await server.Administrator("tv").Applied("tv", onlyNairobi);
        Assert.Contains((await Ask("ke", "passport_renewal")).Options, o => o is { Party: "iom" });
        Assert.DoesNotContain((await Ask("vu", "passport_renewal")).Options, o => o is { Party: "iom" });

        async Task<RoutingResponse> Ask(string place, string service) =>
            (await server.Anybody().Ask(new RoutingRequest([new("tv")], place, service, "routine"))).Read<RoutingResponse>();
    }

    private static async Task<decimal> FeeOf(Anybody who) =>
        (await who.Get("/v1/services/passport_renewal?state=fr")).Read<ServiceResponse>().Fees.Single(f => f.Variant == "adult").Amount!.Value;
}
