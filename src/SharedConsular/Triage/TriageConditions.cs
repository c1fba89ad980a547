using System.Collections.Immutable;
using SharedConsular.Households;

namespace SharedConsular.Triage;

/// <summary>When a rule holds: all that is said must be so; what is left out does not matter. Of a list one is enough.</summary>
public sealed record TriageConditions
{
    public const int AgeMax = 130;
    public const int HoursMax = 10_000;

    public static TriageConditions Always { get; } = new();

    public bool? HasMinor { get; init; }

    public bool? UnaccompaniedMinor { get; init; }

    /// <summary>Somebody needs a place of one of these kinds.</summary>
    public ImmutableArray<PlaceKind> Needs { get; init; } = [];

    /// <summary>Somebody is older than this many years.</summary>
    public int? AgeOver { get; init; }

    public int? SizeMin { get; init; }

    public int? SizeMax { get; init; }

    /// <summary>Somebody is a national of one of these.</summary>
    public ImmutableArray<TenantId> Nationalities { get; init; } = [];

    public ImmutableArray<TriageNationality> Standing { get; init; } = [];

    public ImmutableArray<TriagePapers> Papers { get; init; } = [];

    public bool? FearsOwnState { get; init; }

    public bool? AtHub { get; init; }

    public int? WaitedHoursMin { get; init; }

    public int? WaitedHoursMax { get; init; }

    /// <summary>It can get to one of these places.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    public bool IsAlways =>
        HasMinor is null && UnaccompaniedMinor is null && Needs.IsEmpty && AgeOver is null && SizeMin is null && SizeMax is null
        && Nationalities.IsEmpty && Standing.IsEmpty && Papers.IsEmpty && FearsOwnState is null && AtHub is null
        && WaitedHoursMin is null && WaitedHoursMax is null && Places.IsEmpty;

    /// <summary>Whether no household can ever be so.</summary>
    public bool IsImpossible =>
        (UnaccompaniedMinor is true && HasMinor is false) || SizeMin > SizeMax || WaitedHoursMin > WaitedHoursMax;

    public bool Hold(TriageFacts facts) =>
        (HasMinor is not { } minor || minor == facts.HasMinor)
        && (UnaccompaniedMinor is not { } alone || alone == facts.HasUnaccompaniedMinor)
        && (Needs.IsEmpty || Needs.Any(n => facts.Needs.Contains(n)))
        && (AgeOver is not { } age || facts.Ages.Any(a => a > age))
        && (SizeMin is not { } atLeast || facts.Size >= atLeast)
        && (SizeMax is not { } atMost || facts.Size <= atMost)
        && (Nationalities.IsEmpty || Nationalities.Any(n => facts.Nationalities.Contains(n)))
        && (Standing.IsEmpty || Standing.Any(s => facts.Standing.Contains(s)))
        && (Papers.IsEmpty || Papers.Contains(facts.Papers))
        && (FearsOwnState is not { } fears || fears == facts.FearsOwnState)
        && (AtHub is not { } hub || hub == facts.AtHub)
        && (WaitedHoursMin is not { } since || facts.WaitedHours >= since)
        && (WaitedHoursMax is not { } until || facts.WaitedHours <= until)
        && (Places.IsEmpty || Places.Any(p => facts.Assemblies.Contains(p)));

    /// <summary>Whether these conditions hold wherever the other's do.</summary>
    public bool Cover(TriageConditions other) =>
        Says(HasMinor, other.HasMinor ?? (other.UnaccompaniedMinor is true ? true : null))
        && Says(UnaccompaniedMinor, other.UnaccompaniedMinor ?? (other.HasMinor is false ? false : null))
        && Lists(Needs, other.Needs)
        && (AgeOver is null || other.AgeOver >= AgeOver)
        && (SizeMin is null || other.SizeMin >= SizeMin)
        && (SizeMax is null || other.SizeMax <= SizeMax)
        && Lists(Nationalities, other.Nationalities)
        && Lists(Standing, other.Standing)
        && Lists(Papers, other.Papers)
        && Says(FearsOwnState, other.FearsOwnState)
        && Says(AtHub, other.AtHub)
        && (WaitedHoursMin is null || other.WaitedHoursMin >= WaitedHoursMin)
        && (WaitedHoursMax is null || other.WaitedHoursMax <= WaitedHoursMax)
        && Lists(Places, other.Places);

    /// <summary>Whether one household can meet both. Of needs, states and places a household may have several.</summary>
    public bool Meets(TriageConditions other) =>
        Agree(HasMinor, other.HasMinor)
        && Agree(UnaccompaniedMinor, other.UnaccompaniedMinor)
        && !(HasMinor is false && other.UnaccompaniedMinor is true)
        && !(other.HasMinor is false && UnaccompaniedMinor is true)
        && !(SizeMin > other.SizeMax) && !(other.SizeMin > SizeMax)
        && (Papers.IsEmpty || other.Papers.IsEmpty || Papers.Intersect(other.Papers).Any())
        && Agree(FearsOwnState, other.FearsOwnState)
        && Agree(AtHub, other.AtHub)
        && !(WaitedHoursMin > other.WaitedHoursMax) && !(other.WaitedHoursMin > WaitedHoursMax);

    private static bool Says(bool? wanted, bool? known) => wanted is null || wanted == known;

    private static bool Agree(bool? a, bool? b) => a is null || b is null || a == b;

    private static bool Lists<T>(ImmutableArray<T> wide, ImmutableArray<T> narrow) =>
        wide.IsEmpty || (!narrow.IsEmpty && narrow.All(n => wide.Contains(n)));
}
