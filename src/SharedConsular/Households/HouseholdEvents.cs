using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>What has happened to a household. This is the stored format: add to it, never rename or remove.</summary>
public abstract record HouseholdEvent
{
    private protected HouseholdEvent() { }

    public abstract Actor By { get; init; }

    public abstract DateTimeOffset At { get; init; }
}

/// <param name="Home">The tenant that keeps the record; never one that the household fears.</param>
/// <param name="Assemblies">The places it can get to, best first.</param>
/// <param name="ReadyAt">From when it can be at one of them.</param>
/// <param name="SharedWithLead">The household agrees that the lead state sees it.</param>
/// <param name="FollowHash">Of the secret by which the household follows its registration.</param>
[StoredAs("household-registered")]
public sealed record HouseholdRegistered(
    string Crisis,
    TenantId Home,
    ImmutableArray<HouseholdMember> Members,
    [Personal] string? Whereabouts,
    ImmutableArray<string> Assemblies,
    DateTimeOffset ReadyAt,
    [Personal] string? Contact,
    bool FearsOwnState,
    bool SharedWithLead,
    RegisteredBy Through,
    [Personal] string? RegisteredByName,
    string FollowHash,
    Actor By,
    DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<HouseholdMember> Members { get; init; } = Members.OrEmpty();

    public ImmutableArray<string> Assemblies { get; init; } = Assemblies.OrEmpty();

    public string? Language { get; init; }

    public bool ByFile { get; init; }
}

/// <summary>The household, or someone for it, said that it is still there and what has changed.</summary>
[StoredAs("household-heard-from")]
public sealed record HouseholdHeardFrom(
    [Personal] string? Whereabouts, ImmutableArray<string> Assemblies, DateTimeOffset ReadyAt, [Personal] string? Contact, bool SharedWithLead, Actor By,
    DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<string> Assemblies { get; init; } = Assemblies.OrEmpty();

    public string? Language { get; init; }
}

/// <summary>Nothing was heard for so long that the row counts as stale until somebody is heard from.</summary>
[StoredAs("household-fell-silent")]
public sealed record HouseholdFellSilent(Actor By, DateTimeOffset At) : HouseholdEvent;

/// <param name="Reasons">The rules of the triage policy that applied, by id.</param>
/// <param name="Instruction">The number of the instruction in force; null when there is none.</param>
[StoredAs("household-ranked")]
public sealed record HouseholdRanked(
    int Class, int Rank, ImmutableArray<string> Reasons, string PolicyVersion, int? Instruction, Actor By, DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<string> Reasons { get; init; } = Reasons.OrEmpty();
}

[StoredAs("seats-promised")]
public sealed record SeatsPromised(SeatPromise Promise, int? Instruction, Actor By, DateTimeOffset At) : HouseholdEvent;

[StoredAs("promise-accepted")]
public sealed record PromiseAccepted(MovementName Movement, Actor By, DateTimeOffset At) : HouseholdEvent;

[StoredAs("promise-confirmed")]
public sealed record PromiseConfirmed(MovementName Movement, Actor By, DateTimeOffset At) : HouseholdEvent;

[StoredAs("stands-by")]
public sealed record StandsBy(MovementName Movement, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>The household is told that nobody passes the route of its movement, or that it is not closed any more.</summary>
[StoredAs("promise-route-changed")]
public sealed record PromiseRouteChanged(MovementName Movement, bool IsShut, Actor By, DateTimeOffset At) : HouseholdEvent;

[StoredAs("promise-ended")]
public sealed record PromiseEnded(MovementName Movement, PromiseEnd End, DeclineReason? Declined, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>A manifest was closed with these members on it.</summary>
[StoredAs("household-boarded")]
public sealed record HouseholdBoarded(MovementName Movement, ImmutableArray<int> Members, Actor By, DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<int> Members { get; init; } = Members.OrEmpty();
}

/// <param name="Onward">At a hub: the household waits there for its next leg.</param>
[StoredAs("household-arrived")]
public sealed record HouseholdArrived(MovementName Movement, string Place, bool Onward, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Somebody said of members that they left, stay, can't be reached or died; or that they are registered and wait after all.</summary>
[StoredAs("members-reported")]
public sealed record MembersReported(
    ImmutableArray<int> Members, Disposition Disposition, [Personal] string? Note, Actor By, DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<int> Members { get; init; } = Members.OrEmpty();
}

[StoredAs("escort-named")]
public sealed record EscortNamed(int Member, Escort Escort, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Another record was of the same household. What it knew more is here now.</summary>
/// <param name="Added">Members the other record had and this one had not, with the numbers they have here.</param>
/// <param name="Evidence">What spoke for it, as words of the matching, never as what was compared.</param>
[StoredAs("record-taken-in")]
public sealed record RecordTakenIn(
    HouseholdName Other, ImmutableArray<HouseholdMember> Added, ImmutableArray<string> Evidence, int ScorePercent, Actor By, DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<HouseholdMember> Added { get; init; } = Added.OrEmpty();

    public ImmutableArray<string> Evidence { get; init; } = Evidence.OrEmpty();
}

/// <summary>This record is a duplicate: the household is counted and served under the other one.</summary>
[StoredAs("record-merged")]
public sealed record RecordMerged(HouseholdName Into, ImmutableArray<string> Evidence, int ScorePercent, Actor By, DateTimeOffset At) : HouseholdEvent
{
    public ImmutableArray<string> Evidence { get; init; } = Evidence.OrEmpty();
}

/// <summary>The merge was wrong: what came from the other record goes back to it.</summary>
[StoredAs("record-given-back")]
public sealed record RecordGivenBack(HouseholdName Other, Actor By, DateTimeOffset At) : HouseholdEvent;

[StoredAs("record-restored")]
public sealed record RecordRestored(Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Somebody looked at two records and saw that they are not the same household.</summary>
[StoredAs("match-rejected")]
public sealed record MatchRejected(HouseholdName Other, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>By what the matching finds the record from now on.</summary>
/// <param name="Keys">Hashed with a key of the installation, and sealed all the same: they go with the person.</param>
[StoredAs("record-indexed")]
public sealed record RecordIndexed([Personal] string Keys, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Another record may be of the same household; somebody should look.</summary>
[StoredAs("match-proposed")]
public sealed record MatchProposed(MatchProposal Proposal, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Every boarding token given out before this moment is void.</summary>
[StoredAs("boarding-tokens-revoked")]
public sealed record BoardingTokensRevoked(int Generation, Actor By, DateTimeOffset At) : HouseholdEvent;

[StoredAs("relation-named")]
public sealed record RelationNamed(HouseholdName Other, RelationKind Kind, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Members were found on the list of a host state.</summary>
[StoredAs("household-listed")]
public sealed record HouseholdListed(HostListing Listing, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>The keys of its people were destroyed with this event; where they stood is still counted.</summary>
/// <param name="Rule">Why, as a rule of retention names it.</param>
[StoredAs("household-forgotten")]
public sealed record HouseholdForgotten(string Rule, Actor By, DateTimeOffset At) : HouseholdEvent;

/// <summary>Names a household by the tenant that keeps it.</summary>
public sealed record HouseholdName(TenantId Home, string Reference)
{
    [JsonIgnore]
    public EntityKey Key => new(Home, Household.Type.Name, Reference);

    public static HouseholdName Of(EntityKey key) => new(key.Tenant, key.Id);

    public override string ToString() => $"{Home}/{Reference}";
}

public enum RegisteredBy
{
    Self,
    Relative,

    /// <summary>A company or organisation, with a file.</summary>
    Sponsor,
    Officer,

    /// <summary>A text message.</summary>
    TextMessage,

    /// <summary>A list that somebody else kept and that was imported.</summary>
    Import,
}
