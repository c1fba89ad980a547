using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class PromiseSeatsTests
{
    private static readonly Actor Platform = new(TenantId.Installation, Caller.System.User);

    private static PromiseSeats Promise => new(PromiseFor(Registered().State) with { Instruction = 7 });

    [Fact]
    public void A_promise_offers_the_whole_household_its_places()
    {
        var household = Registered().As(Caller.System).When(Promise).Then(new SeatsPromised(Promise.Promise, 7, Platform, Now)).State;

        Assert.Equal(new SeatCounts(2, Wheelchairs: 1), household.Promise!.Seats);
        Assert.All(household.Members, m => Assert.Equal(Disposition.Offered, m.Disposition));
    }

    [Fact]
    public void The_same_promise_again_changes_nothing() => Offered().As(Caller.System).When(Promise).ThenNothing();

    [Fact]
    public void A_household_has_one_live_offer() =>
        Offered().As(Caller.System).When(new PromiseSeats(Promise.Promise with { Movement = Ship })).ThenRefused(HouseholdRefusals.HasAnOffer);

    [Fact]
    public void An_offer_that_no_longer_fits_is_not_made()
    {
        Registered().When(new ReportMembers([3], Disposition.Staying, null)).As(Caller.System).When(Promise).ThenRefused(HouseholdRefusals.CanNotTravelNow);

        // As many as planned, but others: one left and one came back.
        var others = Registered(Mari, Adult(2, Ee)).When(new ReportMembers([2], Disposition.LeftByOwnMeans, null));
        var planned = new PromiseSeats(PromiseFor(others.State));
        others.When(new ReportMembers([1], Disposition.LeftByOwnMeans, null)).When(new ReportMembers([2], Disposition.Registered, null))
            .As(Caller.System).When(planned).ThenRefused(HouseholdRefusals.CanNotTravelNow);
    }

    [Fact]
    public void An_offer_that_is_over_is_not_made() =>
        Registered().As(Caller.System).At(Now.AddHours(4)).When(Promise).ThenRefused(HouseholdRefusals.OfferOver);

    [Fact]
    public void Nobody_but_the_platform_promises_seats() => Registered().When(Promise).ThenRefused(HouseholdRefusals.NotYours);

    [Fact]
    public void A_minor_with_nobody_to_travel_with_is_offered_nothing_until_an_escort_is_named()
    {
        var alone = Registered(Child(1, null, Ee));

        Assert.False(alone.State.MayTravel);
        alone.As(Caller.System).When(new PromiseSeats(PromiseFor(alone.State))).ThenRefused(HouseholdRefusals.CanNotTravelNow);
        alone.As(Officer).When(new NameEscort(1, new Escort("Tiina Tamm", "Harju 2-26-9"))).ThenOne<EscortNamed>();
        alone.As(Caller.System).When(new PromiseSeats(PromiseFor(alone.State))).ThenOne<SeatsPromised>();
    }

    [Fact]
    public void An_escort_takes_a_seat_one_for_all_the_children_it_travels_with()
    {
        var (escort, other) = (new Escort("Tiina Tamm", "Harju 2-26-9"), new Escort("Ann Kask", "Harju 2-26-9"));
        var two = Registered(Child(1, null, Ee), Child(2, null, Ee)).When(new NameEscort(1, escort)).When(new NameEscort(2, escort));

        Assert.Equal((3, 1), (two.State.Needs.Seats, two.State.Escorts));
        Assert.Equal(4, two.When(new NameEscort(2, other)).State.Needs.Seats);
        Assert.Equal(3, Registered(Mari, Kadri, Adult(3, Ee)).When(new NameEscort(2, escort)).State.Needs.Seats);
    }

    [Fact]
    public void A_minor_whose_adult_does_not_travel_any_more_has_nobody_to_travel_with()
    {
        var left = Registered(Mari, Kadri).When(new ReportMembers([1], Disposition.Deceased, null)).State;

        Assert.True(left.IsUnaccompanied(left.Find(2)!));
        Assert.False(left.MayTravel);
        Assert.Equal(1, Tally(left, HouseholdTallies.Unaccompanied));
    }

    [Fact]
    public void An_infant_whose_lap_stays_behind_does_not_travel()
    {
        var infants = Registered(Mari, Adult(2, Ee), Child(3, 1, Ee) with { Place = PlaceKind.Infant }, Child(4, 1, Ee) with { Place = PlaceKind.Infant });

        Assert.True(infants.State.MayTravel);
        Assert.False(infants.When(new ReportMembers([2], Disposition.Staying, null)).State.MayTravel);
    }

    [Fact]
    public void An_escort_is_named_once_and_only_for_a_minor()
    {
        var escort = new Escort("Tiina Tamm", "Harju 2-26-9");

        Registered().When(new NameEscort(2, escort)).When(new NameEscort(2, escort)).ThenNothing()
            .When(new NameEscort(1, escort)).ThenRefused(HouseholdRefusals.NoSuchMember)
            .When(new NameEscort(9, escort)).ThenRefused(HouseholdRefusals.NoSuchMember);
    }

    private static long Tally(Household household, string name) =>
        Household.Type.Tallies(Name.Key, household).SingleOrDefault(t => t.Name == name).Count;
}
