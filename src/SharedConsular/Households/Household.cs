using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Messages;

namespace SharedConsular.Households;

public enum HouseholdStatus
{
    NotRegistered,
    Registered,

    /// <summary>A duplicate; <see cref="Household.MergedInto"/> counts.</summary>
    Merged,
}

/// <summary>People of a crisis who travel together and are never parted by the system, as the events leave them.</summary>
public sealed partial record Household
{
    /// <summary>DOMAIN 4.2 asks for 1 to 12; companies and dormitories register larger groups as several households.</summary>
    public const int MembersMax = 12;

    public const int AssembliesMax = 8;

    public const int RelationsMax = 8;

    /// <summary>After this long without a word a row counts as stale. Ours; a tenant sees it as a proposal.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromHours(72);

    internal const string OfferClock = "offer";
    internal const string SilenceClock = "silence";

    public static EntityType<Household, HouseholdCommand, HouseholdEvent> Type { get; } = new(
        Name: "household",
        Initial: new Household(),
        Decide: (household, command, context) => command.Decide(household, context),
        Evolve: (household, @event) => household.Evolve(@event))
    {
        Rows = HouseholdRow.Of,
        Tallies = HouseholdTallies.Of,
        Clocks = household => household.Clocks,
        Messages = (key, household, @event) => [.. HouseholdMessage.Of(key, household, @event), .. PersonNews.Of(key, household, @event)],
        OnClock = name => name == OfferClock ? new LapseOffer() : new FallSilent(),
        Persons = household => household.Status is HouseholdStatus.NotRegistered || household.IsForgotten
            ? PersonsHeld.Nobody
            : new PersonsHeld(household.Members[0].Subject, [.. household.Members.Select(m => m.Subject)]),
    };

    public HouseholdStatus Status { get; init; }

    /// <summary>The crisis it is registered in.</summary>
    public string Crisis { get; init; } = "";

    /// <summary>The tenant that keeps the record; part of its key.</summary>
    public TenantId? Home { get; init; }

    public ImmutableArray<HouseholdMember> Members { get; init; } = [];

    /// <summary>Where it is, in words.</summary>
    [Personal]
    public string? Whereabouts { get; init; }

    public ImmutableArray<string> Assemblies { get; init; } = [];

    public DateTimeOffset ReadyAt { get; init; }

    [Personal]
    public string? Contact { get; init; }

    /// <summary>The language it is written to in, as in ISO 639-1; null for English.</summary>
    public string? Language { get; init; }

    /// <summary>The asylum firewall: no state of nationality learns of the household, and it is never matched outwards.</summary>
    public bool FearsOwnState { get; init; }

    public bool SharedWithLead { get; init; }

    public RegisteredBy Through { get; init; }

    /// <summary>The login that registered it for others by a file; null for all who registered otherwise.</summary>
    public Actor? SponsoredBy { get; init; }

    public string FollowHash { get; init; } = "";

    public DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset LastHeardAt { get; init; }

    public bool IsSilent { get; init; }

    /// <summary>When a person who works on the crisis last did something for it; null while nobody did.</summary>
    public DateTimeOffset? TouchedAt { get; init; }

    public TriageResult? Triage { get; init; }

    /// <summary>The one live offer; null without one.</summary>
    public SeatPromise? Promise { get; init; }

    /// <summary>The movement it boarded or arrived with last.</summary>
    public MovementName? Travelled { get; init; }

    /// <summary>Where it waits to travel on; null before it left, and after it is home.</summary>
    public string? AtHub { get; init; }

    public int OffersEnded { get; init; }

    public HouseholdName? MergedInto { get; init; }

    public ImmutableArray<HouseholdName> TakenIn { get; init; } = [];

    public ImmutableArray<HouseholdName> NotTheSameAs { get; init; } = [];

    /// <summary>Family in other households.</summary>
    public ImmutableArray<HouseholdRelation> Relations { get; init; } = [];

    /// <summary>Lists of host states on which some of it stand.</summary>
    public ImmutableArray<HostListing> Listings { get; init; } = [];

    /// <summary>What the matching finds it by, hashed, with a space between; null before it was looked at.</summary>
    [Personal]
    public string? MatchKeys { get; init; }

    /// <summary>Records that may be of the same household and wait for somebody to look.</summary>
    public ImmutableArray<MatchProposal> Proposals { get; init; } = [];

    /// <summary>Counts up whenever boarding tokens given out so far must not open a gate any more.</summary>
    public int TokenGeneration { get; init; }

    /// <summary>Its time is over: nobody sees it any more, and it counts where it stood.</summary>
    public bool IsForgotten { get; init; }

    public static EntityKey KeyOf(TenantId home, string reference) => new(home, Type.Name, reference);

    public bool IsCounted => Status is HouseholdStatus.Registered;

    /// <summary>
    /// Why it can't be counted under another record; null when it can. One that goes on for others is not taken from under their feet.
    /// </summary>
    public Refusal? WhyNotMerged() => !IsCounted || FearsOwnState || !TakenIn.IsEmpty ? HouseholdRefusals.CanNotBeMerged
        : Promise is not null ? HouseholdRefusals.HasAnOffer
        : Members.Any(m => m.Disposition is Disposition.Boarded or Disposition.Arrived) ? HouseholdRefusals.HasTravelled
        : null;

    /// <summary>Some of it have left and others have not: it was parted, by its own doing or by events.</summary>
    public bool IsApart => IsCounted && Members.Any(m => m.HasLeft) && Members.Any(m => m.IsWaiting || m.Disposition is Disposition.Unreachable);

    /// <summary>A minor of it waits, and every adult of it has left.</summary>
    public bool HasChildLeftBehind => Waiting.Any(m => m.IsMinor) && IsApart && Members.Where(m => !m.IsMinor).All(m => m.HasLeft);

    public IEnumerable<HouseholdMember> Waiting => Members.Where(m => m.IsWaiting);

    /// <summary>The places those still to be moved need together, with a seat for each escort of a child that has no adult with it.</summary>
    public SeatCounts Needs => Waiting.Aggregate(new SeatCounts(Escorts), (sum, m) => sum + m.Needs);

    /// <summary>How many travel with it who are not of it.</summary>
    public int Escorts => Waiting.Where(m => m is { IsMinor: true, Escort: not null } && !HasAdultWaiting(m)).Select(m => m.Escort!.Name).Distinct().Count();

    /// <summary>Whether a seat may be offered to it: someone waits, no child would travel alone, and each infant has a lap to sit on.</summary>
    public bool MayTravel => IsCounted && Waiting.Any() && !Waiting.Any(IsUnaccompanied)
        && Waiting.Count(m => m.Place is PlaceKind.Infant) <= Waiting.Count(m => !m.IsMinor);

    /// <summary>The states whose nationals are in it, the home of the record first.</summary>
    public ImmutableArray<TenantId> States =>
        [.. Members.SelectMany(m => m.Nationalities.Select(n => n.State)).Prepend(Home!).Distinct()];

    /// <summary>The state whose share a member's seat is charged to: the first nationality, or the home of the record.</summary>
    public TenantId StateOf(HouseholdMember member) => FearsOwnState || member.Nationalities.IsEmpty ? Home! : member.Nationalities[0].State;

    /// <summary>A minor who waits and has nobody to travel with: no escort, and no adult who still waits too.</summary>
    public bool IsUnaccompanied(HouseholdMember member) =>
        member is { IsMinor: true, IsWaiting: true, Escort: null } && !HasAdultWaiting(member);

    private bool HasAdultWaiting(HouseholdMember minor) => minor.Adult is { } adult && Find(adult) is { IsWaiting: true };

    public HouseholdMember? Find(int number) => Members.FirstOrDefault(m => m.Number == number);

    private ImmutableArray<Clock> Clocks => IsForgotten ? [] :
    [
        .. Promise is { Status: PromiseStatus.Offered } promise ? new[] { new Clock(OfferClock, promise.Until) } : [],
        .. IsCounted && !IsSilent && Waiting.Any() ? new[] { new Clock(SilenceClock, LastHeardAt + SilenceMax) } : [],
    ];
}

/// <summary>Another record that may be of the same household.</summary>
/// <param name="OtherStates">Whose nationals the other record holds: who is not among them is not told of it.</param>
/// <param name="OtherSharedWithLead">Whether the other household agreed that the lead state sees it.</param>
/// <param name="Evidence">Words of the matching, never what was compared.</param>
public sealed record MatchProposal(
    HouseholdName Other, ImmutableArray<TenantId> OtherStates, bool OtherSharedWithLead, int ScorePercent, ImmutableArray<string> Evidence)
{
    public ImmutableArray<TenantId> OtherStates { get; init; } = OtherStates.OrEmpty();

    public ImmutableArray<string> Evidence { get; init; } = Evidence.OrEmpty();

    public bool Equals(MatchProposal? other) =>
        other is not null && Other == other.Other && OtherSharedWithLead == other.OtherSharedWithLead && ScorePercent == other.ScorePercent
        && OtherStates.SequenceEqual(other.OtherStates) && Evidence.SequenceEqual(other.Evidence);

    public override int GetHashCode() => HashCode.Combine(Other, ScorePercent, Evidence.Length);
}

/// <summary>What the triage policy said of a household.</summary>
/// <param name="Class">0 goes first.</param>
/// <param name="Rank">Its place within the class; lower goes first.</param>
public sealed record TriageResult(int Class, int Rank, ImmutableArray<string> Reasons, string PolicyVersion, int? Instruction)
{
    public ImmutableArray<string> Reasons { get; init; } = Reasons.OrEmpty();

    public bool Equals(TriageResult? other) =>
        other is not null && Class == other.Class && Rank == other.Rank && PolicyVersion == other.PolicyVersion && Instruction == other.Instruction
        && Reasons.SequenceEqual(other.Reasons);

    public override int GetHashCode() => HashCode.Combine(Class, Rank, PolicyVersion, Reasons.Length);
}
