using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A tenant adopts protocols in its folder, and they run on its cases for those who may open them.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public async Task An_adopted_protocol_begins_on_the_case_of_a_child_alone_and_is_worked_to_its_end()
    {
        await using var server = await PlatformServer.Start();
        var france = await server.ProtectionOfficer("fr");
        Assert.Empty((await france.OpenCase(ChildAlone)).Protocols!);
        await server.Administrator("fr").Applied("fr", TenantFolders.Example("fr"));

        var opened = await france.OpenCase(ChildAlone);
        var running = Assert.Single(opened.Protocols!);
        Assert.Equal(("unaccompanied_child", 1, "Unaccompanied or separated child"), (running.Protocol, running.Version, running.Name));
        Assert.Contains(running.MustNot, l => l.Text.StartsWith("Do not ask or tell the family", StringComparison.Ordinal) && l.Confidence == "memory");
        Assert.Equal(2, (running.Steps[0].DueAt!.Value - running.StartedAt).TotalHours);
        Assert.Contains(opened.Clocks, c => c.Name == running.Steps[0].Clock && c.DueAt == running.Steps[0].DueAt && c.Party == "fr");
        Assert.Contains("settle-protocol-step", opened.AllowedActions);

        (await server.Officer("fr").Show(opened.Reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        (await server.Officer("ee").Show(opened.Reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        (await server.Officer("au").Act(opened.Reference, "protocol-steps", new SettleProtocolStepRequest("unaccompanied_child", "first-contact", "done")))
            .Refused(HttpStatusCode.NotFound, "case.not-found");
        (await france.Close(opened.Reference, "safe")).Refused(HttpStatusCode.Conflict, "protocol.steps-open");
        (await france.Act(opened.Reference, "protocol-steps", new SettleProtocolStepRequest("unaccompanied_child", "first-contact", "not_applicable")))
            .Refused(HttpStatusCode.UnprocessableEntity, "protocol.reason-missing");
        foreach (var step in running.Steps)
        {
            Assert.True((await france.Act(
                opened.Reference, "protocol-steps", new SettleProtocolStepRequest("unaccompanied_child", step.Step, "not_applicable", "Her aunt came"))).IsSuccess);
        }

        var worked = await france.See(opened.Reference);
        Assert.All(worked.Protocols![0].Steps, s => Assert.Equal(("not_applicable", "Her aunt came", "fr", null), (s.Outcome, s.Reason, s.By, s.Clock)));
        Assert.DoesNotContain(worked.Clocks, c => c.Name.StartsWith("protocol-step", StringComparison.Ordinal));
        Assert.DoesNotContain("Her aunt came", await ReadShared($"{server.DatabasePath}-wal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_begins_a_protocol_that_her_party_adopted_and_the_file_is_protected_from_then_on()
    {
        await using var server = await PlatformServer.Start();
        await server.Administrator("fr").Applied("fr", TenantFolders.Example("fr"));
        var (officer, @case) = (server.Officer("fr"), await server.CaseInHand(party: "fr"));

        (await officer.Act(@case.Reference, "protocols", new StartProtocolRequest("dancing"))).Refused(HttpStatusCode.UnprocessableEntity, "protocol.unknown");
        Assert.True((await officer.Act(@case.Reference, "protocols", new StartProtocolRequest("disability"))).IsSuccess);
        Assert.Equal("disability", Assert.Single((await officer.See(@case.Reference)).Protocols!).Protocol);
        await officer.Act(@case.Reference, "protocols", new StartProtocolRequest("trafficking"));
        (await officer.Show(@case.Reference)).Refused(HttpStatusCode.Forbidden, "access.certificate-needed");
        Assert.Equal(["disability", "trafficking"], (await (await server.ProtectionOfficer("fr")).See(@case.Reference)).Protocols!.Select(p => p.Protocol));

        var german = await server.CaseInHand();
        (await server.Officer("de").Act(german.Reference, "protocols", new StartProtocolRequest("trafficking")))
            .Refused(HttpStatusCode.UnprocessableEntity, "protocol.unknown");
    }

    [Fact]
    public async Task The_person_is_not_shown_which_protocol_runs_unless_she_asks()
    {
        await using var server = await PlatformServer.Start();
        await server.Administrator("fr").Applied("fr", TenantFolders.Example("fr"));
        var mari = server.Person("ee", "mari");
        var opened = await mari.OpenCase(Application(party: "fr"));
        await server.Officer("fr").Accept(opened.Reference);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Officer("fr").Act(opened.Reference, "protocols", new StartProtocolRequest("trafficking"))).Status);

        foreach (var reply in new[] { await mari.Show(opened.Reference), await mari.History(opened.Reference) })
        {
            Assert.DoesNotContain("trafficking", reply.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("protocol", reply.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("trafficking", Assert.Single((await mari.Get($"/v1/cases/{opened.Reference}?inFull=true")).Case.Protocols!).Protocol);
    }

    [Fact]
    public async Task What_a_feared_state_adopted_does_not_run_on_the_case_of_who_fears_it()
    {
        await using var server = await PlatformServer.Start();
        await server.Administrator("fr").Applied("fr", TenantFolders.Example("fr"));
        var need = LostPassport with { Nationalities = [new("fr")], Service = "detention", FearsOwnState = true };

        var opened = await (await server.ProtectionOfficer("de")).OpenCase(Application(need, UniqueName("Martin")));
        Assert.Empty(opened.Protocols!);
    }

    private static OpenCaseRequest ChildAlone => new(
        LostPassport, [new PersonContract([new PersonNameContract(UniqueName("Tamm"))], DateOnly.FromDateTime(DateTime.UtcNow).AddYears(-9))], "fr");

    private static async Task<string> ReadShared(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);

        return await reader.ReadToEndAsync(PlatformServer.Stop);
    }
}
