using SharedConsular.Cases;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class FollowMovementTests
{
    private static readonly Actor Platform = new(TenantId.Installation, Caller.System.User);

    [Fact]
    public void Seats_are_sure_when_the_movement_says_so() =>
        Assert.All(Confirmed().State.Members, m => Assert.Equal(Disposition.Confirmed, m.Disposition));

    [Fact]
    public void A_household_stands_by_until_seats_become_free()
    {
        var standing = Offered().When(new AcceptOffer(Flight)).As(Caller.System).When(new PutOnStandBy(Flight)).Then(new StandsBy(Flight, Platform, Now));

        Assert.All(standing.State.Members, m => Assert.Equal(Disposition.Offered, m.Disposition));
        standing.When(new PutOnStandBy(Flight)).ThenNothing().When(new ConfirmPromise(Flight)).ThenOne<PromiseConfirmed>();
    }

    [Fact]
    public void What_another_movement_says_changes_nothing()
    {
        var offered = Offered().When(new AcceptOffer(Flight)).As(Caller.System);

        offered.When(new ConfirmPromise(Ship)).ThenNothing().When(new PutOnStandBy(Ship)).ThenNothing().When(new EndPromise(Ship, PromiseEnd.Withdrawn)).ThenNothing();
        Registered().As(Caller.System).When(new ConfirmPromise(Flight)).ThenNothing().When(new EndPromise(Flight, PromiseEnd.Withdrawn)).ThenNothing();
    }

    [Fact]
    public void Who_has_seats_is_told_once_that_the_way_is_closed_and_once_that_it_is_not_any_more()
    {
        var closed = Confirmed().As(Caller.System).When(new FollowRoute(Flight, IsShut: true)).Then(new PromiseRouteChanged(Flight, true, Platform, Now));

        Assert.Equal((PromiseStatus.Confirmed, Now), (closed.State.Promise!.Status, closed.State.Promise.RouteShutAt));
        closed.When(new FollowRoute(Flight, IsShut: true)).ThenNothing()
            .When(new FollowRoute(Flight, IsShut: false)).Then(new PromiseRouteChanged(Flight, false, Platform, Now))
            .When(new FollowRoute(Flight, IsShut: false)).ThenNothing();
        Confirmed().As(Caller.System).When(new FollowRoute(Ship, IsShut: true)).ThenNothing();
        Registered().As(Caller.System).When(new FollowRoute(Flight, IsShut: true)).ThenNothing();
    }

    [Fact]
    public void Each_step_told_twice_is_one()
    {
        var confirmed = Confirmed().As(Caller.System);

        confirmed.When(new ConfirmPromise(Flight)).ThenNothing().When(new PutOnStandBy(Flight)).ThenNothing()
            .When(new RecordBoarding(Flight, [1, 2, 3])).ThenOne<HouseholdBoarded>();
        confirmed.When(new RecordBoarding(Flight, [1, 2, 3])).ThenNothing()
            .When(new RecordArrival(Flight, "paris", false)).ThenOne<HouseholdArrived>();
        confirmed.When(new RecordArrival(Flight, "paris", false)).ThenNothing();
    }

    [Fact]
    public void A_yes_to_an_offer_that_was_made_anew_meanwhile_counts_for_the_new_one() =>
        Offered().As(Caller.System).When(new ConfirmPromise(Flight)).ThenOne<PromiseConfirmed>();

    [Fact]
    public void Whoever_boards_gives_up_what_was_promised_elsewhere()
    {
        var boarded = Offered().As(Caller.System).When(new RecordBoarding(Ship, [1, 2, 3]))
            .Then(new PromiseEnded(Flight, PromiseEnd.NotNeeded, null, Platform, Now), new HouseholdBoarded(Ship, [1, 2, 3], Platform, Now)).State;

        Assert.Null(boarded.Promise);
        Assert.Equal(Ship, boarded.Travelled);
    }

    [Fact]
    public void At_home_they_have_arrived_and_at_a_hub_they_wait_to_travel_on()
    {
        var home = Boarded().As(Caller.System).When(new RecordArrival(Flight, "paris", false)).State;
        var hub = Boarded().As(Caller.System).When(new RecordArrival(Flight, "jeddah", true)).State;

        Assert.All(home.Members, m => Assert.Equal(Disposition.Arrived, m.Disposition));
        Assert.Null(home.AtHub);
        Assert.False(home.MayTravel);
        Assert.Equal("jeddah", hub.AtHub);
        Assert.Equal(["jeddah"], hub.Assemblies);
        Assert.True(hub.MayTravel);
    }

    [Fact]
    public void Only_the_platform_follows_a_movement() => Confirmed().When(new RecordBoarding(Flight, [1, 2, 3])).ThenRefused(HouseholdRefusals.NotYours);
}
