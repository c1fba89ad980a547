using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>The state a person fears never learns that there is a case.</summary>
public sealed class FirewallTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_case_of_one_who_fears_her_state_does_not_exist_for_that_state()
    {
        var name = UniqueName("Varju");
        var opened = await (await _server.ProtectionOfficer("de")).OpenCase(Application(LostPassport with { Service = "detention", FearsOwnState = true }, name, null));

        Assert.NotEqual("ee", opened.Owner);
        await AssertHidden(opened.Reference, name);
    }

    [Fact]
    public async Task Fear_that_is_told_late_hides_the_case_at_once()
    {
        var name = UniqueName("Varju");
        var @case = await _server.CaseInHand(name: name);
        var (germany, estonia) = (await _server.ProtectionOfficer("de"), _server.Officer("ee"));
        await germany.Consult(@case.Reference, "Is she yours?");
        var key = Guid.NewGuid().ToString("N");
        var noted = await estonia.Act(@case.Reference, "steps", new RecordStepRequest(@case.Checklist[0].Step), key);
        await PlatformServer.Eventually(estonia.Notices, notices => notices.Any(n => n.Reference == @case.Reference));

        Assert.True((await germany.DiscloseFear(@case.Reference)).Case.FearsOwnState);

        await AssertHidden(@case.Reference, name);
        (await estonia.Act(@case.Reference, "steps", new RecordStepRequest(@case.Checklist[0].Step), key)).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await estonia.Confirm(@case.Reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await estonia.Recall(@case.Reference, "Ours")).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await germany.Consult(@case.Reference, "Is she yours?")).Refused(HttpStatusCode.Forbidden, "case.person-fears-own-state");
        (await germany.OfferHandover(@case.Reference, "ee", "Yours")).Refused(HttpStatusCode.UnprocessableEntity);
        Assert.True(noted.IsSuccess, noted.ToString());
    }

    [Fact]
    public async Task A_login_that_the_feared_state_gave_out_shows_nothing_either()
    {
        var login = UniqueUser();
        var mari = _server.Person("ee", login);
        var @case = await mari.OpenCase(Application());

        Assert.True((await mari.DiscloseFear(@case.Reference)).IsSuccess);
        (await mari.Show(@case.Reference)).Refused(HttpStatusCode.NotFound);
        Assert.Empty(await mari.Lines("/v1/cases"));
        Assert.Empty(await mari.Search(@case.Reference));
    }

    private async Task AssertHidden(string reference, string name)
    {
        (await _server.Administrator("ee").Show(reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        (await _server.Administrator("ee").History(reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        foreach (var estonia in new[] { _server.Officer("ee"), _server.Supervisor("ee") })
        {
            (await estonia.Show(reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
            (await estonia.History(reference)).Refused(HttpStatusCode.NotFound, "case.not-found");
        }

        foreach (var estonia in new[] { _server.Officer("ee"), _server.Supervisor("ee"), await _server.ProtectionOfficer("ee") })
        {
            Assert.DoesNotContain(await estonia.Lines("/v1/cases?limit=500"), l => l.Reference == reference);
            Assert.DoesNotContain(await estonia.Lines("/v1/queue?limit=500"), l => l.Reference == reference);
            Assert.Empty(await estonia.Search(reference));
            Assert.Empty(await estonia.Search(name));
            Assert.DoesNotContain(await estonia.Notices(), n => n.Reference == reference);
        }
    }
}
