using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>What began while a party had a part in a case, and goes on after it lost it.</summary>
public sealed class EndedGrantTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_long_list_begun_before_a_grant_ended_gives_nothing_more_of_it()
    {
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        var (earlier, later) = (await _server.CaseInHand(), await _server.CaseInHand());
        Assert.True((await germany.OfferHandover(earlier.Reference, "es", "Nearer")).IsSuccess);
        Assert.True((await germany.OfferHandover(later.Reference, "es", "Nearer")).IsSuccess);
        var page = (await spain.Get("/v1/cases?limit=1")).Read<Page<CaseLineResponse>>();
        Assert.Equal(later.Reference, Assert.Single(page.Items).Reference);

        Assert.True((await germany.WithdrawOffer(earlier.Reference)).IsSuccess);

        var rest = (await spain.Get($"/v1/cases?limit=500&cursor={page.Next}")).Read<Page<CaseLineResponse>>();
        Assert.DoesNotContain(rest.Items, l => l.Reference == earlier.Reference);
    }

    [Fact]
    public async Task A_version_kept_from_before_a_grant_ended_is_not_confirmed()
    {
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        var @case = await _server.CaseInHand();
        Assert.True((await germany.OfferHandover(@case.Reference, "es", "Nearer")).IsSuccess);
        var kept = (await spain.Show(@case.Reference)).Headers["ETag"];
        Assert.Equal(HttpStatusCode.NotModified, (await spain.Show(@case.Reference, kept)).Status);

        Assert.True((await germany.WithdrawOffer(@case.Reference)).IsSuccess);

        // Neither the version it has, nor the one it is now.
        foreach (var tag in new[] { kept, (await germany.Show(@case.Reference)).Headers["ETag"] })
        {
            (await spain.Show(@case.Reference, tag)).Refused(HttpStatusCode.NotFound, "case.not-found");
        }
    }

    [Fact]
    public async Task A_version_kept_from_before_a_login_was_blocked_is_not_confirmed()
    {
        var @case = await _server.CaseInHand();
        var officer = _server.Officer("de", UniqueUser());
        var kept = (await officer.Show(@case.Reference)).Headers["ETag"];

        Assert.True((await _server.Supervisor("de").Act(
            @case.Reference, "adverse-parties", new BlockAdversePartyRequest("de", officer.User, "He must not find her."))).IsSuccess);

        foreach (var tag in new[] { kept, (await _server.Officer("de").Show(@case.Reference)).Headers["ETag"] })
        {
            (await officer.Show(@case.Reference, tag)).Refused(HttpStatusCode.NotFound, "case.not-found");
        }
    }
}
