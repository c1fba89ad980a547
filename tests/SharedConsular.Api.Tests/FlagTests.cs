using System.Net;
using SharedConsular.Contracts;
using SharedConsular.Runtime.Tests.EventStore;
using static SharedConsular.Api.Tests.CrisisExamples;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>What is turned off without a release: for whom, where, for how many, and that it is off on every node.</summary>
public sealed class FlagTests : IAsyncLifetime
{
    private const string Follow = "follow_by_secret";
    private const string Texts = "text_intake";
    private const string Merges = "certain_merges";

    private PlatformServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PlatformServer.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_party_turns_off_its_own_and_who_runs_the_platform_everybodys()
    {
        var (estonian, latvian) = (await Opened("ee"), await Opened("lv"));
        await Set(_server.Administrator("ee"), Follow, 0);
        (await Followed(estonian)).Refused(HttpStatusCode.NotFound, "follow.no-match");
        Assert.True((await Followed(latvian)).IsSuccess);

        await Set(_server.PlatformOperator(), Follow, 0);
        (await Followed(latvian)).Refused(HttpStatusCode.Forbidden, "follow.off");

        // A party can't turn on what is off for all.
        await Set(_server.Administrator("ee"), Follow, 100);
        (await Followed(estonian)).Refused(HttpStatusCode.Forbidden, "follow.off");
        Assert.Equal(HttpStatusCode.NoContent, (await _server.PlatformOperator().Delete($"/v1/flags/{Follow}")).Status);
        Assert.True((await Followed(estonian)).IsSuccess);
    }

    [Fact]
    public async Task A_leaked_secret_is_not_told_from_a_wrong_one_where_it_is_off()
    {
        var opened = await Opened("ee");
        var wrong = opened with { Secret = "0000-0000-0000-0000" };

        await Set(_server.Administrator("ee"), Follow, 0);
        Assert.Equal((await Followed(wrong)).ToString(), (await Followed(opened)).ToString());

        await Set(_server.PlatformOperator(), Follow, 100, "fr");
        await Set(_server.Administrator("ee"), Follow, 100);
        Assert.Equal((await Followed(wrong)).ToString(), (await Followed(opened)).ToString());

        await Set(_server.PlatformOperator(), Follow, 0);
        (await Followed(wrong)).Refused(HttpStatusCode.Forbidden, "follow.off");
        (await Followed(opened)).Refused(HttpStatusCode.Forbidden, "follow.off");
    }

    [Fact]
    public async Task It_is_on_where_a_place_is_named_and_nowhere_else()
    {
        var (inEcuador, elsewhere) = (await Opened("ee"), await Opened("ee", "vu", "fr"));
        await Set(_server.Administrator("ee"), Follow, 100, "ec");

        Assert.True((await Followed(inEcuador)).IsSuccess);
        (await Followed(elsewhere)).Refused(HttpStatusCode.NotFound, "follow.no-match");
    }

    [Fact]
    public async Task A_share_is_about_that_share_and_always_the_same_ones()
    {
        const int texts = 60;
        var crisis = await _server.DeclareCrisis();
        await Set(_server.PlatformOperator(), Texts, 50);

        var first = await Task.WhenAll(Enumerable.Range(0, texts).Select(Send));
        var again = await Task.WhenAll(Enumerable.Range(0, texts).Select(Send));

        Assert.InRange(first.Count(r => r.IsSuccess), 15, 45);
        Assert.All(first.Where(r => !r.IsSuccess), r => r.Refused(HttpStatusCode.Forbidden, "text.off"));
        Assert.Equal(first.Select(r => r.IsSuccess), again.Select(r => r.IsSuccess));

        Task<Reply> Send(int i) => _server.Anybody().Post(
            $"/v1/crises/{crisis}/texts", new RegisterTextRequest($"GB Person Number 19{i:D2} Port Sudan"), $"text-{i}");
    }

    [Fact]
    public async Task Certain_records_of_one_household_wait_for_a_person()
    {
        await Set(_server.Administrator("gb"), Merges, 0);
        var crisis = await _server.DeclareCrisis();
        var older = await _server.Register(crisis, Family("+249 912 345 678", ("Amina Osman Idris", "1990-04-05", "gb")));
        var younger = await _server.Register(crisis, Family("+249 912 345 678", ("Amina Osman Idris", "1990-04-05", "gb")));

        var line = Assert.Single(await PlatformServer.Eventually(
            async () => (await _server.Cell("gb").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items, l => l.Count > 0));
        Assert.Equal((younger.Reference, older.Reference), (line.Reference, line.Others[0].Reference));
        Assert.Null((await _server.See(younger)).MergedInto);
    }

    [Fact]
    public async Task Each_change_is_seen_with_its_reason_and_stands_in_the_audit_of_its_party()
    {
        await Set(_server.Administrator("ee"), Texts, 30, "sd");

        var own = (await _server.Administrator("ee").Get("/v1/flags")).Read<Page<FlagResponse>>().Items.Single(f => f.Flag == Texts);
        Assert.Equal((30, "Tried.", "administrator-1"), (own.Own!.SharePercent, own.Own.Reason, own.Own.By));
        Assert.Null(own.Installation);
        var ofAll = (await _server.PlatformOperator().Get("/v1/flags")).Read<Page<FlagResponse>>().Items;
        Assert.All(ofAll, f => Assert.Null(f.Own));
        var export = await PlatformServer.Eventually(
            () => _server.Auditor("ee").Get("/v1/audit/export"), e => e.Text.Contains("flag-set", StringComparison.Ordinal));
        Assert.Contains("administrator-1", export.Text, StringComparison.Ordinal);
        (await _server.Officer("ee").Put($"/v1/flags/{Texts}", new SetFlagRequest(0, null, "?"))).Refused(HttpStatusCode.Forbidden);
        (await _server.Administrator("ee").Put("/v1/flags/everything", new SetFlagRequest(0, null, "?"))).Refused(HttpStatusCode.NotFound, "flag.not-found");
        (await _server.Administrator("ee").Put($"/v1/flags/{Texts}", new SetFlagRequest(101, null, "?")))
            .Refused(HttpStatusCode.UnprocessableEntity, "flag.share");
    }

    [Fact]
    public async Task What_one_node_turns_off_is_off_on_the_other_and_after_a_restart()
    {
        var store = (PlatformServer.StoreSetting, await (await PostgresServer.Get()).NewDatabase());
        await using var one = await PlatformServer.Start(store);
        await using var other = await PlatformServer.Start(store, ("DataFolder", one.DataFolder));
        var opened = await one.Person("ee", UniqueUser()).OpenCase(Application());
        Assert.True((await Followed(opened, other)).IsSuccess);

        await Set(one.Administrator("ee"), Follow, 0);
        await PlatformServer.Eventually(() => Followed(opened, other), r => r.Status is HttpStatusCode.NotFound);
        await one.Kill();
        (await Followed(opened, other)).Refused(HttpStatusCode.NotFound, "follow.no-match");
        await other.Restart();
        (await Followed(opened, other)).Refused(HttpStatusCode.NotFound, "follow.no-match");
    }

    private static async Task Set(Officer who, string flag, int share, params string[] places) =>
        (await who.Put($"/v1/flags/{flag}", new SetFlagRequest(share, places, "Tried."))).Read<FlagSettingResponse>();

    private Task<CaseResponse> Opened(string state, string place = "ec", string party = "de") => _server.Person(state, UniqueUser()).OpenCase(
        Application(LostPassport with { Nationalities = [new NationalityRequest(state)], In = place }, party: party));

    private Task<Reply> Followed(CaseResponse opened, PlatformServer? node = null) =>
        (node ?? _server).Anybody().Post("/v1/follow", new FollowRequest(opened.Reference, opened.Secret));
}
