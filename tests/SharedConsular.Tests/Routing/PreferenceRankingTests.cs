using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>How several options become one ordered list.</summary>
public sealed class PreferenceRankingTests
{
    private static readonly PreferenceConditions Partners = new() { Kinds = [RouteKind.Partner] };
    private static readonly PreferenceConditions OwnPosts = new() { Kinds = [RouteKind.OwnPost] };

    [Fact]
    public void Two_instruments_of_one_party_make_one_option_with_a_further_ground()
    {
        var intake = Treaty("intake") with { Services = [new ServicePowers(Copy.Id, Powers.Receive)] };
        var answer = Given(Embassy(Lv, Fj)).With(Treaty(), intake).Ask(Question with { Service = Copy });
        var option = Assert.Single(answer.Options);

        Assert.Equal("treaty", option.Agreement!.Id);
        Assert.Equal(new LegalBasis("intake@1", null, "basis.also"), option.Basis[^1]);
    }

    [Fact]
    public void The_instrument_that_asks_for_less_waiting_stays_when_both_finish_the_matter()
    {
        var slow = Treaty("a-slow") with { Consultation = new Consultation(ConsultBefore.Help, null, null, null, ActFirst: false, "") };

        Assert.Equal("treaty", Given(Embassy(Lv, Fj)).With(slow, Treaty()).Ask(Question).Only(Lv).Agreement!.Id);
    }

    [Fact]
    public void The_instrument_with_more_powers_stays_when_all_else_is_equal()
    {
        var more = Treaty("z-more") with { Services = [new ServicePowers(Copy.Id, Powers.All)] };

        Assert.Equal("z-more", Given(Embassy(Lv, Fj)).With(Treaty(), more).Ask(Question with { Service = Copy }).Only(Lv).Agreement!.Id);
    }

    [Fact]
    public void Of_three_instruments_both_others_remain_as_grounds()
    {
        Agreement Giving(string id, Powers powers) => Treaty(id) with { Services = [new ServicePowers(Copy.Id, powers)] };
        var option = Given(Embassy(Lv, Fj))
            .With(Giving("a", Powers.Receive), Giving("b", Powers.Receive | Powers.Verify), Giving("c", Powers.Receive | Powers.Issue))
            .Ask(Question with { Service = Copy }).Only(Lv);

        Assert.Equal("c", option.Agreement!.Id);
        Assert.Equal(["a@1", "b@1"], option.Basis.Where(b => b.Code == "basis.also").Select(b => b.Instrument).Order());
    }

    [Fact]
    public void Acting_for_two_states_of_the_person_is_two_options()
    {
        var both = Question with { Nationalities = [new(Ee, NationalityProof.Documented), new(De, NationalityProof.Documented)] };

        Assert.Equal([De, Ee], Given(Embassy(Fr, Fj)).With(Directive()).Ask(both).Options.Select(o => o.ActsFor).Order());
    }

    [Fact]
    public void The_highest_priority_that_holds_decides_and_the_lowest_tier_is_asked_first()
    {
        var world = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty())
            .Preferring(null, Rule("anything", 1, 9), Rule("own", 5, 8, OwnPosts), Rule("partners", 7, 2, Partners));
        var answer = world.Ask(Question);

        Assert.Equal(["partner lv", "own_post ee"], answer.Offered());
        Assert.Equal(["partners", "own"], answer.Options.Select(o => o.Preference.Id));
        Assert.Equal([1, 2], answer.Options.Select(o => o.Rank));
    }

    [Fact]
    public void A_states_own_rules_come_before_the_default_whatever_their_priority()
    {
        var world = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty())
            .Preferring(null, Rule("default-partners", 900, 1, Partners), Rule("default-rest", 1, 5))
            .Preferring(Ee, Rule("ee-partners", 1, 7, Partners));

        Assert.Equal(["default-rest", "ee-partners"], world.Ask(Question).Options.Select(o => o.Preference.Id));
        Assert.Equal(["default-partners"], Given(Embassy(Ee, Fj)).With(Treaty())
            .Preferring(null, Rule("default-partners", 900, 1, Partners))
            .Preferring(Ee, Rule("ee-partners", 1, 7, Partners))
            .Ask(Question.Of(Lv)).Options.Select(o => o.Preference.Id));
    }

    [Fact]
    public void An_excluded_option_is_named_with_the_rule_that_excluded_it()
    {
        var answer = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty())
            .Preferring(Ee, Rule("ee-never-lv", 1, 0, Partners, exclude: true)).Ask(Question);

        Assert.Equal(["own_post ee"], answer.Offered());
        Assert.Contains(new RejectedParty(Lv, Ee, "preference.excluded", "ee-never-lv"), answer.Rejected);
    }

    [Fact]
    public void A_party_excluded_under_two_instruments_is_named_once()
    {
        var answer = Given(Embassy(Fr, Fj), Embassy(Lv, Fj))
            .With(Treaty() with { Assisting = [Lv, Fr] }, Treaty("treaty2") with { Assisting = [Lv, Fr] })
            .Preferring(Ee, Rule("ee-nobody", 1, 0, Partners, exclude: true)).Ask(Question);

        Assert.Equal(["fr", "lv"], answer.Rejected.Where(r => r.Code == "preference.excluded").Select(r => r.Party.Value).Order());
    }

    [Fact]
    public void What_no_rule_places_comes_last_and_is_not_lost()
    {
        var world = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty()).Preferring(null, Rule("partners", 7, 99, Partners));

        Assert.Equal(["partners", "unranked"], world.Ask(Question).Options.Select(o => o.Preference.Id));
    }

    [Fact]
    public void A_rule_holds_on_its_days()
    {
        var rule = Rule("summer", 1, 1) with { Period = new Period(Day, Day.AddDays(1)) };
        var world = Given(Embassy(Ee, Fj)).Preferring(null, rule);

        Assert.Equal("summer", world.Ask(Question).Only(Ee).Preference.Id);
        Assert.Equal("unranked", world.Ask(Question with { On = Day.AddDays(2) }).Only(Ee).Preference.Id);
    }

    [Fact]
    public void In_one_tier_who_finishes_the_matter_comes_first_then_the_nearer()
    {
        var intake = Treaty() with { Services = [new ServicePowers(Copy.Id, Powers.Receive)] };
        var world = Given(Embassy(Ee, Fj, Rotuma), PostOf(Ee, Fj, PostKind.Consulate, Nadi), Embassy(Lv, Fj, Suva)).With(intake);

        Assert.Equal(
            ["ee-fj-consulate", "ee-fj-embassy", "lv-fj-embassy"],
            world.Ask(Question with { Service = Copy, Near = Suva }).Options.Select(o => o.Post.Id));
    }

    public static TheoryData<string> Facts => [.. Silent.Keys];

    /// <summary>For each thing a rule may ask, a condition that does not hold for a detained Estonian at the embassy, 115 km away.</summary>
    private static readonly Dictionary<string, PreferenceConditions> Silent = new()
    {
        ["kinds"] = Partners,
        ["urgencies"] = new() { Urgencies = [Urgency.Extreme] },
        ["shareabilities"] = new() { Shareabilities = [Shareability.Own] },
        ["categories"] = new() { Categories = [ServiceCategory.Visa] },
        ["services"] = new() { Services = ["will"] },
        ["parties"] = new() { Parties = [Lv] },
        ["places"] = new() { Places = [Nz] },
        ["conditions"] = new() { Conditions = [PostCondition.Unconfirmed] },
        ["completes"] = new() { Completes = false },
        ["distance min"] = new() { DistanceKmMin = 200 },
        ["distance max"] = new() { DistanceKmMax = 100 },
    };

    [Theory, MemberData(nameof(Facts))]
    public void Every_fact_a_rule_asks_about_must_hold(string fact)
    {
        var query = Question with { Near = Nadi };
        var world = Given(Embassy(Ee, Fj, Suva)).Preferring(null, Rule("asks", 1, 1, Silent[fact]));

        Assert.Equal("unranked", world.Ask(query).Only(Ee).Preference.Id);
    }

    [Fact]
    public void A_rule_that_asks_for_all_that_is_so_holds()
    {
        var all = new PreferenceConditions
        {
            Kinds = [RouteKind.OwnPost, RouteKind.Partner],
            Urgencies = [Urgency.Urgent],
            Shareabilities = [Shareability.Assist],
            Categories = [ServiceCategory.Assistance],
            Services = [Detention.Id],
            Parties = [Ee],
            Places = [Fj],
            Conditions = [PostCondition.Open],
            Completes = true,
            DistanceKmMin = 100,
            DistanceKmMax = 200,
        };

        Assert.Equal("asks", Given(Embassy(Ee, Fj, Suva)).Preferring(null, Rule("asks", 1, 1, all)).Ask(Question with { Near = Nadi }).Only(Ee).Preference.Id);
    }

    [Fact]
    public void A_rule_about_distance_is_silent_where_nobody_knows_it() =>
        Assert.Equal(
            "unranked",
            Given(Embassy(Ee, Fj, Suva)).Preferring(null, Rule("near", 1, 1, new() { DistanceKmMax = 20_000 })).Ask(Question).Only(Ee).Preference.Id);
}
