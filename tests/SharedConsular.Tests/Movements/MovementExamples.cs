using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Tests.Movements;

/// <summary>A French flight out of Khartoum with five seats and a place for a wheelchair.</summary>
internal static class MovementExamples
{
    public static readonly TenantId Ee = TenantId.Get("ee");
    public static readonly TenantId Fr = TenantId.Get("fr");

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly EntityKey Key = new(Fr, "movement", "af-1");

    public static readonly Caller Cell = new(Fr, new UserId("paris-cell"), Role.CrisisCell);
    public static readonly Caller Gate = new(Fr, new UserId("gate-1"), Role.Officer);
    public static readonly Caller EstonianGate = new(Ee, new UserId("tallinn-1"), Role.Officer);

    /// <summary>An adult and a child.</summary>
    public static readonly HouseholdName Pair = new(Ee, "SH-PAIR");

    /// <summary>Two adults and one in a wheelchair.</summary>
    public static readonly HouseholdName Three = new(Fr, "SH-THREE");

    public static readonly HouseholdName Couple = new(Fr, "SH-COUPLE");

    /// <summary>Three adults.</summary>
    public static readonly HouseholdName Trio = new(Fr, "SH-TRIO");

    public static readonly PlanMovement Plan = new(
        "sudan-2026", MovementMode.Air, "Armée de l’air", "khartoum", "paris", Onward: false, Now.AddHours(20), Now.AddHours(24), Now.AddHours(31),
        new SeatCounts(5, Wheelchairs: 1), [], "One bag each");

    private static readonly Actor By = new(Fr, Cell.User);

    /// <summary>One of every event of a movement, with every field filled.</summary>
    public static readonly ImmutableArray<MovementEvent> All =
    [
        new MovementPlanned(
            "sudan-2026", MovementMode.Sea, "Marine nationale", "port-sudan", "jeddah", Onward: true, Now.AddHours(20), Now.AddHours(24), Now.AddHours(31),
            new SeatCounts(200, 4, 2, 9), [Ee, Fr], "One bag each", By, Now),
        new MovementChanged(new SeatCounts(100, 2, 1, 5), Now.AddHours(21), Now.AddHours(25), Now.AddHours(32), By, Now),
        new SeatsHeld([HoldOf(Pair)], "plan-1", By, Now),
        new SeatsConfirmed(Pair, By, Now),
        new HouseholdStoodBy(Three, By, Now),
        new SeatsReleased(Three, PromiseEnd.DidNotCome, By, Now),
        new SeatsGivenUp(Pair, PromiseEnd.Declined, By, Now),
        new MembersCheckedIn(Pair, [1, 2], "gate-a", Now.AddMinutes(-3), By, Now),
        new TokenUsedTwice(Pair, 1, "gate-a", "gate-b", Now.AddMinutes(-1), By, Now),
        new DoubleUseSettled(Pair, 1, "A scan of the same person", By, Now),
        new MembersTakenOff(Pair, By, Now),
        new ManifestClosed([new ManifestEntry(Pair, [1, 2])], [Three], By, Now),
        new MovementDeparted(By, Now),
        new MovementArrived(By, Now),
        new MovementHandedOver(Ee, "ZXhhbXBsZQ", By, Now),
        new MovementCancelled("The runway is closed", By, Now),
        new MovementCostRecorded("c-1", CostKind.Fuel, 1_200_050, "EUR", "invoice 7", By, Now),
        new MovementContributionRecorded("u-1", "ucpm", 900_000, "EUR", "grant 8", By, Now),
        new CostDisputed("d-1", "c-1", "Twice on the invoice", By, Now),
        new CostDisputeSettled("d-1", "It is right", By, Now),
    ];

    public static EntitySpec<Movement, MovementCommand, MovementEvent> Spec() => new(Movement.Type, Cell, Now);

    public static EntitySpec<Movement, MovementCommand, MovementEvent> Planned() => Spec().When(Plan);

    /// <summary>With seats held for these households, none of which has answered.</summary>
    public static EntitySpec<Movement, MovementCommand, MovementEvent> Held(params HouseholdName[] households) =>
        Planned().When(new HoldSeats([.. households.Select(HoldOf)], "plan-1"));

    public static EntitySpec<Movement, MovementCommand, MovementEvent> Confirmed(params HouseholdName[] households) =>
        households.Aggregate(Held(households), (spec, h) => spec.When(new ConfirmSeats(h)));

    public static SeatHold HoldOf(HouseholdName household) =>
        household == Three ? Hold(household, new SeatCounts(2, Wheelchairs: 1), [1, 2, 3], [])
        : household == Trio ? Hold(household, new SeatCounts(3), [1, 2, 3], [])
        : household == Couple ? Hold(household, new SeatCounts(2), [1, 2], [])
        : Hold(household, new SeatCounts(2), [1, 2], [2]);

    public static SeatHold Hold(HouseholdName household, SeatCounts seats, ImmutableArray<int> members, ImmutableArray<int> minors) => new(
        household, seats, members, minors, [new StateCount(household.Home, members.Length)], Now.AddHours(4), SeatReason.Turn, "triage-1");

    public static CheckInMembers CheckIn(HouseholdName household, params int[] members) => new(household, [.. members], "gate-a", Now);
}
