using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Somebody named by who he is, not by login, is answered as if there were no such case.</summary>
public sealed class AdversePersonTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task An_officer_whose_entry_in_the_staff_book_fits_finds_nothing()
    {
        var (family, him) = ($"X{UniqueUser()}", UniqueName("Kask"));
        var cases = new List<CaseResponse> { await _server.CaseInHand(name: $"Mari {family}"), await _server.CaseInHand(name: $"Mari {family}") };
        var officer = _server.Officer("de", UniqueUser());
        await Say(officer, him);
        await _server.Officer("de").Consult(cases[1].Reference, "Is she yours?");
        await _server.Officer("ee").Confirm(cases[1].Reference);
        await PlatformServer.Eventually(officer.Notices, n => n.Any(x => x.Reference == cases[1].Reference));

        await Name(cases[1].Reference, him);

        // The case itself knows him at once; that he is found in the staff book, and the pages with him, follows.
        (await officer.Show(cases[1].Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.Equal((await officer.Show("SC-0000-0000-0")).Text, (await officer.Show(cases[1].Reference)).Text);
        Assert.DoesNotContain(await officer.Notices(), n => n.Reference == cases[1].Reference);
        await PlatformServer.Eventually(
            async () => (await _server.Supervisor("de").See(cases[1].Reference)).AdversePersons!.Single().Recognised, found => found == 1);
        var page = (await officer.Get($"/v1/cases?limit=1")).Read<Page<CaseLineResponse>>();
        Assert.NotEqual(cases[1].Reference, Assert.Single(page.Items).Reference);
        Assert.Equal([cases[0].Reference], (await officer.Lines("/v1/cases?limit=500")).Select(l => l.Reference).Intersect(cases.Select(c => c.Reference)));
        (await _server.Supervisor("de").Act(cases[1].Reference, "assignment", new AssignCaseRequest(officer.User)))
            .Refused(HttpStatusCode.Conflict, "case.officer-not-available");
        Assert.DoesNotContain("adverse", (await _server.Officer("de").Show(cases[1].Reference)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("adverse", (await _server.Officer("de").History(cases[1].Reference)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("case-adverse-person-recognised", (await _server.Supervisor("de").History(cases[1].Reference)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_comes_to_the_post_later_is_recognised_when_the_staff_book_names_him()
    {
        var him = UniqueName("Kask");
        var @case = await _server.CaseInHand();
        await Name(@case.Reference, him);
        var officer = _server.Officer("de", UniqueUser());
        Assert.Equal(@case.Reference, (await officer.See(@case.Reference)).Reference);

        await Say(officer, him);

        (await officer.Show(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        await PlatformServer.Eventually(
            async () => (await _server.Supervisor("de").See(@case.Reference)).AdversePersons!.Single().Recognised, found => found == 1);
        Assert.True((await _server.Supervisor("de").Act(@case.Reference, "adverse-persons/lifting", new LiftAdversePersonBlockRequest(1, "Another"))).IsSuccess);
        Assert.Equal(@case.Reference, (await officer.See(@case.Reference)).Reference);
    }

    [Fact]
    public async Task What_is_said_of_him_is_sealed()
    {
        var him = $"Jaan Zq{UniqueUser()}";
        var @case = await _server.CaseInHand();
        await Name(@case.Reference, him);
        await Say(_server.Officer("de", UniqueUser()), him);

        foreach (var file in new[] { _server.DatabasePath, $"{_server.DatabasePath}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(him, await reader.ReadToEndAsync(PlatformServer.Stop), StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task Say(Officer officer, string name) =>
        Assert.True((await _server.Administrator("de").Put($"/v1/staff/{officer.User}", new RecordStaffMemberRequest(name))).IsSuccess);

    private async Task Name(string reference, string name) => Assert.True((await _server.Supervisor("de").Act(
        reference, "adverse-persons", new BlockAdversePersonRequest(name, new DateOnly(1980, 1, 2), null, null, "He must not find her."))).IsSuccess);
}
