using SharedConsular.Routing;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>Who the person is: family, recognised non-citizens, nationals of two states, and those who can't show what they are.</summary>
public sealed class PersonsTests
{
    private static readonly RoutingQuery Nobody = Question with { Nationalities = [] };

    [Fact]
    public void Family_of_another_nationality_is_helped_on_the_nationals_terms()
    {
        var option = Given(Embassy(Fr, Fj)).With(Directive()).Ask(Question.Of(Ke) with { FamilyOf = Ee }).Only(Fr);

        Assert.Equal(Ee, option.ActsFor);
    }

    [Fact]
    public void Family_is_helped_only_where_the_instrument_covers_it() =>
        Assert.Contains("lv agreement.person-not-covered", Given(Embassy(Lv, Fj)).With(Treaty()).Ask(Question.Of(Ke) with { FamilyOf = Ee }).Refused());

    [Fact]
    public void Family_may_go_to_the_nationals_own_post_and_to_ones_own() =>
        Assert.Equal(
            ["own_post ee", "own_post ke"],
            Given(Embassy(Ee, Fj), Embassy(Ke, Fj)).Ask(Question.Of(Ke) with { FamilyOf = Ee }).Offered());

    [Fact]
    public void A_recognised_non_citizen_is_helped_where_the_instrument_covers_it()
    {
        var query = Nobody with { RecognisedBy = Ee };

        Assert.Equal(["partner lv"], Given(Embassy(Lv, Fj)).With(Treaty()).Ask(query).Offered());
        Assert.Contains("fr agreement.person-not-covered", Given(Embassy(Fr, Fj)).With(Directive()).Ask(query).Refused());
    }

    [Fact]
    public void A_recognised_non_citizen_who_is_also_family_is_covered_by_either_ground()
    {
        var query = Nobody with { RecognisedBy = Ee, FamilyOf = Ee };

        Assert.Equal(["partner fr", "partner lv"], Given(Embassy(Lv, Fj), Embassy(Fr, Fj)).With(Treaty(), Directive()).Ask(query).Offered().Order());
    }

    [Fact]
    public void A_nationality_that_is_only_claimed_is_to_be_confirmed_first_in_routine_and_later_when_it_is_urgent()
    {
        var world = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty());
        var claimed = (Question with { Service = Copy }).Of(Ee, NationalityProof.Claimed);

        Assert.Equal(["verify-nationality"], world.Ask(claimed).Only(Ee).Duties());
        Assert.Equal(["verify-nationality"], world.Ask(claimed).Only(Lv).Duties());
        Assert.Equal(["verify-nationality!"], world.Ask(claimed with { Urgency = Urgency.Routine }).Only(Lv).Duties());
        Assert.Equal([new Advice("advice.nationality-not-shown", Ee)], world.Ask(claimed).Advice);
    }

    [Theory, InlineData(NationalityProof.Documented), InlineData(NationalityProof.OtherMeans)]
    public void A_nationality_shown_by_any_means_is_enough(NationalityProof proof)
    {
        var answer = Given(Embassy(Ee, Fj)).Ask((Question with { Service = Copy }).Of(Ee, proof));

        Assert.Empty(answer.Only(Ee).Obligations);
        Assert.Empty(answer.Advice);
    }

    [Fact]
    public void A_dual_national_may_be_helped_through_either_state()
    {
        var both = Question with { Nationalities = [new(Ke, NationalityProof.Claimed), new(Ee, NationalityProof.Documented)] };

        Assert.Equal(["own_post ee", "own_post ke"], Given(Embassy(Ee, Fj), Embassy(Ke, Fj)).Ask(both).Offered());
    }

    [Fact]
    public void A_national_of_the_receiving_state_is_not_helped_by_its_consuls_and_is_told_that_others_may_be_limited()
    {
        var both = Question with { Nationalities = [new(Fj, NationalityProof.Documented), new(Ee, NationalityProof.Documented)] };
        var answer = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty() with { Assisted = [Ee, Fj] }).Ask(both);

        Assert.Equal(["own_post ee", "partner lv"], answer.Offered());
        Assert.Contains("fj own.receiving-state", answer.Refused());
        Assert.DoesNotContain(answer.Options, o => o.ActsFor == Fj);
        Assert.Equal([new Advice("advice.hague-1930-article-4", Fj)], answer.Advice);
    }

    [Fact]
    public void Who_has_no_state_is_told_who_helps()
    {
        var answer = Given(Embassy(Ee, Fj)).Ask(Nobody);

        Assert.Equal(RoutingOutcome.NoRoute, answer.Outcome);
        Assert.Equal([new Advice("advice.no-nationality", null)], answer.Advice);
    }
}
