using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Routing;

namespace SharedConsular.Tests.Households;

/// <summary>A mother from Estonia, her daughter who is French too, and the grandfather in a wheelchair, in Khartoum.</summary>
internal static class HouseholdExamples
{
    public const string Crisis = "sudan-2026";
    public const string Hash = "0f";

    public static readonly TenantId Ee = TenantId.Get("ee");
    public static readonly TenantId Fr = TenantId.Get("fr");
    public static readonly TenantId Au = TenantId.Get("au");

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly HouseholdName Name = new(Ee, "SH-7K3F-9Q2M-4");
    public static readonly HouseholdName Twin = new(Fr, "SH-8P4G-2R7N-5");
    public static readonly MovementName Flight = new(Fr, "af-1");
    public static readonly MovementName Ship = new(Au, "ship-2");

    public static readonly Caller Officer = new(Ee, new UserId("tallinn-1"), Role.Officer);
    public static readonly Caller FrenchOfficer = new(Fr, new UserId("paris-1"), Role.Officer);
    public static readonly Caller AustralianCell = new(Au, new UserId("canberra-cell"), Role.CrisisCell);
    public static readonly Caller Mother = new(Ee, UserId.OfNational(Ee, "mother"), Role.National);

    public static readonly HouseholdMember Mari = Adult(1, Ee);
    public static readonly HouseholdMember Kadri = Child(2, 1, Ee, Fr);
    public static readonly HouseholdMember Juhan = Adult(3, Ee) with { Place = PlaceKind.Wheelchair };

    /// <summary>The three of them, with the officer who keeps the record.</summary>
    public static EntitySpec<Household, HouseholdCommand, HouseholdEvent> Registered(params ImmutableArray<HouseholdMember> members) =>
        Spec().When(Register(members)).As(Officer);

    /// <summary>The same household with an offer of the flight.</summary>
    public static EntitySpec<Household, HouseholdCommand, HouseholdEvent> Offered(params ImmutableArray<HouseholdMember> members)
    {
        var registered = Registered(members);

        return registered.As(Caller.System).When(new PromiseSeats(PromiseFor(registered.State))).As(Officer);
    }

    public static EntitySpec<Household, HouseholdCommand, HouseholdEvent> Confirmed(params ImmutableArray<HouseholdMember> members) =>
        Offered(members).When(new AcceptOffer(Flight)).As(Caller.System).When(new ConfirmPromise(Flight)).As(Officer);

    public static EntitySpec<Household, HouseholdCommand, HouseholdEvent> Boarded(params ImmutableArray<HouseholdMember> members)
    {
        var confirmed = Confirmed(members);

        return confirmed.As(Caller.System).When(new RecordBoarding(Flight, [.. confirmed.State.Waiting.Select(m => m.Number)])).As(Officer);
    }

    public static EntitySpec<Household, HouseholdCommand, HouseholdEvent> Spec() => new(Household.Type, Officer, Now);

    public static RegisterHousehold Register(params ImmutableArray<HouseholdMember> members) => new(
        Crisis, Ee, members.IsDefaultOrEmpty ? [Mari, Kadri, Juhan] : members, "Amarat, street 15", ["khartoum"], null, "+249 900 000 000",
        FearsOwnState: false, SharedWithLead: false, RegisteredBy.Self, "Mari", Hash)
    {
        Standing = HouseholdStanding.Itself,
    };

    public static SeatPromise PromiseFor(Household household, MovementName? movement = null) =>
        new(movement ?? Flight, "khartoum", "paris", Now.AddHours(20), Now.AddHours(24), Now.AddHours(4), household.Needs, SeatReason.Turn, "triage-1")
        {
            Members = [.. household.Waiting.Select(m => m.Number)],
        };

    public static HouseholdMember Adult(int number, params TenantId[] states) => new(
        number, [new PersonName($"Adult {number}", "Latn")], new DateOnly(1980, 1, 1), Nationalities(states), PlaceKind.Seat, IsMinor: false, null, null);

    public static HouseholdMember Child(int number, int? adult, params TenantId[] states) => new(
        number, [new PersonName($"Child {number}", "Latn")], new DateOnly(2016, 1, 1), Nationalities(states), PlaceKind.Seat, IsMinor: true, adult, null);

    public static ImmutableArray<Nationality> Nationalities(params TenantId[] states) =>
        [.. states.Select(s => new Nationality(s, NationalityProof.Claimed))];
}
