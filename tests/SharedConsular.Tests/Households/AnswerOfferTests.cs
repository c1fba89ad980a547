using SharedConsular.Cases;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class AnswerOfferTests
{
    private static readonly Actor By = new(Ee, Officer.User);
    private static readonly Actor Platform = new(TenantId.Installation, Caller.System.User);

    [Fact]
    public void The_household_says_yes_and_its_seats_are_not_sure_yet()
    {
        var accepted = Offered().As(Caller.Anonymous).When(new AcceptOffer(Flight) { Standing = HouseholdStanding.Itself })
            .Then(new PromiseAccepted(Flight, new Actor(TenantId.Installation, Caller.Anonymous.User), Now)).State;

        Assert.Equal(PromiseStatus.Accepted, accepted.Promise!.Status);
        Assert.All(accepted.Members, m => Assert.Equal(Disposition.Offered, m.Disposition));
    }

    [Fact]
    public void Saying_yes_twice_changes_nothing() => Offered().When(new AcceptOffer(Flight)).When(new AcceptOffer(Flight)).ThenNothing();

    [Fact]
    public void Only_the_offer_there_is_can_be_answered()
    {
        Registered().When(new AcceptOffer(Flight)).ThenRefused(HouseholdRefusals.NoSuchOffer);
        Offered().When(new AcceptOffer(Ship)).ThenRefused(HouseholdRefusals.NoSuchOffer);
        Offered().When(new DeclineOffer(Ship, DeclineReason.Other)).ThenRefused(HouseholdRefusals.NoSuchOffer);
    }

    [Fact]
    public void A_yes_in_the_last_second_counts_and_one_at_the_time_itself_does_not()
    {
        Offered().At(Now.AddHours(4).AddSeconds(-1)).When(new AcceptOffer(Flight)).ThenOne<PromiseAccepted>();
        Offered().At(Now.AddHours(4)).When(new AcceptOffer(Flight)).ThenRefused(HouseholdRefusals.OfferOver);
    }

    [Fact]
    public void A_no_before_or_after_the_yes_leaves_the_household_registered()
    {
        var no = new DeclineOffer(Flight, DeclineReason.FamilyNotTogether);
        var ended = new PromiseEnded(Flight, PromiseEnd.Declined, DeclineReason.FamilyNotTogether, By, Now);

        var registered = Offered().When(no).Then(ended).State;
        Confirmed().When(no).Then(ended);

        Assert.Null(registered.Promise);
        Assert.Equal(1, registered.OffersEnded);
        Assert.All(registered.Members, m => Assert.Equal(Disposition.Registered, m.Disposition));
    }

    [Fact]
    public void An_offer_nobody_answers_lapses_when_its_time_is_over()
    {
        var offered = Offered();
        var clock = Assert.Single(Household.Type.Clocks(offered.State), c => c.DueAt == Now.AddHours(4));

        offered.As(Caller.System).When(Household.Type.OnClock!(clock.Name)).ThenNothing();
        offered.At(clock.DueAt).When(Household.Type.OnClock(clock.Name)).Then(new PromiseEnded(Flight, PromiseEnd.Lapsed, null, Platform, clock.DueAt))
            .When(Household.Type.OnClock(clock.Name)).ThenNothing();
    }

    [Fact]
    public void An_offer_that_was_answered_does_not_lapse()
    {
        var accepted = Offered().When(new AcceptOffer(Flight));

        Assert.DoesNotContain(Household.Type.Clocks(accepted.State), c => c.DueAt == Now.AddHours(4));
        accepted.As(Caller.System).At(Now.AddHours(9)).When(new LapseOffer()).ThenNothing();
    }

    [Fact]
    public void The_movement_is_told_of_every_end_that_it_did_not_cause_itself()
    {
        var state = Registered().State;

        Assert.All(Enum.GetValues<PromiseEnd>(), end => Assert.Equal(
            end is PromiseEnd.Withdrawn or PromiseEnd.DidNotCome ? [] : [HouseholdMessage.Ended],
            Household.Type.Messages(Name.Key, state with { Contact = null }, new PromiseEnded(Flight, end, null, By, Now)).Select(m => m.Topic)));
        Assert.Equal(
            HouseholdMessage.Accepted, Assert.Single(Household.Type.Messages(Name.Key, state, new PromiseAccepted(Flight, By, Now))).Topic);
    }
}
