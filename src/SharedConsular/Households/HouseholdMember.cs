using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Routing;

namespace SharedConsular.Households;

/// <summary>One person of a household, as she was registered and where she stands.</summary>
/// <param name="Number">Her place in the household, from 1. It never changes and is never given out again.</param>
/// <param name="IsMinor">Under eighteen, or said to be: who may be a child is treated as one until shown otherwise.</param>
/// <param name="Adult">The number of the adult recorded for a minor; null when there is none in the household.</param>
/// <param name="Document">Kind and number of the paper she travels on; null when she has none.</param>
public sealed record HouseholdMember(
    int Number,
    ImmutableArray<PersonName> Names,
    [Personal] DateOnly? BirthDate,
    ImmutableArray<Nationality> Nationalities,
    PlaceKind Place,
    bool IsMinor,
    int? Adult,
    [Personal] string? Document) : IPersonRecord
{
    /// <summary>From this age on a person is an adult (Convention on the Rights of the Child, article 1).</summary>
    public const int AdultFromYears = 18;

    public ImmutableArray<PersonName> Names { get; init; } = Names.OrEmpty();

    public ImmutableArray<Nationality> Nationalities { get; init; } = Nationalities.OrEmpty();

    public Disposition Disposition { get; init; }

    public DateTimeOffset? DispositionAt { get; init; }

    /// <summary>Where she stood when her record became a duplicate, so that it can be undone.</summary>
    public Disposition DispositionBefore { get; init; }

    /// <summary>Who travels with a minor that has no adult in the household, and who decided that.</summary>
    public Escort? Escort { get; init; }

    /// <summary>The record of another household this person came from, when two became one.</summary>
    public string? TakenFrom { get; init; }

    [JsonIgnore]
    public string Subject => SubjectAt(Number);

    public static string SubjectAt(int number) => string.Create(CultureInfo.InvariantCulture, $"person-{number}");

    /// <summary>Still to be moved: neither gone, nor staying, nor counted elsewhere.</summary>
    public bool IsWaiting => Disposition is Disposition.Registered or Disposition.Offered or Disposition.Confirmed;

    /// <summary>Out of the area, or on the way.</summary>
    public bool HasLeft => HasTravelled || Disposition is Disposition.LeftByOwnMeans;

    /// <summary>With a movement.</summary>
    public bool HasTravelled => Disposition is Disposition.Boarded or Disposition.Arrived;

    public SeatCounts Needs => Place switch
    {
        PlaceKind.Wheelchair => new SeatCounts(0, Wheelchairs: 1),
        PlaceKind.Stretcher => new SeatCounts(0, Stretchers: 1),
        PlaceKind.Infant => new SeatCounts(0, Infants: 1),
        _ => new SeatCounts(1),
    };

    /// <summary>Whether a person born on this day is a minor on that day; the birth day itself makes an adult.</summary>
    public static bool IsMinorOn(DateOnly birthDate, DateOnly day) => birthDate.AddYears(AdultFromYears) > day;

    public bool Equals(HouseholdMember? other) =>
        other is not null && Number == other.Number && BirthDate == other.BirthDate && Place == other.Place && IsMinor == other.IsMinor
        && Adult == other.Adult && Document == other.Document && Disposition == other.Disposition && DispositionAt == other.DispositionAt
        && DispositionBefore == other.DispositionBefore
        && Escort == other.Escort && TakenFrom == other.TakenFrom
        && Names.SequenceEqual(other.Names) && Nationalities.SequenceEqual(other.Nationalities);

    public override int GetHashCode() => HashCode.Combine(Number, BirthDate, Place, Disposition, Names.Length);
}

/// <summary>A named adult who accompanies a minor.</summary>
/// <param name="Authority">By whose decision, and where it is written down.</param>
public sealed record Escort([Personal] string Name, [Personal] string Authority);
