using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using static SharedConsular.Tests.Movements.MovementExamples;

namespace SharedConsular.Tests.Movements;

public sealed class PlanMovementTests
{
    private static readonly Actor By = new(Fr, Cell.User);

    [Fact]
    public void A_departure_is_known_with_its_places() => Assert.Equal(new SeatCounts(5, Wheelchairs: 1), Planned().State.Free);

    [Fact]
    public void A_name_is_given_once() => Planned().When(Plan).ThenRefused(MovementRefusals.AlreadyPlanned);

    [Fact]
    public void A_movement_has_places_times_in_order_and_goes_somewhere()
    {
        var places = MovementRefusals.PlacesOutOfRange.With("5000");

        Spec().When(Plan with { Capacity = default }).ThenRefused(places);
        Spec().When(Plan with { Capacity = new SeatCounts(5, Wheelchairs: -1) }).ThenRefused(places);
        Spec().When(Plan with { Capacity = new SeatCounts(5_001) }).ThenRefused(places);
        Spec().When(Plan with { ClosesAt = Now.AddHours(25) }).ThenRefused(MovementRefusals.TimesOutOfOrder);
        Spec().When(Plan with { ArrivesAt = Plan.DepartsAt }).ThenRefused(MovementRefusals.TimesOutOfOrder);
        Spec().When(Plan with { To = Plan.From }).ThenRefused(MovementRefusals.GoesNowhere);
    }

    [Fact]
    public void Another_cell_of_the_joint_team_neither_changes_nor_cancels_it_unless_it_leads()
    {
        var (cell, cancel) = (Cell with { Tenant = Ee }, new CancelMovement("x") { ForJointTeam = true });
        var change = new ChangeMovement(new SeatCounts(9), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt) { ForJointTeam = true };

        Planned().As(cell).When(cancel).ThenRefused(MovementRefusals.NotYours);
        Planned().As(cell).When(change).ThenRefused(MovementRefusals.NotYours);
        Planned().As(cell).When(cancel with { ForLead = true }).ThenOne<MovementCancelled>();
        Planned().As(cell).When(change with { ForLead = true }).ThenOne<MovementChanged>();
    }

    [Fact]
    public void The_crisis_cell_of_the_organiser_gives_seats_and_its_staff_work_at_the_gate()
    {
        Spec().As(Gate).When(Plan).ThenRefused(MovementRefusals.NotYours);
        Planned().As(Gate).When(new CancelMovement("x")).ThenRefused(MovementRefusals.NotYours);
        Planned().As(Cell with { Tenant = Ee }).When(new CancelMovement("x")).ThenRefused(MovementRefusals.NotYours);
        Confirmed(Pair).As(Gate).When(CheckIn(Pair, 1, 2)).ThenOne<MembersCheckedIn>();
        Confirmed(Pair).As(EstonianGate).When(CheckIn(Pair, 1, 2)).ThenRefused(MovementRefusals.NotYours);
        Confirmed(Pair).As(EstonianGate).When(CheckIn(Pair, 1, 2) with { ForJointTeam = true }).ThenOne<MembersCheckedIn>();
        Confirmed(Pair).As(Gate with { Role = Role.National }).When(CheckIn(Pair, 1, 2)).ThenRefused(MovementRefusals.NotYours);
    }

    [Fact]
    public void Nothing_is_done_about_a_movement_nobody_planned() => Spec().When(new CloseManifest()).ThenRefused(MovementRefusals.NotFound);

    [Fact]
    public void A_smaller_aircraft_takes_whom_it_can_and_moves_as_few_as_it_must()
    {
        var smaller = new ChangeMovement(new SeatCounts(2, Wheelchairs: 1), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt);

        Confirmed(Pair, Three).When(smaller).Then(
            new MovementChanged(smaller.Capacity, Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt, By, Now),
            new SeatsReleased(Pair, PromiseEnd.Withdrawn, By, Now));
    }

    [Fact]
    public void One_family_of_three_goes_rather_than_two_of_two()
    {
        var large = Confirmed(Pair, Couple, Trio).When(new ChangeMovement(new SeatCounts(7), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt));
        Assert.Equal(new SeatCounts(7), large.State.Confirmed);

        var small = large.When(new ChangeMovement(new SeatCounts(4), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt)).State;
        Assert.Equal((2, null), (small.Holds.Count, small.FindHold(Trio)));
    }

    [Fact]
    public void No_other_choice_moves_fewer_people()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var holds = Enumerable.Range(0, random.Next(1, 9)).Select(i => Hold(
                new HouseholdName(Fr, $"SH-{i}"), new SeatCounts(random.Next(1, 6), random.Next(4) / 3, 0, random.Next(3) / 2), [1], [])).ToImmutableArray();
            var all = Sum(holds);
            var capacity = new SeatCounts(random.Next(all.Seats + 1), random.Next(all.Wheelchairs + 1), 0, random.Next(all.Infants + 1));
            var moved = FewestToMove.Of(holds, capacity);
            var fewest = Enumerable.Range(0, 1 << holds.Length).Select(set => holds.Where((_, i) => (set >> i & 1) == 1).ToList())
                .Where(h => (all - Sum(h)).FitsIn(capacity)).Min(h => Sum(h).Persons);

            Assert.True((all - Sum(moved)).FitsIn(capacity), $"{seed}");
            Assert.Equal(fewest, Sum(moved).Persons);
        }

        static SeatCounts Sum(IEnumerable<SeatHold> holds) => holds.Aggregate(default(SeatCounts), (sum, h) => sum + h.Seats);
    }

    [Fact]
    public void Of_a_large_ship_nobody_is_moved_for_nothing()
    {
        var holds = Enumerable.Range(0, 1_500).Select(i => Hold(
            new HouseholdName(Fr, $"SH-{i:0000}"), new SeatCounts(1 + (i % 3), i % 50 == 0 ? 1 : 0, 0, i % 7 == 0 ? 1 : 0), [1], [])).ToImmutableArray();
        var all = holds.Aggregate(default(SeatCounts), (sum, h) => sum + h.Seats);
        var moved = FewestToMove.Of(holds, all - new SeatCounts(1_000, 10, 0, 100));
        var freed = moved.Aggregate(default(SeatCounts), (sum, h) => sum + h.Seats);

        Assert.True(new SeatCounts(1_000, 10, 0, 100).FitsIn(freed), $"{freed}");
        Assert.All(moved, h => Assert.False(new SeatCounts(1_000, 10, 0, 100).FitsIn(freed - h.Seats), h.Household.Reference));
    }

    [Fact]
    public void Who_stands_inside_the_gate_is_moved_last() =>
        Assert.NotNull(Confirmed(Pair, Couple).When(CheckIn(Couple, 1, 2))
            .When(new ChangeMovement(new SeatCounts(2), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt)).State.FindHold(Couple));

    [Fact]
    public void A_larger_aircraft_takes_those_who_stand_by() =>
        Confirmed(Pair, Three, Couple).When(new ChangeMovement(new SeatCounts(7, Wheelchairs: 1), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt)).Then(
            new MovementChanged(new SeatCounts(7, Wheelchairs: 1), Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt, By, Now),
            new SeatsConfirmed(Couple, By, Now));

    [Fact]
    public void A_change_is_as_sound_as_a_plan()
    {
        Planned().When(new ChangeMovement(default, Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt)).ThenRefused(MovementRefusals.PlacesOutOfRange.With("5000"));
        Planned().When(new ChangeMovement(Plan.Capacity, Plan.DepartsAt, Plan.ClosesAt, Plan.ArrivesAt)).ThenRefused(MovementRefusals.TimesOutOfOrder);
        Planned().When(new CloseManifest()).When(new ChangeMovement(Plan.Capacity, Plan.ClosesAt, Plan.DepartsAt, Plan.ArrivesAt))
            .ThenRefused(MovementRefusals.ManifestClosed);
    }

    [Fact]
    public void When_it_does_not_leave_every_household_on_it_waits_again()
    {
        var cancelled = Confirmed(Pair).When(new CancelMovement("fog"))
            .Then(new SeatsReleased(Pair, PromiseEnd.Withdrawn, By, Now), new MovementCancelled("fog", By, Now));

        Assert.Empty(cancelled.State.Holds);
        cancelled.When(new CancelMovement("fog")).ThenNothing().When(new HoldSeats([HoldOf(Pair)], "plan-2")).ThenRefused(MovementRefusals.ManifestClosed);
        Planned().When(new CloseManifest()).When(new CancelMovement("fog")).ThenRefused(MovementRefusals.ManifestClosed);
    }

    [Fact]
    public void A_cost_is_recorded_once_and_never_as_another()
    {
        var fuel = new RecordCost("c-1", CostKind.Fuel, 1_200, "EUR", "invoice 7");
        var grant = new RecordContribution("u-1", "ucpm", 900, "EUR", "grant 8");

        Planned().When(fuel).Then(new MovementCostRecorded("c-1", CostKind.Fuel, 1_200, "EUR", "invoice 7", By, Now)).When(fuel).ThenNothing()
            .When(fuel with { MinorUnits = 1 }).ThenRefused(MovementRefusals.CostKnown).When(fuel with { MinorUnits = 0 }).ThenRefused(MovementRefusals.NoAmount);
        Planned().When(grant).Then(new MovementContributionRecorded("u-1", "ucpm", 900, "EUR", "grant 8", By, Now)).When(grant).ThenNothing()
            .When(grant with { Currency = "USD" }).ThenRefused(MovementRefusals.CostKnown).When(grant with { MinorUnits = -1 })
            .ThenRefused(MovementRefusals.NoAmount);
    }

    [Fact]
    public void The_departure_board_and_the_wall_say_what_there_is()
    {
        var row = (MovementRow)Assert.Single(Movement.Type.Rows(Key, Confirmed(Pair).When(CheckIn(Pair, 1, 2)).State)).Body;
        var tallies = Movement.Type.Tallies(Key, Confirmed(Pair).When(CheckIn(Pair, 2)).State).ToDictionary(t => t.Name, t => t.Count);

        Assert.Equal((new SeatCounts(2), new SeatCounts(2), 2, 0), (row.Held, row.Confirmed, row.CheckedIn, row.Flown));
        Assert.Equal((6, 2, 1, 1), (tallies[MovementTallies.SeatsCapacity], tallies[MovementTallies.SeatsConfirmed], tallies[MovementTallies.Parted], tallies[MovementTallies.ChildAlone]));
        Assert.Empty(Movement.Type.Rows(Key, Movement.Type.Initial));
        Assert.Empty(Movement.Type.Tallies(Key, Movement.Type.Initial));
    }
}
