using System.Collections.Immutable;
using SharedConsular.Api.Telemetry;
using SharedConsular.Api.Triage;
using SharedConsular.Crises;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Movements;

/// <summary>
/// Plans who travels on what, from the register and the departures as they are now, and offers the seats of a plan. A plan
/// is kept as it was made: why each household has its turn, and why each waits.
/// </summary>
internal sealed class PlanningDesk(EntityRuntime entities, IEventStore documents, ListReader lists, TriageDesk triage, TimeProvider time)
{
    public const string UnrankedPolicy = "unranked";

    /// <summary>Who was not ranked yet waits behind all who were.</summary>
    private const int UnrankedClass = 99;

    /// <summary>A million households at 500 a page.</summary>
    private const int PagesMax = 2_000;
    private const int LoadedAtOnceMax = 64;
    private const string Kind = "seat-plan";

    /// <param name="crisisId">Of the crisis.</param>
    /// <param name="crisis">As it is.</param>
    /// <param name="seed">Draws between equal ranks.</param>
    /// <param name="without">A movement that is supposed not to leave: whoever has a seat on it is planned anew, before others.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<KeptPlan> Make(string crisisId, Crisis crisis, long seed, string? without, CancellationToken ct)
    {
        using var span = PlatformTelemetry.BeginPlan();
        var began = time.GetTimestamp();
        await triage.RankPlannable(crisisId, crisis, ct);
        var now = time.GetUtcNow();
        var rows = await Read<HouseholdRow>(crisisId, HouseholdRow.List, [], ct);
        var movements = (await Read<MovementRow>(crisisId, MovementRow.List, [$"status:{Words.Of(MovementStatus.Planned)}"], ct))
            .ToLookup(m => crisis.IsShut(m.From, m.To) || NameOf(m) == without ? Way.Shut : m.ClosesAt > now ? Way.Open : Way.Closing);
        var (shut, closing) = (movements[Way.Shut].Select(NameOf).ToHashSet(), movements[Way.Closing].Select(NameOf).ToHashSet());
        var taking = rows.Where(r => r.Waiting > 0 && (r.Promise is null ? r.MayTravel
            : shut.Contains(r.Movement!) || (r.Promise is not PromiseStatus.StandingBy && !closing.Contains(r.Movement!)))).ToList();
        var uptake = await MeasureUptake(crisisId, crisis, ct);
        var facts = new PlanningFacts(
            [.. taking.Select(Need)],
            [.. movements[Way.Open].Select(m => new MovementCapacity(NameOf(m), m.From, m.To, m.ClosesAt, m.ArrivesAt, m.Capacity) { OnlyFor = m.OnlyFor })],
            (ulong)seed)
        {
            Shares = crisis.Shares.ToImmutableDictionary(),
            UptakePercent = uptake.ToImmutableDictionary(),
            SeatsBefore = rows.SelectMany(r => r.Carried.Select(c => (Class: r.Class ?? UnrankedClass, c.State, c.Persons)))
                .GroupBy(c => (c.Class, c.State)).ToImmutableDictionary(g => g.Key, g => g.Sum(c => c.Persons)),
            Kept = [.. taking.Where(r => r.Promise is not null).Select(r => new KeptSeat(r.Reference, r.Movement!))],
        };
        var plan = Allocator.Plan(facts);
        var kept = new KeptPlan(
            Guid.CreateVersion7(now).ToString("N"), crisisId, now, seed, triage.PolicyVersion, crisis.InstructionInForce,
            taking.Count, PersonsIn(plan, taking), [.. plan.Seats], [.. plan.StandBys], [.. plan.Waits],
            taking.ToImmutableDictionary(r => r.Reference, r => r.Home))
        {
            UptakePercent = uptake,
            Without = without,
            Moved = [.. facts.Kept.ExceptBy(plan.Seats.Where(s => s.Reason is SeatReason.Kept).Select(s => s.Household), k => k.Household)],
        };
        await documents.Keep(Kind, $"{crisisId}/{kept.Id}", StoredJson.Write(kept), ct);
        PlatformTelemetry.Planned(time.GetElapsedTime(began), kept.PersonsSeated);

        return kept;
    }

    public async Task<KeptPlan?> Find(string crisisId, string planId, CancellationToken ct) =>
        await documents.FindKept(Kind, $"{crisisId}/{planId}", ct) is { } body ? StoredJson.Read<KeptPlan>(body.Span) : null;

    /// <summary>Holds the seats of a plan at their movements; what a movement does not take it says why.</summary>
    public async Task<(int Households, int Persons, Dictionary<string, string> Refused)> Offer(
        KeptPlan plan, Crisis crisis, TimeSpan answerTime, RequestIdentity? attempt, CancellationToken ct)
    {
        var (households, persons, refused) = (0, 0, new Dictionary<string, string>(StringComparer.Ordinal));
        var standBys = plan.StandBys.OrderBy(s => s.Order).Select(s => new PlannedSeat(s.Household, s.Movement, SeatReason.StandBy, s.Order));
        foreach (var group in plan.Seats.Where(s => s.Reason is not SeatReason.Kept).Concat(standBys).GroupBy(s => s.Movement))
        {
            var name = Households.MovementNames.Parse(group.Key)!;
            if (await entities.Find(Movement.Type, Movement.KeyOf(name), ct) is not { State: var movement })
            {
                continue;
            }

            var until = Earlier(time.GetUtcNow() + answerTime, movement.ClosesAt);
            var holds = WithinRoom(movement, await Holds(plan, crisis, group, until, ct));
            var outcome = await entities.Execute(
                Movement.Type, Movement.KeyOf(name), new HoldSeats(holds, plan.Id), Caller.System, PartOf(attempt, group.Key), null, ct);
            if (outcome.Refusal is { } refusal)
            {
                refused[group.Key] = refusal.Code;
                continue;
            }

            // Of what happened, not of what was asked for: sent again, the same is answered.
            foreach (var hold in outcome.Events.OfType<SeatsHeld>().SelectMany(e => e.Holds))
            {
                households++;
                persons += hold.Seats.Persons;
            }
        }

        PlatformTelemetry.Offered(persons);

        return (households, persons, refused);
    }

    /// <summary>The step of an attempt that one movement decides, as the platform takes it.</summary>
    private static RequestIdentity? PartOf(RequestIdentity? attempt, string movement) => attempt is null ? null
        : new RequestIdentity(Caller.System, $"{attempt.Caller.Login} {attempt.Key} {movement}", attempt.Fingerprint);

    /// <summary>A household as planning sees it; its charge is to the states of its members.</summary>
    private static HouseholdNeed Need(HouseholdRow row) => new(
        row.Reference, row.Class ?? UnrankedClass, row.Rank ?? int.MaxValue, row.States.Length > 0 ? row.States[0].State : row.Home, row.Needs,
        row.Assemblies, row.ReadyAt)
    {
        Members = row.States,
    };

    private static int PersonsIn(SeatPlan plan, List<HouseholdRow> rows)
    {
        var seated = plan.Seats.Select(s => s.Household).ToHashSet(StringComparer.Ordinal);

        return rows.Where(r => seated.Contains(r.Reference)).Sum(r => r.Waiting);
    }

    private static string NameOf(MovementRow row) => new MovementName(row.Organiser, row.Id).ToString();

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>Those who are asked for seats that others may not take are asked as long as the movement may offer more.</summary>
    private static ImmutableArray<SeatHold> WithinRoom(Movement movement, ImmutableArray<SeatHold> holds)
    {
        var max = movement.Capacity.Times(Movement.OfferedTimesMax);
        var held = holds.Where(h => h.Reason is not SeatReason.StandBy).Aggregate(movement.Held, (sum, h) => sum + h.Seats);

        return [.. holds.Where(h => h.Reason is not SeatReason.StandBy || (held += h.Seats).FitsIn(max))];
    }

    /// <summary>The seats of those who still are as they were planned; who changed meanwhile is left for the next plan.</summary>
    private async Task<ImmutableArray<SeatHold>> Holds(
        KeptPlan plan, Crisis crisis, IEnumerable<PlannedSeat> seats, DateTimeOffset until, CancellationToken ct)
    {
        var holds = new List<SeatHold>();
        foreach (var chunk in seats.Where(s => plan.Homes.ContainsKey(s.Household)).Chunk(LoadedAtOnceMax))
        {
            var found = await Task.WhenAll(chunk.Select(s => entities.Find(Household.Type, Household.KeyOf(plan.Homes[s.Household], s.Household), ct)));
            foreach (var (seat, household) in chunk.Zip(found).Where(p => p.Second is { State.MayTravel: true }).Select(p => (p.First, p.Second!.State)))
            {
                var name = new HouseholdName(household.Home!, seat.Household);
                if (household.Promise is null || (seat.Reason is not SeatReason.StandBy && await GaveUp(household.Promise, name, crisis, ct)))
                {
                    holds.Add(Hold(seat, household, until, plan.Instruction));
                }
            }
        }

        return [.. holds];
    }

    /// <summary>
    /// Gives up a seat on a route that is closed, for one elsewhere. The household is told of both in this order; a seat that
    /// anybody can still travel on stays.
    /// </summary>
    private async Task<bool> GaveUp(SeatPromise promise, HouseholdName household, Crisis crisis, CancellationToken ct) =>
        crisis.IsShut(promise.From, promise.To)
        && (await entities.Execute(
            Movement.Type, Movement.KeyOf(promise.Movement), new ReleaseSeats(household, PromiseEnd.Withdrawn), Caller.System, null, null, ct)).Refusal is null;

    private static SeatHold Hold(PlannedSeat seat, Household household, DateTimeOffset until, int? instruction) => new(
        new HouseholdName(household.Home!, seat.Household),
        household.Needs,
        [.. household.Waiting.Select(m => m.Number)],
        [.. household.Waiting.Where(m => m.IsMinor).Select(m => m.Number)],
        [.. household.Waiting.GroupBy(household.StateOf).Select(g => new StateCount(g.Key, g.Count()))],
        until,
        seat.Reason,
        household.Triage?.PolicyVersion ?? UnrankedPolicy)
    {
        Escorts = household.Escorts,
        Instruction = instruction,
    };

    private async Task<ImmutableSortedDictionary<TenantId, int>> MeasureUptake(string crisisId, Crisis crisis, CancellationToken ct)
    {
        var totals = await documents.ReadTallies(HouseholdTallies.BoardOf(crisisId), ct);

        return Uptake.Of(crisis.UptakePercent, ByState(MovementTallies.UptakeOfferedPrefix), ByState(MovementTallies.UptakeBoardedPrefix));

        Dictionary<TenantId, long> ByState(string prefix) =>
            totals.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => TenantId.Parse(t.Key[prefix.Length..])!, t => t.Value);
    }

    private async Task<List<T>> Read<T>(string crisis, string list, ImmutableArray<string> terms, CancellationToken ct)
    {
        var rows = new List<T>();
        string? cursor = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var query = new ListQuery(HouseholdRow.ViewerOfCrisis(crisis), list) { Terms = terms, Cursor = cursor, PageSize = ListReader.PageSizeMax };
            if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var found })
            {
                break;
            }

            rows.AddRange(found.Rows.Select(r => r.Read<T>()));
            if ((cursor = found.Next) is null)
            {
                break;
            }
        }

        return rows;
    }
}

/// <summary>Whether a movement can be planned for.</summary>
internal enum Way
{
    Open,

    /// <summary>Its manifest is being closed: who has a seat is left alone.</summary>
    Closing,

    /// <summary>Its route was reported closed, or the plan supposes that it does not leave: it carries nobody.</summary>
    Shut,
}

/// <summary>A plan as it was made. Holds references and reasons, and nothing about anybody.</summary>
/// <param name="Homes">The tenant that keeps each household's record.</param>
internal sealed record KeptPlan(
    string Id,
    string Crisis,
    DateTimeOffset MadeAt,
    long Seed,
    string PolicyVersion,
    int? Instruction,
    int Households,
    int PersonsSeated,
    ImmutableArray<PlannedSeat> Seats,
    ImmutableArray<StandBy> StandBys,
    ImmutableArray<PlannedWait> Waits,
    ImmutableDictionary<string, TenantId> Homes)
{
    /// <summary>Of 100 seats offered to a state's people, how many the plan expects to be boarded.</summary>
    public ImmutableSortedDictionary<TenantId, int> UptakePercent { get; init; } = ImmutableSortedDictionary<TenantId, int>.Empty;

    /// <summary>The movement that it supposes not to leave.</summary>
    public string? Without { get; init; }

    /// <summary>Those who had a seat and do not keep it, and on which movement that was.</summary>
    public ImmutableArray<KeptSeat> Moved { get; init; } = [];
}
