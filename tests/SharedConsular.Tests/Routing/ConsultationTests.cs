using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Routing;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>What a partner owes the state of nationality, and when it may act first.</summary>
public sealed class ConsultationTests
{
    private static readonly Consultation BeforeIssue = new(ConsultBefore.Issue, 2, 3, 2, ActFirst: true, "art. 4");

    [Fact]
    public void Help_waits_until_the_own_state_was_consulted()
    {
        var consult = Assert.Single(Duties(Directive(), Question), o => o.Code == Obligation.ConsultBeforeHelp);

        Assert.Equal((Ee, true), (consult.Whom, consult.BlocksHelp));
    }

    [Fact]
    public void Before_a_document_is_issued_each_side_has_its_own_clock()
    {
        var duties = Duties(Treaty() with { Consultation = BeforeIssue }, Question with { Service = Etd });

        Assert.Equal(
            [
                (Obligation.ConsultBeforeIssue, 2, Lv, false),
                (Obligation.AwaitAnswer, 3, Ee, true),
                (Obligation.Complete, 2, Lv, false),
            ],
            duties.Select(o => (o.Code, o.WithinWorkingDays!.Value, o.ClockOf!, o.BlocksHelp)));
        Assert.All(duties, o => Assert.Equal((Ee, "treaty@1"), (o.Whom, o.Instrument)));
    }

    [Fact]
    public void Nobody_is_consulted_about_a_document_that_is_not_issued() =>
        Assert.DoesNotContain(Duties(Treaty() with { Consultation = BeforeIssue }, Question), o => o.Code == Obligation.ConsultBeforeIssue);

    [Theory, InlineData(ConsultBefore.Help), InlineData(ConsultBefore.Issue)]
    public void In_extreme_urgency_help_comes_first_and_the_own_state_hears_at_once(ConsultBefore before)
    {
        var duties = Duties(
            Treaty() with { Consultation = BeforeIssue with { Before = before } }, Question with { Service = Etd, Urgency = Urgency.Extreme });

        Assert.Equal(["obligation.help-first-tell-at-once"], duties.Select(o => o.Code));
        Assert.False(duties[0].BlocksHelp);
    }

    [Fact]
    public void Where_the_instrument_lets_nobody_act_first_help_waits_even_in_extreme_urgency()
    {
        var strict = Practice() with { Consultation = new Consultation(ConsultBefore.Help, null, null, null, ActFirst: false, "none") };

        Assert.Equal(
            ["ask-mandate!", "consult-before-help!", "ask-person!"],
            Given(Embassy(Gb, Fj)).With(strict).Ask(Question.Of(Ke) with { Urgency = Urgency.Extreme }).Only(Gb).Duties());
    }

    [Fact]
    public void In_extreme_urgency_the_mandate_is_asked_for_beside_the_help() =>
        Assert.Equal(
            ["ask-mandate", "help-first-tell-at-once", "ask-person!"],
            Given(Embassy(Gb, Fj)).With(Practice()).Ask(Question.Of(Ke) with { Urgency = Urgency.Extreme }).Only(Gb).Duties());

    [Fact]
    public void Who_consults_nobody_may_still_have_to_tell_within_hours()
    {
        var told = Treaty() with { Consultation = new Consultation(ConsultBefore.Nothing, null, null, null, ActFirst: false, "art. 2") { TellWithinHours = 24 } };
        var duty = Assert.Single(Duties(told, Question), o => o.Code == "obligation.tell-own-state");

        Assert.Equal((Ee, false, 24), (duty.Whom, duty.BlocksHelp, duty.WithinHours));
        Assert.Equal(["ask-person!"], Given(Embassy(Lv, Fj)).With(Treaty()).Ask(Question).Only(Lv).Duties());
    }

    [Fact]
    public void An_undertaking_to_repay_is_signed_where_the_instrument_asks_for_one() =>
        Assert.Contains(Duties(Directive(), Question), o => o is { Code: "obligation.undertaking-to-repay", BlocksHelp: false });

    private static ImmutableArray<Obligation> Duties(Agreement agreement, RoutingQuery query)
    {
        var party = agreement.Assisting.First(a => a != Ee);

        return Given(Embassy(party, Fj)).With(agreement).Ask(query).Only(party).Obligations;
    }
}
