using System.Net;
using System.Text;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.CrisisExamples;

namespace SharedConsular.Api.Tests;

/// <summary>The same household registered twice becomes one, and can be parted again.</summary>
public sealed class MatchTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_family_that_two_relatives_register_in_two_scripts_is_counted_once()
    {
        var crisis = await _server.DeclareCrisis();
        var first = await _server.Register(
            crisis, Family("+249 912 345 678", ("Amina Osman Idris", "1990-04-05", "gb"), ("Omar Osman", "1984-03-07", "gb")));
        var second = await _server.Register(
            crisis,
            Family("0912345678", ("أمينة عثمان إدريس", "1990-05-04", "fr"), ("عمر عثمان", "1984-03-07", "fr"), ("Huda Osman", "1955-06-06", "fr")));

        var status = await PlatformServer.Eventually(() => _server.See(second), s => s.MergedInto is not null);
        var merged = (await _server.Cell("gb").Get($"/v1/households/{first.Reference}")).Read<HouseholdResponse>();

        Assert.Equal(first.Reference, status.MergedInto);
        Assert.All(status.Members, m => Assert.Equal("duplicate", m.Disposition));
        Assert.Equal([second.Reference], merged.TakenIn);
        Assert.Equal(3, merged.Members.Count);
        Assert.Equal("Huda Osman", merged.Members[2].Names[0].Text);
    }

    [Fact]
    public async Task What_was_made_one_is_parted_on_a_word_and_not_made_one_again()
    {
        var crisis = await _server.DeclareCrisis();
        var (first, second) = await Twins(crisis);
        await PlatformServer.Eventually(() => _server.See(second), s => s.MergedInto is not null);

        (await _server.Cell("gb").Post($"/v1/households/{first.Reference}/splits", new OtherHouseholdRequest(second.Reference)))
            .Read<HouseholdStatusResponse>();
        var status = await PlatformServer.Eventually(() => _server.See(second), s => s.MergedInto is null);

        Assert.All(status.Members, m => Assert.Equal("registered", m.Disposition));
        (await _server.Cell("gb").Post($"/v1/crises/{crisis}/triage", null)).Read<TriageRunResponse>();
        Assert.Null((await _server.See(second)).MergedInto);
        (await _server.Cell("gb").Post($"/v1/households/{first.Reference}/splits", new OtherHouseholdRequest(second.Reference)))
            .Refused(HttpStatusCode.Conflict, "household.no-such-match");
    }

    [Fact]
    public async Task A_likely_match_waits_for_a_person_with_words_and_no_values()
    {
        var crisis = await _server.DeclareCrisis();
        var (older, younger) = await Likely(crisis);

        var line = await Awaited(crisis);
        var listed = await _server.Cell("gb").Get($"/v1/crises/{crisis}/matches");

        Assert.Equal((younger.Reference, older.Reference), (line.Reference, line.Others[0].Reference));
        Assert.Contains("names_equal", line.Others[0].Evidence);
        Assert.DoesNotContain("Quinn", listed.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1984", listed.Text, StringComparison.Ordinal);
        Assert.Null((await _server.See(younger)).MergedInto);
        (await _server.Cell("gb").Post($"/v1/households/{younger.Reference}/merges", new OtherHouseholdRequest(older.Reference)))
            .Read<HouseholdStatusResponse>();
        Assert.Equal(older.Reference, (await _server.See(younger)).MergedInto);
        Assert.Empty((await _server.Cell("gb").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items);
    }

    [Fact]
    public async Task A_record_that_goes_on_for_another_takes_in_an_older_one()
    {
        var crisis = await _server.DeclareCrisis();
        var (older, younger) = await Likely(crisis);
        await MakeOne(younger, await Stranger(crisis, "Ada Lovell"));

        (await MakeOne(younger, older)).Read<HouseholdStatusResponse>();

        Assert.Equal(younger.Reference, (await _server.See(older)).MergedInto);
        Assert.Null((await _server.See(younger)).MergedInto);
    }

    /// <summary>The one would take in the other, be refused, give it back, and be matched with it again for ever.</summary>
    [Fact]
    public async Task Two_records_that_each_go_on_for_another_are_left_as_they_are()
    {
        var crisis = await _server.DeclareCrisis();
        var (older, younger) = await Likely(crisis);
        var (first, second) = (await Stranger(crisis, "Ada Lovell"), await Stranger(crisis, "Ida Marsh"));
        await MakeOne(older, first);
        await MakeOne(younger, second);

        (await MakeOne(older, younger)).Refused(HttpStatusCode.Conflict, "household.can-not-be-merged");

        Assert.Equal([first.Reference], (await _server.See(older)).TakenIn);
        Assert.Equal([second.Reference], (await _server.See(younger)).TakenIn);
    }

    [Fact]
    public async Task A_match_that_somebody_rejected_is_not_proposed_again()
    {
        var crisis = await _server.DeclareCrisis();
        var (older, younger) = await Likely(crisis);
        await Awaited(crisis);

        (await _server.Cell("gb").Post($"/v1/households/{younger.Reference}/rejected-matches", new OtherHouseholdRequest(older.Reference)))
            .Read<HouseholdStatusResponse>();

        Assert.Empty((await _server.Cell("gb").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items);
    }

    [Fact]
    public async Task A_party_that_may_see_one_of_two_is_not_told_of_the_other()
    {
        var crisis = await _server.DeclareCrisis();
        await _server.Register(crisis, Family("0911111111", ("Sam Quinn", "1984-03-07", "fr")));
        await _server.Register(crisis, Family("0922222222", ("Sam Quinn", "1984-03-07", "in")));
        await Awaited(crisis);

        Assert.Empty((await _server.Officer("fr").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items);
        Assert.Empty((await _server.Officer("in").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items);
    }

    [Fact]
    public async Task Who_fears_her_state_is_never_matched_and_her_words_stand_in_no_index()
    {
        var crisis = await _server.DeclareCrisis();
        var seen = await _server.Register(crisis, Family("0933333333", ("Zuleikha Fearnought", "1984-03-07", "in")));
        var feared = await _server.Register(crisis, Family("0933333333", ("Zuleikha Fearnought", "1984-03-07", "in")) with { FearsOwnState = true });
        var (_, younger) = await Twins(crisis);

        // The outbox has gone past all of them when the last of them is one with its twin.
        await PlatformServer.Eventually(() => _server.See(younger), s => s.MergedInto is not null);

        Assert.Null((await _server.See(feared)).MergedInto);
        Assert.Null((await _server.See(seen)).MergedInto);
        Assert.Empty((await _server.Cell("gb").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items);
        var stored = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(_server.DatabasePath, PlatformServer.Stop));
        Assert.DoesNotContain("fearnought", stored, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(HouseholdReceiptResponse First, HouseholdReceiptResponse Second)> Twins(string crisis) => (
        await _server.Register(crisis, Family("0944444444", ("Pat Twin", "1984-03-07", "gb"), ("Kim Twin", "1986-08-09", "gb"))),
        await _server.Register(crisis, Family("0944444444", ("Pat Twin", "1984-03-07", "gb"), ("Kim Twin", "1986-08-09", "gb"))));

    private async Task<(HouseholdReceiptResponse Older, HouseholdReceiptResponse Younger)> Likely(string crisis) => (
        await _server.Register(crisis, Family("0911111111", ("Sam Quinn", "1984-03-07", "gb"))),
        await _server.Register(crisis, Family("0922222222", ("Sam Quinn", "1984-03-07", "gb"))));

    private Task<HouseholdReceiptResponse> Stranger(string crisis, string name) => _server.Register(crisis, Family(null, (name, "1971-02-02", "gb")));

    private Task<Reply> MakeOne(HouseholdReceiptResponse one, HouseholdReceiptResponse other) =>
        _server.Cell("gb").Post($"/v1/households/{one.Reference}/merges", new OtherHouseholdRequest(other.Reference));

    private async Task<MatchLineResponse> Awaited(string crisis) => (await PlatformServer.Eventually(
        async () => (await _server.Cell("gb").Get($"/v1/crises/{crisis}/matches")).Read<Page<MatchLineResponse>>().Items, items => items.Count > 0))[0];
}
