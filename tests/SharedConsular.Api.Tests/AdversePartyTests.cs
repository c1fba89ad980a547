using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A login kept from a case is answered, to the byte, as if there were none.</summary>
public sealed class AdversePartyTests(SharedPlatform platform)
{
    /// <summary>Well formed, and no case's.</summary>
    private const string Missing = "SC-0000-0000-0";

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_blocked_officer_finds_nothing_at_any_address()
    {
        var name = UniqueName("Kask");
        var @case = await _server.CaseInHand(name: name);
        var blocked = _server.Officer("de", UniqueUser());
        var key = Guid.NewGuid().ToString("N");
        Assert.True((await blocked.Act(@case.Reference, "steps", new RecordStepRequest(@case.Checklist[0].Step), key)).IsSuccess);
        await _server.Officer("de").Consult(@case.Reference, "Is she yours?");
        await _server.Officer("ee").Confirm(@case.Reference);
        await PlatformServer.Eventually(blocked.Notices, n => n.Any(x => x.Reference == @case.Reference));

        await Block(@case.Reference, "de", blocked.User);

        foreach (var role in new[] { "officer", "supervisor", "protection_officer", "administrator" })
        {
            var anyRole = new Officer(_server, "de", role, blocked.User);
            foreach (var operation in (await InterfaceDocument.ReadOperations(_server)).Where(o => o.Path.StartsWith("/v1/cases/{reference}", StringComparison.Ordinal)))
            {
                var body = operation.Method == HttpMethod.Get ? null : operation.Example;
                var (of, none) = (await Send(anyRole, operation, @case.Reference, body), await Send(anyRole, operation, Missing, body));
                Assert.Equal((none.Status, none.Text), (of.Status, of.Text));
                Assert.Equal(Named(none), Named(of));
            }
        }

        Assert.DoesNotContain(await blocked.Lines("/v1/cases?limit=500"), l => l.Reference == @case.Reference);
        Assert.DoesNotContain(await blocked.Lines("/v1/queue?limit=500"), l => l.Reference == @case.Reference);
        Assert.Empty(await blocked.Search(@case.Reference));
        Assert.Empty(await blocked.Search(name));
        Assert.DoesNotContain(await blocked.Notices(), n => n.Reference == @case.Reference);
        (await blocked.Act(@case.Reference, "steps", new RecordStepRequest(@case.Checklist[0].Step), key)).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.Equal(@case.Reference, (await _server.Officer("de").See(@case.Reference)).Reference);
    }

    [Fact]
    public async Task Pages_are_as_long_and_end_as_they_would_without_the_hidden_case()
    {
        var family = $"X{UniqueUser()}";
        var cases = new List<CaseResponse>();
        for (var i = 0; i < 4; i++)
        {
            cases.Add(await _server.CaseInHand(name: $"Mari {family}"));
        }

        var blocked = _server.Officer("de", UniqueUser());
        await Block(cases[1].Reference, "de", blocked.User);
        await Block(cases[3].Reference, "de", blocked.User);

        var first = (await blocked.Find(family, limit: 1)).Read<Page<CaseLineResponse>>();
        var second = (await blocked.Find(family, first.Next, 1)).Read<Page<CaseLineResponse>>();

        Assert.Equal([cases[2].Reference, cases[0].Reference], first.Items.Concat(second.Items).Select(l => l.Reference));
        Assert.Null(second.Next);
    }

    /// <summary>What is not loaded takes no longer than what is not there. Here it can't be loaded any more.</summary>
    [Fact]
    public async Task A_hidden_case_is_found_missing_without_being_loaded()
    {
        await using var server = await PlatformServer.Start();
        var @case = await server.CaseInHand();
        var block = new BlockAdversePartyRequest("de", "hidden-from", "He must not find her.");
        Assert.True((await server.Supervisor("de").Act(@case.Reference, "adverse-parties", block)).IsSuccess);
        await server.Kill();
        server.RunScript($"UPDATE events SET body = X'00' WHERE id = '{@case.Reference}'; DELETE FROM snapshots WHERE id = '{@case.Reference}'");
        await server.Start();

        Assert.True((await server.Officer("de").Show(@case.Reference)).Status >= HttpStatusCode.InternalServerError);
        foreach (var (role, user) in new[] { ("officer", "hidden-from"), ("crisis_cell", "other"), ("auditor", "other"), ("platform_operator", "other") })
        {
            var stranger = new Officer(server, "de", role, user);
            (await stranger.Show(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
            (await stranger.Act(@case.Reference, "steps", new RecordStepRequest("identity"))).Refused(HttpStatusCode.NotFound, "case.not-found");
        }
    }

    [Fact]
    public async Task A_guardian_under_suspicion_loses_sight_even_of_the_answer_to_her_own_request()
    {
        var login = UniqueUser();
        var guardian = _server.Person("ee", login);
        var key = Guid.NewGuid().ToString("N");
        var application = Application();
        var opened = await guardian.OpenCase(application, key);
        await _server.Officer("de").Accept(opened.Reference);

        await Block(opened.Reference, "ee", login);

        (await guardian.Show(opened.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await guardian.Open(application, key)).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.Empty(await guardian.Lines("/v1/cases"));
    }

    [Fact]
    public async Task The_block_is_known_to_those_who_may_set_it_and_to_nobody_else()
    {
        var @case = await _server.CaseInHand();
        await Block(@case.Reference, "ee", "somebody");
        var (officer, supervisor) = (_server.Officer("de"), _server.Supervisor("de"));

        Assert.Null((await officer.See(@case.Reference)).AdverseParties);
        Assert.DoesNotContain("adverse", (await officer.Show(@case.Reference)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("adverse", (await officer.History(@case.Reference)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("somebody", Assert.Single((await supervisor.See(@case.Reference)).AdverseParties!).User);
        Assert.Contains("case-adverse-party-blocked", (await supervisor.History(@case.Reference)).Text, StringComparison.Ordinal);
        (await officer.Act(@case.Reference, "adverse-parties", new BlockAdversePartyRequest("ee", "x", "?"))).Refused(HttpStatusCode.Forbidden);
    }

    private static async Task<Reply> Send(Anybody who, Operation operation, string reference, string? body) => await who.Send(
        operation.Method, operation.At(reference), body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    /// <summary>The headers but for the hour.</summary>
    private static IEnumerable<string> Named(Reply reply) =>
        reply.Headers.Where(h => h.Key is not "Date").Select(h => $"{h.Key}: {h.Value}").Order(StringComparer.Ordinal);

    private async Task Block(string reference, string party, string user) =>
        Assert.True((await _server.Supervisor("de").Act(reference, "adverse-parties", new BlockAdversePartyRequest(party, user, "He must not find her."))).IsSuccess);
}
