using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Every look at a person's data is recorded before it is shown, and seen by the state that owns the data and by the person.</summary>
public sealed class ReadRecordTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_look_at_a_case_is_recorded_with_who_by_which_rule_for_what_and_which_fields()
    {
        var @case = await _server.CaseInHand();
        await _server.Officer("de", "look-1").See(@case.Reference);

        var read = Assert.Single(await ReadsOf(@case, "&user=look-1"));
        Assert.Equal((@case.Reference, "de", "officer", "get"), (read.Case, read.Party, read.Role, read.Via));
        Assert.Equal(("owner-serves", "service", @case.Agreement), (read.Rule, read.Purpose, read.Agreement));
        Assert.Equal(["case", "persons"], read.Fields);
        Assert.NotNull(read.Agreement);
    }

    [Fact]
    public async Task An_answer_that_shows_nothing_new_is_no_read()
    {
        var @case = await _server.CaseInHand();
        var officer = _server.Officer("de", "look-2");
        var tag = (await officer.Show(@case.Reference)).Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await officer.Show(@case.Reference, tag)).Status);
        (await officer.Decide(@case.Reference, true, "")).Refused(HttpStatusCode.UnprocessableEntity);

        Assert.Single(await ReadsOf(@case, "&user=look-2"));
    }

    [Fact]
    public async Task Lines_with_a_name_the_history_and_notices_are_recorded()
    {
        var name = UniqueName("Saar");
        var @case = await _server.CaseInHand(name: name);
        var officer = _server.Officer("de", "look-3");
        await officer.Lines("/v1/cases?limit=500");
        await officer.Lines("/v1/queue?limit=500");
        await officer.Search(name);
        await officer.History(@case.Reference);
        Assert.True((await officer.Get($"/v1/cases/{@case.Reference}/messages")).IsSuccess);

        var reads = await ReadsOf(@case, "&user=look-3");
        Assert.Equal(["list notice", "get history", "search name", "list name", "list name"], reads.Select(r => $"{r.Via} {string.Join(' ', r.Fields)}"));

        await officer.Consult(@case.Reference, "Is she yours?");
        var estonia = _server.Officer("ee", "look-3");
        await PlatformServer.Eventually(estonia.Notices, notices => notices.Any(n => n.Reference == @case.Reference));
        Assert.Contains(await ReadsOf(@case, "&party=ee&user=look-3"), r => r.Fields is ["notice"]);
    }

    [Fact]
    public async Task A_command_that_changed_the_case_is_its_own_proof_and_one_that_did_not_is_a_read()
    {
        var @case = await _server.CaseInHand();
        var officer = _server.Officer("de", "look-4");
        var key = Guid.NewGuid().ToString("N");
        var step = new RecordStepRequest(@case.Checklist[0].Step);
        Assert.True((await officer.Act(@case.Reference, "steps", step, key)).IsSuccess);
        Assert.Empty(await ReadsOf(@case, "&user=look-4"));

        Assert.True((await officer.Act(@case.Reference, "steps", step, key)).IsSuccess);
        Assert.Equal(["command_answer"], (await ReadsOf(@case, "&user=look-4")).Select(r => r.Via));
    }

    [Fact]
    public async Task A_person_sees_who_looked_and_for_what_but_not_which_officer()
    {
        var login = UniqueUser();
        var mari = _server.Person("ee", login);
        var @case = await mari.OpenCase(Application());
        await _server.Officer("de", "look-5").See(@case.Reference);
        await _server.Officer("ee", "look-5").See(@case.Reference);
        await mari.See(@case.Reference);

        var reply = await mari.Get($"/v1/cases/{@case.Reference}/reads");
        Assert.Equal(
            ["ee national own_data", "ee officer supervision", "de officer service"],
            reply.Read<Page<ReadResponse>>().Items.Select(r => $"{r.Party} {r.Role} {r.Purpose}"));
        Assert.DoesNotContain("look-5", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(login, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owning_state_sees_the_reads_and_no_other_party_does()
    {
        var name = UniqueName("Kask");
        var mari = _server.Person("ee", UniqueUser());
        var @case = await mari.OpenCase(Application(name: name));
        await mari.See(@case.Reference);
        await _server.Officer("de", "look-6").See(@case.Reference);
        await _server.Officer("de", "look-6").Search(name);

        foreach (var member in new Member[] { _server.Auditor("ee"), _server.Administrator("ee") })
        {
            Assert.Equal(3, (await member.Get($"/v1/audit/reads?case={@case.Reference}")).Read<Page<ReadResponse>>().Items.Count);
            Assert.Equal(3, (await member.Get($"/v1/cases/{@case.Reference}/reads")).Read<Page<ReadResponse>>().Items.Count);
        }

        Assert.Contains("look-6", (await _server.Officer("ee").Get($"/v1/cases/{@case.Reference}/reads")).Text, StringComparison.Ordinal);
        Assert.Empty((await _server.Auditor("de").Get($"/v1/audit/reads?case={@case.Reference}")).Read<Page<ReadResponse>>().Items);
        (await _server.Officer("de").Get($"/v1/cases/{@case.Reference}/reads")).Refused(HttpStatusCode.Forbidden, "case.not-for-you");
        (await _server.Auditor("de").Get($"/v1/cases/{@case.Reference}/reads")).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await _server.Auditor("jp").Get($"/v1/cases/{@case.Reference}/reads")).Refused(HttpStatusCode.NotFound, "case.not-found");
    }

    /// <summary>OpenCRVS #10221: an audit page that shows personal data.</summary>
    [Fact]
    public async Task No_audit_answer_holds_personal_data()
    {
        var (login, name) = (UniqueUser(), UniqueName("Tamm"));
        var mari = _server.Person("ee", login);
        var @case = await mari.OpenCase(Application(name: name));
        await mari.Complain(@case.Reference, "Nobody called Paul back");
        await mari.See(@case.Reference);
        await mari.Search(name);

        foreach (var path in new[] { $"/v1/audit/reads?case={@case.Reference}", "/v1/audit/blocks", "/v1/audit/export", $"/v1/cases/{@case.Reference}/reads" })
        {
            var text = (await _server.Auditor("ee").Get(path)).Text;
            Assert.All(
                [.. name.Split(' '), login, "1990-02-03", "Hotel Quito", "Paul"],
                secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Reads_are_filtered_and_come_page_by_page()
    {
        var @case = await _server.CaseInHand();
        foreach (var user in new[] { "page-1", "page-2", "page-3" })
        {
            await _server.Officer("de", user).See(@case.Reference);
        }

        var auditor = _server.Auditor("ee");
        var first = (await auditor.Get($"/v1/audit/reads?case={@case.Reference}&limit=2")).Read<Page<ReadResponse>>();
        var second = (await auditor.Get($"/v1/audit/reads?case={@case.Reference}&limit=2&cursor={first.Next}")).Read<Page<ReadResponse>>();
        Assert.Equal(["page-3", "page-2", "page-1"], first.Items.Concat(second.Items).Select(r => r.User));
        Assert.Empty(await ReadsOf(@case, "&party=fr"));
        Assert.Empty(await ReadsOf(@case, "&rule=no-such-rule"));
        Assert.Empty(await ReadsOf(@case, "&to=2020-01-01T00:00:00Z"));
        Assert.Equal(3, (await ReadsOf(@case, "&from=2020-01-01T00:00:00Z&rule=owner-serves")).Count);
        Assert.Empty((await auditor.Get("/v1/audit/reads?case=nonsense")).Read<Page<ReadResponse>>().Items);
        (await auditor.Get("/v1/audit/reads?cursor=nonsense")).Refused(HttpStatusCode.UnprocessableEntity, "cursor.not-of-this-list");
    }

    [Theory, InlineData("auditor"), InlineData("crisis_cell"), InlineData("platform_operator"), InlineData("administrator")]
    public async Task Who_audits_or_runs_the_platform_reads_no_case(string role)
    {
        var name = UniqueName("Oja");
        var @case = await _server.CaseInHand(name: name);
        foreach (var party in new[] { "ee", "de" })
        {
            var member = _server.InRole(party, role);
            // An administrator may have a person forgotten, and so knows that there is a case; more than that is not shown.
            var refusal = role == "administrator" ? (HttpStatusCode.Forbidden, "case.not-for-this-role") : (HttpStatusCode.NotFound, "case.not-found");
            (await member.Show(@case.Reference)).Refused(refusal.Item1, refusal.Item2);
            (await member.History(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
            foreach (var list in new[] { "/v1/cases", "/v1/queue", "/v1/notices" })
            {
                (await member.Get(list)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            }

            (await member.Find(name)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");

            Assert.False((await member.Accept(@case.Reference)).IsSuccess);
            Assert.False((await member.Open(Application())).IsSuccess);
        }
    }

    [Theory, InlineData("officer"), InlineData("supervisor"), InlineData("protection_officer"), InlineData("crisis_cell"), InlineData("national")]
    public async Task Only_an_auditor_and_an_administrator_see_a_tenants_record(string role)
    {
        foreach (var path in new[] { "/v1/audit/reads", "/v1/audit/blocks", "/v1/audit/export" })
        {
            (await _server.InRole("ee", role).Get(path)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        }
    }

    [Fact]
    public async Task The_operator_sees_the_installations_record_and_no_reads_of_a_state()
    {
        var @case = await _server.CaseInHand();
        await _server.Officer("de").See(@case.Reference);
        var operators = _server.InRole("ee", "platform_operator");

        Assert.Empty((await operators.Get("/v1/audit/reads")).Read<Page<ReadResponse>>().Items);
        Assert.Equal("installation", (await operators.Get("/v1/audit/blocks")).Read<AuditBlocksResponse>().Tenant);
        Assert.DoesNotContain(@case.Reference, (await operators.Get("/v1/audit/export")).Text, StringComparison.Ordinal);
        (await operators.Get($"/v1/cases/{@case.Reference}/reads")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
    }

    private async Task<IReadOnlyList<ReadResponse>> ReadsOf(CaseResponse @case, string filter) =>
        (await _server.Auditor("ee").Get($"/v1/audit/reads?case={@case.Reference}{filter}")).Read<Page<ReadResponse>>().Items;
}
