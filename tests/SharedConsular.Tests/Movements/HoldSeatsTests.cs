using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using static SharedConsular.Tests.Movements.MovementExamples;

namespace SharedConsular.Tests.Movements;

public sealed class HoldSeatsTests
{
    private static readonly Actor By = new(Fr, Cell.User);
    private static readonly Actor Platform = new(TenantId.Installation, Caller.System.User);

    [Fact]
    public void Seats_are_held_once_and_who_has_a_hold_keeps_it() =>
        Held(Pair).When(new HoldSeats([HoldOf(Pair), HoldOf(Couple)], "plan-2")).Then(new SeatsHeld([HoldOf(Couple)], "plan-2", By, Now))
            .When(new HoldSeats([HoldOf(Pair)], "plan-3")).ThenNothing();

    [Fact]
    public void A_household_has_a_place_for_each_or_none()
    {
        Planned().When(new HoldSeats([HoldOf(Pair) with { Members = [1] }], "plan")).ThenRefused(MovementRefusals.HouseholdParted);
        Planned().When(new HoldSeats([HoldOf(Pair) with { Members = [], Seats = default }], "plan")).ThenRefused(MovementRefusals.HouseholdParted);
    }

    [Fact]
    public void Who_travels_with_a_child_has_a_place_and_is_none_of_its_household()
    {
        var child = HoldOf(Pair) with { Members = [1], Minors = [1], Escorts = 1 };

        Planned().When(new HoldSeats([child], "plan")).ThenOne<SeatsHeld>();
        Planned().When(new HoldSeats([child with { Escorts = 0 }], "plan")).ThenRefused(MovementRefusals.HouseholdParted);
    }

    [Fact]
    public void What_the_operator_asks_is_asked_of_offers_and_at_the_gate()
    {
        var onlyFrench = Spec().When(Plan with { OnlyFor = [Fr] });

        onlyFrench.When(new HoldSeats([HoldOf(Couple)], "plan")).ThenOne<SeatsHeld>();
        onlyFrench.When(new HoldSeats([HoldOf(Pair)], "plan")).ThenRefused(MovementRefusals.NotTakenByOperator.With(Pair.Reference));
        onlyFrench.When(new BoardWalkIn(HoldOf(Pair), "gate-a")).ThenRefused(MovementRefusals.NotTakenByOperator.With(Pair.Reference));
    }

    [Fact]
    public void What_was_offered_boarded_and_missed_is_counted_by_state_once_the_manifest_is_closed()
    {
        var gate = Confirmed(Pair, Couple).When(CheckIn(Couple, 1, 2));
        Assert.DoesNotContain(Movement.Type.Tallies(Key, gate.State), t => t.Name.StartsWith("uptake:", StringComparison.Ordinal));

        // Who was asked and had not answered was not expected.
        var closed = gate.When(new HoldSeats([HoldOf(new HouseholdName(Ee, "SH-9"))], "plan")).When(new CloseManifest()).State;
        Assert.Equal(
            [
                new(MovementTallies.UptakeBoardedPrefix + "fr", 2),
                new(MovementTallies.UptakeOfferedPrefix + "ee", 4),
                new(MovementTallies.UptakeOfferedPrefix + "fr", 2),
            ],
            Movement.Type.Tallies(Key, closed).Where(t => t.Name.StartsWith("uptake:", StringComparison.Ordinal))
                .Select(t => KeyValuePair.Create(t.Name, t.Count)).OrderBy(t => t.Key, StringComparer.Ordinal));
        Assert.Equal([KeyValuePair.Create(Ee, 2)], closed.DidNotCome);
    }

    [Fact]
    public void At_most_twice_the_places_are_offered() =>
        Planned().When(new HoldSeats([.. Enumerable.Range(0, 5).Select(i => HoldOf(new HouseholdName(Ee, $"SH-{i}")))], "plan")).ThenOne<SeatsHeld>();

    [Fact]
    public void More_are_not() =>
        Planned().When(new HoldSeats([.. Enumerable.Range(0, 6).Select(i => HoldOf(new HouseholdName(Ee, $"SH-{i}")))], "plan"))
            .ThenRefused(MovementRefusals.OfferedTooOften.With("2"));

    [Fact]
    public void The_household_is_told_what_it_is_offered_and_whom_it_is_for()
    {
        var held = Held(Pair);
        var message = Assert.Single(Movement.Type.Messages(Key, held.State, held.ThenOne<SeatsHeld>()));
        var promise = ((MovementMessage)message.Body).Promise!;

        Assert.Equal((MovementMessage.Held, "ee/SH-PAIR"), (message.Topic, message.OrderKey));
        Assert.Equal([1, 2], promise.Members);
        Assert.Equal(Plan.ClosesAt, promise.ReportBy);
    }

    [Fact]
    public void Who_says_yes_first_has_the_seats_and_who_comes_later_stands_by() =>
        Held(Pair, Three, Couple).When(new ConfirmSeats(Pair)).Then(new SeatsConfirmed(Pair, By, Now)).When(new ConfirmSeats(Pair)).ThenNothing()
            .When(new ConfirmSeats(Couple)).Then(new SeatsConfirmed(Couple, By, Now))
            .When(new ConfirmSeats(Three)).Then(new HouseholdStoodBy(Three, By, Now)).When(new ConfirmSeats(Three)).ThenNothing();

    [Fact]
    public void No_place_of_a_kind_stands_in_for_another()
    {
        var other = new HouseholdName(Ee, "SH-OTHER");

        Held(Three).When(new ConfirmSeats(Three)).When(new HoldSeats([Hold(other, new SeatCounts(0, Wheelchairs: 1), [1], [])], "plan-2"))
            .When(new ConfirmSeats(other)).ThenOne<HouseholdStoodBy>();
    }

    [Fact]
    public void Without_seats_there_is_nothing_to_confirm() => Planned().When(new ConfirmSeats(Pair)).ThenRefused(MovementRefusals.NoSeats);

    [Fact]
    public void Seats_that_are_given_up_go_to_the_first_who_stands_by_and_fits()
    {
        Confirmed(Pair, Couple, Three).When(new ReleaseSeats(Pair, PromiseEnd.Declined))
            .Then(new SeatsReleased(Pair, PromiseEnd.Declined, By, Now), new SeatsConfirmed(Three, By, Now));
        Confirmed(Pair).When(new ReleaseSeats(Couple, PromiseEnd.Declined)).ThenNothing();
        Confirmed(Pair).When(new CloseManifest()).When(new ReleaseSeats(Pair, PromiseEnd.Declined)).ThenNothing();
    }

    [Fact]
    public void Who_stands_inside_the_gate_comes_out_before_the_seats_are_free()
    {
        var inside = Confirmed(Pair, Couple, Three).When(CheckIn(Pair, 1, 2));

        inside.When(new ReleaseSeats(Pair, PromiseEnd.Declined)).ThenRefused(MovementRefusals.AtTheGate);
        inside.As(Caller.System).When(new ReleaseSeats(Pair, PromiseEnd.Declined)).Then(new SeatsGivenUp(Pair, PromiseEnd.Declined, Platform, Now))
            .When(new ReleaseSeats(Pair, PromiseEnd.Declined)).ThenNothing();
        inside.As(Gate).When(new CloseManifest()).ThenRefused(MovementRefusals.GaveUpAtGate.With("SH-PAIR"));
        inside.When(new TakeOffMembers(Pair)).Then(
            new MembersTakenOff(Pair, new Actor(Fr, Gate.User), Now),
            new SeatsReleased(Pair, PromiseEnd.Declined, new Actor(Fr, Gate.User), Now),
            new SeatsConfirmed(Three, new Actor(Fr, Gate.User), Now));
    }

    [Fact]
    public void Who_gave_the_seats_up_does_not_come_in_any_more() =>
        Confirmed(Pair).When(CheckIn(Pair, 1)).As(Caller.System).When(new ReleaseSeats(Pair, PromiseEnd.Declined)).When(CheckIn(Pair, 2))
            .ThenRefused(MovementRefusals.NoSeats);

    [Fact]
    public void When_time_is_over_those_who_did_not_come_make_room_for_those_who_stand_by() =>
        Confirmed(Pair, Couple, Three).When(CheckIn(Pair, 1)).As(Gate).When(new CallStandBys()).Then(
            new SeatsReleased(Couple, PromiseEnd.DidNotCome, new Actor(Fr, Gate.User), Now), new SeatsConfirmed(Three, new Actor(Fr, Gate.User), Now));
}
