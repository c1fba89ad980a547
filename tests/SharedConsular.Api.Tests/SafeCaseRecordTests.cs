using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>The record of reads tells a feared state nothing either, and a person who hides only what she needs.</summary>
public sealed class SafeCaseRecordTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_safe_case_is_in_no_record_that_the_feared_state_sees()
    {
        var @case = await (await _server.ProtectionOfficer("de")).OpenCase(Application(LostPassport with { Service = "detention", FearsOwnState = true }, UniqueName("Varju"), null));
        await (await _server.ProtectionOfficer("de", "look-7")).See(@case.Reference);

        await AssertHidden(@case.Reference);
        Assert.Single((await _server.Auditor("de").Get($"/v1/audit/reads?case={@case.Reference}&user=look-7")).Read<Page<ReadResponse>>().Items);
    }

    [Fact]
    public async Task Fear_that_is_told_late_hides_the_record_of_before_and_the_chain_stays_whole()
    {
        var @case = await _server.CaseInHand();
        await _server.Officer("de", "look-8").See(@case.Reference);
        var auditor = _server.Auditor("ee");
        Assert.NotEmpty((await auditor.Get($"/v1/audit/reads?case={@case.Reference}")).Read<Page<ReadResponse>>().Items);
        Assert.Contains(@case.Reference, (await auditor.Get("/v1/audit/export")).Text, StringComparison.Ordinal);

        Assert.True((await _server.Officer("de").DiscloseFear(@case.Reference)).IsSuccess);
        await (await _server.ProtectionOfficer("de", "look-8")).See(@case.Reference);

        await AssertHidden(@case.Reference);
        Assert.Equal(2, (await (await _server.ProtectionOfficer("de")).Get($"/v1/cases/{@case.Reference}/reads")).Read<Page<ReadResponse>>().Items.Count(r => r.User == "look-8"));
    }

    [Fact]
    public async Task A_person_who_hides_learns_which_party_looked_and_no_more()
    {
        var login = UniqueUser();
        var @case = await (await _server.ProtectionOfficer("de")).OpenCase(
            Application(LostPassport with { Service = "detention", FearsOwnState = true }, UniqueName("Varju"), null, $"de/{login}"));
        await (await _server.ProtectionOfficer("de", "look-9")).See(@case.Reference);

        var reply = await _server.Person("de", login).Get($"/v1/cases/{@case.Reference}/reads");
        var read = reply.Read<Page<ReadResponse>>().Items[0];
        Assert.Equal(("de", null, null, null), (read.Party, read.Role, read.User, read.Rule));
        Assert.DoesNotContain("look-9", reply.Text, StringComparison.Ordinal);
    }

    private async Task AssertHidden(string reference)
    {
        foreach (var estonia in new[] { _server.Auditor("ee"), _server.Administrator("ee") })
        {
            Assert.Empty((await estonia.Get($"/v1/audit/reads?case={reference}")).Read<Page<ReadResponse>>().Items);
            Assert.DoesNotContain(reference, (await estonia.Get("/v1/audit/reads?limit=500")).Text, StringComparison.Ordinal);
            (await estonia.Get($"/v1/cases/{reference}/reads")).Refused(HttpStatusCode.NotFound, "case.not-found");
            Assert.DoesNotContain(reference, (await estonia.Get("/v1/audit/export")).Text, StringComparison.Ordinal);
        }

        (await _server.Officer("ee").Get($"/v1/cases/{reference}/reads")).Refused(HttpStatusCode.NotFound, "case.not-found");
    }
}
