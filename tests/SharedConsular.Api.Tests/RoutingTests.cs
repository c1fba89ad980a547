using System.Text.Json;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

public sealed class RoutingTests(SharedPlatform platform)
{
    private readonly Anybody _anybody = platform.Server.Anybody();

    [Fact]
    public async Task Anyone_learns_who_may_help_and_on_what_ground()
    {
        var answer = (await _anybody.Ask(LostPassport)).Read<RoutingResponse>();

        Assert.Equal("route", answer.Decision);
        Assert.Equal(Enumerable.Range(1, answer.Options.Count), answer.Options.Select(o => o.Rank));
        var first = answer.Options[0];
        Assert.Equal(("de", "ee", "partner"), (first.Party, first.ActsFor, first.Kind));
        Assert.Equal(("embassy", "Quito", "ec"), (first.Post.Kind, first.Post.City, first.Post.Country));
        Assert.Equal(["receive", "verify", "issue"], first.Powers);
        Assert.Contains(first.Basis, b => b is { Instrument: "eu-2019-997-etd@1", Gate: "g5_mandate", Code: "basis.g5.standing" });
        Assert.Contains(first.Obligations, o => o is { Code: "obligation.consult-before-issue", Whom: "ee", WithinWorkingDays: 2, ClockOf: "de" });
        Assert.Contains(first.Obligations, o => o is { Code: "obligation.await-answer", Whom: "ee", WithinWorkingDays: 3, ClockOf: "ee" });
        Assert.Contains(answer.Rejected, r => r is { Party: "lt", Code: "post.none-here" } && r.Reason.Length > 0);
    }

    [Fact]
    public async Task An_answer_has_every_part_that_was_promised()
    {
        using var json = JsonDocument.Parse((await _anybody.Ask(LostPassport)).Bytes);
        var option = json.RootElement.GetProperty("options")[0];
        var rejected = json.RootElement.GetProperty("rejected")[0];

        Assert.All(["id", "world", "decision", "reason", "options", "rejected"], p => Assert.True(json.RootElement.TryGetProperty(p, out _), p));
        Assert.All(
            ["rank", "party", "actsFor", "kind", "post", "powers", "basis", "obligations", "cost", "distanceKm", "fee"],
            p => Assert.True(option.TryGetProperty(p, out _), p));
        Assert.All(["id", "kind", "city", "country"], p => Assert.True(option.GetProperty("post").TryGetProperty(p, out _), p));
        Assert.All(["party", "code", "reason"], p => Assert.True(rejected.TryGetProperty(p, out _), p));
    }

    [Fact]
    public async Task The_distance_is_told_to_one_who_says_where_she_is()
    {
        var answer = (await _anybody.Ask(LostPassport with { Near = new PositionRequest(-2.19, -79.89) })).Read<RoutingResponse>();

        Assert.InRange(answer.Options[0].DistanceKm!.Value, 200, 350);
    }

    [Fact]
    public async Task A_fee_is_told_where_the_tariff_is_known()
    {
        var answer = (await _anybody.Ask(new RoutingRequest([new("gb")], "jp", "emergency_travel_document"))).Read<RoutingResponse>();

        Assert.Contains(answer.Options, o => o.Fee is { Currency: "GBP", Amount: > 0, TariffOf: "gb" });
    }

    [Theory]
    [InlineData("en", "Help is possible.")]
    [InlineData("fr", "Estonie")]
    [InlineData("es", "Estonia")]
    [InlineData("ar", "إ")]
    [InlineData("ar-EG,ar;q=0.9,en;q=0.1", "إ")]
    [InlineData("xx,fr;q=0.5", "Estonie")]
    public async Task An_answer_speaks_the_language_of_who_asks(string language, string words)
    {
        var reply = await _anybody.Ask(LostPassport, language);

        Assert.Contains(words, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_languages_say_the_same_and_all_decide_the_same()
    {
        var answers = new List<RoutingResponse>();
        foreach (var language in new[] { "en", "fr", "es", "ar" })
        {
            answers.Add((await _anybody.Ask(LostPassport, language)).Read<RoutingResponse>());
        }

        Assert.Equal(4, answers.Select(a => a.Options[0].Reason).Distinct().Count());
        Assert.Equal(4, answers.Select(a => a.Rejected[0].Reason).Distinct().Count());
        Assert.Single(answers.Select(a => a.Id).Distinct());
        Assert.Single(answers.Select(a => string.Join(',', a.Options.Select(o => $"{o.Party}/{o.Post.Id}"))).Distinct());
    }

    [Fact]
    public async Task The_same_question_has_the_same_bytes()
    {
        var first = await _anybody.Ask(LostPassport);
        var second = await _anybody.Ask(LostPassport);

        Assert.Equal(first.Text, second.Text);
    }

    [Fact]
    public async Task A_decision_is_kept_as_it_was_taken_and_can_be_taken_again()
    {
        var asked = await _anybody.Ask(LostPassport, "en");
        var id = asked.Read<RoutingResponse>().Id;

        Assert.Equal(asked.Text, (await _anybody.Get($"/v1/routing/decisions/{id}")).Text);
        Assert.Equal((await _anybody.Ask(LostPassport, "ar")).Text, (await _anybody.Get($"/v1/routing/decisions/{id}", "ar")).Text);
        var replay = await _anybody.Replay(id);
        Assert.True(replay.Same);
        Assert.Equal(replay.StoredSha256, replay.ReplayedSha256);
    }

    [Fact]
    public async Task A_decision_nobody_took_is_not_found()
    {
        (await _anybody.Get($"/v1/routing/decisions/{new string('0', 32)}")).Refused(System.Net.HttpStatusCode.NotFound, "routing.not-found");
        (await _anybody.Post("/v1/routing/decisions/nonsense/replay", null)).Refused(System.Net.HttpStatusCode.NotFound, "routing.not-found");
    }

    [Theory]
    [InlineData("ee", "ec")]
    [InlineData("ee", "jp")]
    [InlineData("er", "sd")]
    [InlineData("ca", "vu")]
    [InlineData("ir", "tr")]
    public async Task A_state_that_is_feared_is_neither_offered_nor_consulted_nor_told(string own, string place)
    {
        foreach (var service in new[] { "emergency_travel_document", "detention", "crime_victim" })
        {
            var answer = (await _anybody.Ask(new RoutingRequest([new(own)], place, service, "extreme", FearsOwnState: true))).Read<RoutingResponse>();

            Assert.DoesNotContain(answer.Options, o => o.Party == own);
            Assert.DoesNotContain(answer.Options, o => o.Obligations.Any(d => d.Whom == own || d.ClockOf == own));
        }
    }

    [Fact]
    public async Task None_of_several_states_of_nationality_is_named_to_one_who_fears_them()
    {
        var question = new RoutingRequest([new("ee"), new("ru", "claimed")], "ec", "emergency_travel_document", "extreme", FearsOwnState: true);
        var answer = (await _anybody.Ask(question)).Read<RoutingResponse>();

        Assert.DoesNotContain(answer.Options, o => o.Party is "ee" or "ru" || o.Obligations.Any(d => d.Whom is "ee" or "ru" || d.ClockOf is "ee" or "ru"));
    }
}
