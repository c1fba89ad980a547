using System.Collections.Frozen;
using System.Collections.Immutable;
using static SharedConsular.Households.HouseholdStanding;

namespace SharedConsular.Households;

public enum HouseholdAction
{
    Read,

    /// <summary>Who looked at it: told to itself and to the party that keeps its record.</summary>
    ReadRecord,
    Register,
    HearFrom,
    Rank,
    AcceptOffer,
    DeclineOffer,
    Report,
    NameEscort,
    Merge,
    Split,
    RejectMatch,
    NameRelation,
    TakeTokens,
    RevokeTokens,

    /// <summary>What the matching notes of a record.</summary>
    Match,

    /// <summary>What movements and clocks cause; nobody asks for it directly.</summary>
    Follow,
}

/// <summary>What a caller is to a household; one caller may be several things at once.</summary>
[Flags]
public enum HouseholdStanding
{
    /// <summary>Does not know that the household exists, and is not told.</summary>
    Stranger = 0,

    /// <summary>One of it, with its reference and secret, or with a login of its own.</summary>
    Itself = 1,

    /// <summary>An officer of the tenant that keeps the record.</summary>
    Home = 2,

    /// <summary>An officer of another state whose national is in it.</summary>
    StateOfNationality = 4,

    /// <summary>The crisis cell of a lead state, within the household's consent.</summary>
    Lead = 8,
    Platform = 16,
}

/// <summary>Who may do what with a household, in one table.</summary>
public static class HouseholdActions
{
    private const HouseholdStanding Officers = Home | StateOfNationality | Lead;

    /// <summary>What goes without saying, or is nobody's to choose.</summary>
    private static readonly HouseholdAction[] NotOffered =
        [HouseholdAction.Read, HouseholdAction.ReadRecord, HouseholdAction.Register, HouseholdAction.Rank, HouseholdAction.Match, HouseholdAction.Follow];

    public static FrozenDictionary<HouseholdAction, HouseholdStanding> Table { get; } = new Dictionary<HouseholdAction, HouseholdStanding>
    {
        [HouseholdAction.Read] = Itself | Officers | Platform,
        [HouseholdAction.ReadRecord] = Itself | Home,
        [HouseholdAction.Register] = Itself | Home | Platform,
        [HouseholdAction.HearFrom] = Itself | Officers,
        [HouseholdAction.Rank] = Home | Lead | Platform,
        [HouseholdAction.AcceptOffer] = Itself | Officers,
        [HouseholdAction.DeclineOffer] = Itself | Officers,
        [HouseholdAction.Report] = Itself | Officers | Platform,
        [HouseholdAction.NameEscort] = Home | Lead,
        [HouseholdAction.Merge] = Home | Lead | Platform,
        [HouseholdAction.Split] = Itself | Home | Lead | Platform,
        [HouseholdAction.RejectMatch] = Home | Lead,
        [HouseholdAction.NameRelation] = Itself | Officers,
        [HouseholdAction.TakeTokens] = Itself | Officers,
        [HouseholdAction.RevokeTokens] = Itself | Officers,
        [HouseholdAction.Match] = Platform,
        [HouseholdAction.Follow] = Platform,
    }.ToFrozenDictionary();

    public static bool Allows(HouseholdAction action, HouseholdStanding standing) => (Table[action] & standing) is not Stranger;

    /// <summary>What a caller of this standing can do with the household now, as clients call it.</summary>
    public static ImmutableArray<string> AllowedNow(Household household, HouseholdStanding standing) =>
    [
        .. Table.Keys.Where(a => !NotOffered.Contains(a) && Allows(a, standing) && IsPossible(a, household)).Order().Select(Words.Of),
    ];

    private static bool IsPossible(HouseholdAction action, Household household) => action switch
    {
        HouseholdAction.AcceptOffer => household.Promise is { Status: PromiseStatus.Offered },
        HouseholdAction.DeclineOffer => household.Promise is not null,
        HouseholdAction.NameEscort => household.Members.Any(m => m is { IsMinor: true, Escort: not null } || household.IsUnaccompanied(m)),
        HouseholdAction.TakeTokens => household.Promise is { Status: PromiseStatus.Confirmed },
        HouseholdAction.Split => !household.TakenIn.IsEmpty,
        _ => household.IsCounted,
    };
}
