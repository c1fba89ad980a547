using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Cases;
using SharedConsular.Evacuation;

namespace SharedConsular.Households;

/// <summary>A household as a line of a list, without names: the planner, the wall and the matching read these.</summary>
/// <param name="Fresh">Whether somebody was heard from within <see cref="Household.SilenceMax"/>.</param>
public sealed record HouseholdRow(
    string Reference,
    TenantId Home,
    int Persons,
    int Waiting,
    SeatCounts Needs,
    int? Class,
    int? Rank,
    string? Movement,
    PromiseStatus? Promise,
    DateTimeOffset? Until,
    bool MayTravel,
    bool Fresh,
    ImmutableArray<string> Assemblies,
    DateTimeOffset ReadyAt,
    string? AtHub,
    DateTimeOffset RegisteredAt,
    ImmutableArray<StateCount> States)
{
    public const string List = "households";

    /// <summary>Those nobody has looked at yet, the oldest first.</summary>
    public const string Untouched = "untouched";

    /// <summary>One row per household, found only by who has its secret.</summary>
    public const string Followed = "followed";

    public ImmutableArray<string> Assemblies { get; init; } = Assemblies;

    /// <summary>How many of it have boarded or arrived, by the state their seats were charged to.</summary>
    public ImmutableArray<StateCount> Carried { get; init => field = value.OrEmpty(); } = [];

    /// <summary>The term of those who may have to be brought together.</summary>
    public const string Reunification = "reunification";

    /// <summary>The term of those who were not heard from for <see cref="Household.SilenceMax"/>.</summary>
    public const string Silent = "silent";

    /// <summary>The platform's own view of a crisis, for planning and matching; no party reads it.</summary>
    public static string ViewerOfCrisis(string crisis) => $"crisis:{crisis}";

    /// <summary>What the lead states of a crisis see: households that agreed to it.</summary>
    public static string ViewerOfLead(string crisis) => $"lead:{crisis}";

    public static string FollowerOf(string hash) => $"follow:{hash}";

    public bool Equals(HouseholdRow? other) =>
        other is not null && Reference == other.Reference && Home == other.Home && Persons == other.Persons && Waiting == other.Waiting
        && Needs == other.Needs && Class == other.Class && Rank == other.Rank && Movement == other.Movement && Promise == other.Promise
        && Until == other.Until && MayTravel == other.MayTravel && Fresh == other.Fresh && ReadyAt == other.ReadyAt && AtHub == other.AtHub
        && RegisteredAt == other.RegisteredAt && Assemblies.SequenceEqual(other.Assemblies) && States.SequenceEqual(other.States)
        && Carried.SequenceEqual(other.Carried);

    public override int GetHashCode() => HashCode.Combine(Reference, Waiting, Class, Movement, Promise, RegisteredAt);

    internal static ImmutableArray<ListRow> Of(EntityKey key, Household household)
    {
        if (household.Status is HouseholdStatus.NotRegistered || household.IsForgotten)
        {
            return [];
        }

        var row = For(key, household);
        var sort = household.RegisteredAt.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
        var terms = Terms(household);
        ImmutableArray<string> shown = [.. terms, .. MinutesOnTheWall(household)];
        var rows = ImmutableArray.CreateBuilder<ListRow>();
        rows.Add(new ListRow(ViewerOfCrisis(household.Crisis), List, sort, terms, row));
        rows.Add(new ListRow(FollowerOf(household.FollowHash), Followed, "", [], new FollowedHousehold(key.Id)));
        foreach (var party in household.States.Where(p => !household.IsFeared(p)))
        {
            rows.Add(new ListRow(party.Value, List, sort, [.. shown, $"crisis:{household.Crisis}"], row));
        }

        if (household.IsSeenByLead)
        {
            rows.Add(new ListRow(ViewerOfLead(household.Crisis), List, sort, shown, row));
        }

        if (household is { IsCounted: true, TouchedAt: null } && household.Waiting.Any())
        {
            rows.Add(new ListRow(ViewerOfCrisis(household.Crisis), Untouched, sort, [], new UntouchedHousehold(key.Id, household.RegisteredAt)));
        }

        rows.AddRange(MatchRows.Of(key, household, sort));
        rows.AddRange(SponsoredHousehold.RowsOf(key, household, sort));

        return rows.ToImmutable();
    }

    /// <summary>Only people open a number of the wall, so the platform's own rows do without.</summary>
    private static IEnumerable<string> MinutesOnTheWall(Household household) =>
    [
        $"{HouseholdTallies.IntakePrefix}{HouseholdTallies.MinuteOf(household.RegisteredAt)}",
        .. household.Promise is { Status: PromiseStatus.Offered } offered
            ? [$"{HouseholdTallies.LapsesPrefix}{HouseholdTallies.MinuteOf(offered.Until)}"]
            : Array.Empty<string>(),
    ];

    private static HouseholdRow For(EntityKey key, Household household) => new(
        key.Id,
        key.Tenant,
        household.Members.Length,
        household.Waiting.Count(),
        household.Needs,
        household.Triage?.Class,
        household.Triage?.Rank,
        (household.Promise?.Movement ?? household.Travelled)?.ToString(),
        household.Promise?.Status,
        household.Promise?.Until,
        household.MayTravel,
        !household.IsSilent,
        household.Assemblies,
        household.ReadyAt,
        household.AtHub,
        household.RegisteredAt,
        CountByState(household, m => m.IsWaiting))
    {
        Carried = CountByState(household, m => m.HasTravelled),
    };

    private static ImmutableArray<StateCount> CountByState(Household household, Func<HouseholdMember, bool> which) =>
        [.. household.Members.Where(which).GroupBy(household.StateOf).Select(g => new StateCount(g.Key, g.Count())).OrderBy(s => s.State)];

    private static ImmutableArray<string> Terms(Household household) =>
    [
        .. household.Members.Select(m => $"disposition:{Words.Of(m.Disposition)}").Distinct(),
        .. household.Members.Select(m => $"state:{household.StateOf(m)}").Distinct(),
        .. household.Members.Select(m => $"state:{household.StateOf(m)}:{Words.Of(m.Disposition)}").Distinct(),
        .. household is { IsCounted: true, IsSilent: true } ? [Silent] : Array.Empty<string>(),
        .. household.IsCounted && household.MayTravel && household.Promise is null ? ["plannable"] : Array.Empty<string>(),
        .. household.Triage is { } triage ? [$"class:{triage.Class}"] : Array.Empty<string>(),
        .. (household.Promise?.Movement ?? household.Travelled) is { } movement ? [$"movement:{movement}"] : Array.Empty<string>(),
        .. household.IsApart || !household.Relations.IsEmpty ? [Reunification] : Array.Empty<string>(),
        .. household.Listings.Select(l => $"listed:{l.List}"),
        .. household.Waiting.Any(household.IsUnaccompanied) ? ["alarm:unaccompanied-minor"] : Array.Empty<string>(),
    ];
}

public sealed record FollowedHousehold(string Reference);

public sealed record UntouchedHousehold(string Reference, DateTimeOffset RegisteredAt);
