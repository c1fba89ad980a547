using System.Collections.Immutable;
using SharedConsular.Evacuation;
using static SharedConsular.Tests.Evacuation.PlanningExamples;

namespace SharedConsular.Tests.Evacuation;

public sealed class AllocatorTests
{
    private const int DrawnMax = 400;

    [Fact]
    public void No_movement_carries_more_than_it_has_places_of_any_kind() => ForEachDrawn((facts, plan) =>
    {
        foreach (var movement in facts.Movements)
        {
            var used = SeatsOn(plan, movement.Id).Aggregate(default(SeatCounts), (sum, s) => sum + NeedsOf(facts, s.Household));
            Assert.True(used.FitsIn(movement.Capacity), $"{movement.Id} carries {used} of {movement.Capacity}");
        }
    });

    [Fact]
    public void A_household_travels_whole_from_where_it_can_be_when_it_can_be_there_and_only_once() => ForEachDrawn((facts, plan) =>
    {
        foreach (var household in facts.Households)
        {
            var legs = plan.Seats.Where(s => s.Household == household.Id).OrderBy(s => MovementOf(facts, s).ClosesAt).ToList();
            var (places, readyAt) = (household.Assemblies, household.ReadyAt);
            foreach (var leg in legs)
            {
                var movement = MovementOf(facts, leg);
                Assert.Contains(movement.From, places);
                Assert.True(readyAt <= movement.ClosesAt);
                Assert.True(movement.OnlyFor.IsEmpty || movement.OnlyFor.Contains(household.State));
                (places, readyAt) = ([movement.To], movement.ArrivesAt);
            }

            Assert.Equal(legs.Count, legs.Select(l => l.Movement).Distinct().Count());
            Assert.True(legs.Count > 0 || plan.Waits.Any(w => w.Household == household.Id && w.AtHub is null), $"{household.Id} is forgotten");
            Assert.True(plan.Waits.Count(w => w.Household == household.Id) <= 1);
        }
    });

    [Fact]
    public void Nobody_travels_in_the_place_of_a_class_before_it() => ForEachDrawn((facts, plan) =>
    {
        var drawn = facts.Households.ToDictionary(h => h.Id);
        foreach (var waiting in plan.Waits.Where(w => w.AtHub is null).Select(w => drawn[w.Household]))
        {
            foreach (var movement in facts.Movements.Where(m =>
                waiting.Assemblies.Contains(m.From) && waiting.ReadyAt <= m.ClosesAt && (m.OnlyFor.IsEmpty || m.OnlyFor.Contains(waiting.State))))
            {
                var usedByItsBetters = SeatsOn(plan, movement.Id).Where(s => drawn[s.Household].Class <= waiting.Class || s.Reason is SeatReason.Onward)
                    .Aggregate(default(SeatCounts), (sum, s) => sum + drawn[s.Household].Needs);
                Assert.False(
                    (usedByItsBetters + waiting.Needs).FitsIn(movement.Capacity), $"{waiting.Id} of class {waiting.Class} could be on {movement.Id}");
            }
        }
    });

    [Fact]
    public void The_same_facts_give_the_same_plan_in_whatever_order_they_are_told() => ForEachDrawn((facts, plan) =>
    {
        var random = new Random(1);
        var shuffled = facts with
        {
            Households = [.. facts.Households.OrderBy(_ => random.Next())],
            Movements = [.. facts.Movements.OrderBy(_ => random.Next())],
        };
        Assert.Equal(Text(plan), Text(Allocator.Plan(shuffled)));
    });

    [Fact]
    public void Another_seed_draws_otherwise_between_equals()
    {
        var equals = Enumerable.Range(0, 20).Select(i => Household($"h{i}", 1)).ToList();
        var plans = Enumerable.Range(0, 5).Select(seed => Text(Allocator.Plan(Facts(equals, Movement("m", 10)) with { Seed = (ulong)seed }))).Distinct();
        Assert.True(plans.Count() > 1);
    }

    [Fact]
    public void Within_a_class_seats_go_by_agreed_share()
    {
        var crowd = new[] { Ee, Fr, Lv }.SelectMany(s => Enumerable.Range(0, 60).Select(i => Household($"{s}{i}", 1, state: s)));
        var plan = Allocator.Plan(Facts(crowd, Movement("m", 60)) with { Shares = ImmutableDictionary<TenantId, int>.Empty.Add(Ee, 3).Add(Fr, 2).Add(Lv, 1) });

        Assert.Equal((30, 20, 10), (Seated(plan, "ee"), Seated(plan, "fr"), Seated(plan, "lv")));
    }

    [Fact]
    public void A_share_that_is_not_used_is_released()
    {
        var crowd = Enumerable.Range(0, 60).Select(i => Household($"fr{i}", 1, state: Fr)).Append(Household("ee0", 2, state: Ee));
        var plan = Allocator.Plan(Facts(crowd, Movement("m", 60)) with { Shares = ImmutableDictionary<TenantId, int>.Empty.Add(Ee, 9).Add(Fr, 1) });

        Assert.Equal((1, 58), (Seated(plan, "ee"), Seated(plan, "fr")));
    }

    [Fact]
    public void What_a_state_was_given_before_counts()
    {
        var crowd = new[] { Ee, Fr }.SelectMany(s => Enumerable.Range(0, 60).Select(i => Household($"{s}{i}", 1, state: s)));
        var plan = Allocator.Plan(Facts(crowd, Movement("m", 40)) with { SeatsBefore = ImmutableDictionary<(int, TenantId), int>.Empty.Add((0, Ee), 20) });

        Assert.Equal((10, 30), (Seated(plan, "ee"), Seated(plan, "fr")));
    }

    [Fact]
    public void A_wheelchair_waits_for_a_place_and_its_family_with_it()
    {
        var plan = Allocator.Plan(Facts([Household("h", 3, wheelchairs: 1)], Movement("m", 100), Movement("n", 100, 2, wheelchairs: 1)));
        Assert.Equal("n", Assert.Single(plan.Seats).Movement);
    }

    [Theory]
    [InlineData(4, 0, "kbl", 0, WaitReason.NoSeatLeft)]
    [InlineData(9, 0, "kbl", 0, WaitReason.NoRoomForAll)]
    [InlineData(1, 1, "kbl", 0, WaitReason.NoPlaceOfItsKind)]
    [InlineData(1, 0, "kbl", 9, WaitReason.NotReadyInTime)]
    [InlineData(1, 0, "port", 0, WaitReason.NoMovementFromItsPlace)]
    public void Whoever_waits_is_told_why(int seats, int wheelchairs, string from, int ready, WaitReason reason)
    {
        var first = Household("first", 4);
        var waits = Household("waits", seats, 1, from: from, readyAfterHours: ready, wheelchairs: wheelchairs);
        var wait = Assert.Single(Allocator.Plan(Facts([first, waits], Movement("m", 7))).Waits);

        Assert.Equal(("waits", reason), (wait.Household, wait.Reason));
        Assert.Equal(reason is WaitReason.NoSeatLeft ? new SeatCounts(1) : reason is WaitReason.NoRoomForAll ? new SeatCounts(6) : wait.Missing, wait.Missing);
    }

    [Fact]
    public void An_operator_who_does_not_take_its_people_is_named()
    {
        var wait = Assert.Single(Allocator.Plan(Facts([Household("h", 1, state: Lv)], Movement("m", 9) with { OnlyFor = [Ee] })).Waits);
        Assert.Equal((WaitReason.NotTakenByOperator, "m"), (wait.Reason, wait.Movement));
    }

    [Fact]
    public void A_household_goes_on_from_the_hub_before_those_who_wait_there()
    {
        var plan = Allocator.Plan(Facts(
            [Household("far", 4), Household("near", 4, from: "port")], Movement("bus", 4, to: "port"), Movement("ship", 4, 20, from: "port")));

        Assert.Equal(["far/bus/Turn", "far/ship/Onward"], plan.Seats.Select(s => $"{s.Household}/{s.Movement}/{s.Reason}"));
        Assert.Equal(("near", null), (Assert.Single(plan.Waits).Household, plan.Waits[0].AtHub));
    }

    [Fact]
    public void Who_is_stuck_at_a_hub_is_named_there()
    {
        var plan = Allocator.Plan(Facts([Household("far", 4)], Movement("bus", 4, to: "port"), Movement("ship", 3, 20, from: "port")));
        Assert.Equal(("far", "port"), (Assert.Single(plan.Waits).Household, plan.Waits[0].AtHub));
    }

    [Fact]
    public void Room_is_made_by_letting_others_travel_on_another_movement()
    {
        var plan = Allocator.Plan(Facts(
            [Household("a", 3, rank: 1), Household("b", 2, rank: 2), Household("c", 5, rank: 3, readyAfterHours: -1)], Movement("m", 5), Movement("n", 5, 2)));
        Assert.Equal(3, plan.Seats.Length);
    }

    [Fact]
    public void Stand_bys_are_as_many_as_will_not_come()
    {
        var crowd = Enumerable.Range(0, 100).Select(i => Household($"h{i:00}", 1, rank: i, state: Fr));
        var plan = Allocator.Plan(Facts(crowd, Movement("m", 50)) with { UptakePercent = ImmutableDictionary<TenantId, int>.Empty.Add(Fr, 62) });

        Assert.Equal(19, plan.StandBys.Length);
        Assert.Equal(("h50", 1), (plan.StandBys[0].Household, plan.StandBys[0].Order));
        Assert.Equal(50, plan.Waits.Length);
    }

    [Fact]
    public void After_a_cancellation_only_those_who_were_on_it_move() => ForEachDrawn((facts, plan) =>
    {
        if (facts.Movements.Length < 2)
        {
            return;
        }

        var first = plan.Seats.Where(s => s.Reason is not SeatReason.Onward).ToList();
        var cancelled = facts.Movements[0].Id;
        var again = Allocator.Plan(facts with
        {
            Movements = facts.Movements.RemoveAt(0),
            Kept = [.. first.Select(s => new KeptSeat(s.Household, s.Movement))],
        });

        foreach (var seat in first.Where(s => s.Movement != cancelled))
        {
            Assert.Contains(again.Seats, s => s.Household == seat.Household && s.Movement == seat.Movement && s.Reason is SeatReason.Kept);
        }
    });

    [Fact]
    public void Who_lost_a_seat_goes_first_among_its_class()
    {
        var facts = Facts([Household("waits", 1, rank: 0), Household("lost", 1, rank: 9)], Movement("m", 1)) with { Kept = [new("lost", "cancelled")] };
        Assert.Equal("lost", Assert.Single(Allocator.Plan(facts).Seats).Household);
    }

    [Fact]
    public void A_movement_that_shrinks_keeps_the_first_classes()
    {
        var facts = Facts([Household("a", 2, 0), Household("b", 2, 1), Household("c", 2, 2)], Movement("m", 4))
            with
        { Kept = [new("a", "m"), new("b", "m"), new("c", "m")] };
        Assert.Equal(["a", "b"], Allocator.Plan(facts).Seats.Select(s => s.Household));
    }

    [Fact]
    public void No_plan_seats_more_than_the_bound() => ForEachDrawn((facts, _) =>
    {
        var plan = Allocator.Plan(facts);
        var drawn = facts.Households.ToDictionary(h => h.Id);
        var bound = PlanBound.PersonsByClass(facts);
        for (var @class = 0; @class < 4; @class++)
        {
            var seated = plan.Seats.Where(s => s.Reason is not SeatReason.Onward && drawn[s.Household].Class <= @class).Sum(s => drawn[s.Household].Needs.Persons);
            Assert.True(seated <= bound.Where(b => b.Key <= @class).Sum(b => b.Value));
        }
    });

    [Fact]
    public void Facts_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Allocator.Plan(Facts([Household("h", 1), Household("h", 2)])));
        Assert.Throws<ArgumentException>(() => Allocator.Plan(Facts([Household("h", 0)])));
        Assert.Throws<ArgumentException>(() => Allocator.Plan(Facts([], Movement("m", -1))));
        Assert.Empty(Allocator.Plan(Facts([])).Seats);
    }

    private static void ForEachDrawn(Action<PlanningFacts, SeatPlan> check)
    {
        for (var seed = 0; seed < DrawnMax; seed++)
        {
            var facts = Drawn(seed);
            check(facts, Allocator.Plan(facts));
        }
    }

    private static IEnumerable<PlannedSeat> SeatsOn(SeatPlan plan, string movement) => plan.Seats.Where(s => s.Movement == movement);

    private static SeatCounts NeedsOf(PlanningFacts facts, string household) => facts.Households.Single(h => h.Id == household).Needs;

    private static MovementCapacity MovementOf(PlanningFacts facts, PlannedSeat seat) => facts.Movements.Single(m => m.Id == seat.Movement);

    private static int Seated(SeatPlan plan, string prefix) => plan.Seats.Count(s => s.Household.StartsWith(prefix, StringComparison.Ordinal));

    private static string Text(SeatPlan plan) => string.Join('\n', plan.Seats.Select(s => s.ToString()))
        + string.Join('\n', plan.StandBys.Select(s => s.ToString())) + string.Join('\n', plan.Waits.Select(w => w.ToString()).Order(StringComparer.Ordinal));
}
