using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A person follows her case by its reference and a secret, without a login and without a name.</summary>
public sealed class FollowTests : IAsyncLifetime
{
    private PlatformServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PlatformServer.Start(("Limits__FollowPerMinute", "200"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task She_sees_where_it_stands_who_has_it_and_what_is_asked_of_her()
    {
        var name = UniqueName("Tamm");
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application(name: name));
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", opened.Secret);
        await _server.Officer("de").Accept(opened.Reference);
        await _server.Officer("de").AskForPapers(opened.Reference, "photo");

        var reply = await Follow(opened.Reference, opened.Secret);
        var seen = reply.Read<FollowResponse>();
        Assert.Equal(("awaiting_papers", "Germany"), (seen.Status, seen.Holder));
        Assert.Equal(["photo"], seen.AskedOfYou);
        foreach (var secret in new[] { name, "Hotel Quito", "officer-1", mari.User, "1990" })
        {
            Assert.DoesNotContain(secret, reply.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Equal(reply.Text, (await Follow(opened.Reference.ToLowerInvariant(), opened.Secret!.Replace("-", " ", StringComparison.Ordinal))).Text);
    }

    [Fact]
    public async Task A_look_by_the_secret_is_recorded_and_she_sees_it()
    {
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application());
        Assert.True((await Follow(opened.Reference, opened.Secret)).IsSuccess);
        Assert.False((await Follow(opened.Reference, "0000-0000-0000-0000")).IsSuccess);

        foreach (var reader in new Member[] { mari, _server.Auditor("ee") })
        {
            var reads = (await reader.Get($"/v1/cases/{opened.Reference}/reads")).Read<Page<ReadResponse>>().Items;
            var look = Assert.Single(reads, r => r.Via == "follow");
            Assert.Equal(("installation", "anonymous", "follower-follows", "own_data"), (look.Party, look.Role, look.Rule, look.Purpose));
            Assert.Equal(["case"], look.Fields);
        }
    }

    [Fact]
    public async Task An_unknown_reference_and_a_wrong_secret_are_answered_alike()
    {
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(Application());
        var other = await _server.Person("ee", UniqueUser()).OpenCase(Application());

        var wrong = await Follow(opened.Reference, "0000-0000-0000-0000");
        wrong.Refused(HttpStatusCode.NotFound, "follow.no-match");
        foreach (var (reference, secret) in new[]
        {
            ("SC-0000-0000-0", opened.Secret), ("nonsense", opened.Secret), (null, null), (opened.Reference, ""), (opened.Reference, other.Secret),
        })
        {
            var reply = await Follow(reference, secret);
            Assert.Equal((wrong.Status, wrong.Text), (reply.Status, reply.Text));
        }
    }

    [Fact]
    public async Task The_secret_is_in_no_other_answer_and_nowhere_stored()
    {
        var mari = _server.Person("ee", UniqueUser());
        var attempt = Guid.NewGuid().ToString("N");
        var opened = await mari.OpenCase(Application(), attempt);

        Assert.Equal(opened.Secret, (await mari.OpenCase(Application(), attempt)).Secret);
        foreach (var reply in new[]
        {
            await mari.Show(opened.Reference), await mari.History(opened.Reference), await _server.Officer("de").Accept(opened.Reference),
            await mari.Get("/v1/cases"), await _server.Officer("de").Get("/v1/cases"),
        })
        {
            Assert.DoesNotContain(opened.Secret!, reply.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(opened.Secret!, _server.Output, StringComparison.Ordinal);
        foreach (var file in new[] { _server.DatabasePath, $"{_server.DatabasePath}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var text = await reader.ReadToEndAsync(PlatformServer.Stop);
            Assert.DoesNotContain(opened.Secret!, text, StringComparison.Ordinal);
            Assert.DoesNotContain(opened.Secret!.Replace("-", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_new_secret_stops_the_old_one()
    {
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application());
        var hers = (await mari.Act(opened.Reference, "follow-secret")).Read<FollowSecretResponse>().Secret;
        (await Follow(opened.Reference, opened.Secret)).Refused(HttpStatusCode.NotFound, "follow.no-match");
        Assert.Equal("opened", (await Follow(opened.Reference, hers)).Read<FollowResponse>().Status);

        var handed = (await _server.Officer("de").Act(opened.Reference, "follow-secret")).Read<FollowSecretResponse>().Secret;
        (await Follow(opened.Reference, hers)).Refused(HttpStatusCode.NotFound, "follow.no-match");
        Assert.True((await Follow(opened.Reference, handed)).IsSuccess);

        (await _server.Officer("ee").Act(opened.Reference, "follow-secret")).Refused(HttpStatusCode.Forbidden);
        (await _server.Officer("jp").Act(opened.Reference, "follow-secret")).Refused(HttpStatusCode.NotFound, "case.not-found");
    }

    [Fact]
    public async Task Who_fears_her_own_state_follows_her_case_and_reads_nothing_that_tells()
    {
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application(new RoutingRequest([new("ee")], "ec", "detention"), party: "de"));
        await _server.Officer("de").Accept(opened.Reference);
        await _server.Officer("de").AskForPapers(opened.Reference, "proof of persecution");
        await mari.DiscloseFear(opened.Reference);
        (await mari.Show(opened.Reference)).Refused(HttpStatusCode.NotFound);

        var reply = await Follow(opened.Reference, opened.Secret);
        var seen = reply.Read<FollowResponse>();
        Assert.Equal(("consular-matter", "Germany"), (seen.Matter, seen.Holder));
        Assert.Equal(["papers"], seen.AskedOfYou);
        foreach (var word in new[] { "detention", "fear", "persecution", "asylum", "ee", "Estonia" })
        {
            Assert.DoesNotContain($"\"{word}", reply.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Guesses_are_slowed_down_and_do_not_shut_the_person_out()
    {
        var opened = await _server.Person("ee", UniqueUser()).OpenCase(Application());
        for (var i = 0; i < 20; i++)
        {
            (await Follow(opened.Reference, "0000-0000-0000-0000")).Refused(HttpStatusCode.NotFound, "follow.no-match");
        }

        (await Follow(opened.Reference, "0000-0000-0000-0000")).Refused(HttpStatusCode.TooManyRequests, "follow.too-many");
        Assert.True((await Follow(opened.Reference, opened.Secret)).IsSuccess);

        var slowed = false;
        for (var i = 0; i < 400 && !slowed; i++)
        {
            slowed = (await Follow("SC-0000-0000-0", $"{i:D4}-0000-0000-0000")).Text.Contains("follow.too-many", StringComparison.Ordinal);
        }

        Assert.True(slowed);
    }

    private Task<Reply> Follow(string? reference, string? secret) => _server.Anybody().Post("/v1/follow", new FollowRequest(reference, secret));
}
