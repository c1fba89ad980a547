using System.Collections.Concurrent;
using System.Collections.Immutable;
using SharedConsular.Api.Worlds;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;
using SharedConsular.Triage;

namespace SharedConsular.Api.Triage;

/// <summary>Ranks households on the policy in force: one that has just come, or all who wait.</summary>
internal sealed class TriageDesk(EntityRuntime entities, IEventStore documents, ListReader lists, WorldKeeper worlds, TimeProvider time)
{
    private const string Kind = "triage-run";
    private const int RankedAtOnceMax = 64;

    /// <summary>A million households at 500 a page.</summary>
    private const int PagesMax = 2_000;

    private static readonly ImmutableArray<string> WhoeverIsPlannedFor = ["plannable"];

    /// <summary>The version of the policy in force: what every decision stores.</summary>
    public string PolicyVersion => worlds.Current.Policies.Triage.Version;

    /// <summary>Ranks one; says how it moved, or null when it stands where it stood.</summary>
    public async Task<MovedHousehold?> Rank(HouseholdName name, Crisis crisis, CancellationToken ct)
    {
        if (await entities.Find(Household.Type, name.Key, ct) is not { State: { IsCounted: true } household } || !household.Waiting.Any())
        {
            return null;
        }

        var policy = worlds.Current.Policies.Triage;
        if (TriageRanking.Rank(policy, TriageFacts.Of(household, crisis, time.GetUtcNow()), crisis.InstructionInForce) is not { } result)
        {
            return null;
        }

        await entities.Execute(Household.Type, name.Key, new RankHousehold(result), Caller.System, null, null, ct);

        return household.Triage?.Class == result.Class && household.Triage.Rank == result.Rank
            ? null
            : new MovedHousehold(name, household.Triage, result);
    }

    /// <summary>Ranks everybody who waits, and keeps who moved and why.</summary>
    public async Task<TriageRun> RankAll(string crisisId, Crisis crisis, CancellationToken ct)
    {
        var waiting = await ReadWaiting(crisisId, [], ct);
        var moved = await RankEach(waiting, crisis, ct);
        var now = time.GetUtcNow();
        var byReference = moved.ToDictionary(m => m.Household, m => m.Now.Class);
        var classes = waiting.Select(w => byReference.TryGetValue(w.Name, out var @class) ? @class : w.Class).OfType<int>()
            .GroupBy(c => c).ToImmutableSortedDictionary(g => g.Key, g => g.Count());
        var run = new TriageRun(
            Guid.CreateVersion7(now).ToString("N"), crisisId, now, PolicyVersion, crisis.InstructionInForce, waiting.Count,
            waiting.Count - classes.Values.Sum(), classes, [.. moved.OrderBy(m => m.Household.Reference, StringComparer.Ordinal)]);
        await documents.Keep(Kind, $"{crisisId}/{run.Id}", StoredJson.Write(run), ct);

        return run;
    }

    /// <summary>Ranks those a plan may seat, so that it is made on the policy in force and on how long they have waited.</summary>
    public async Task RankPlannable(string crisisId, Crisis crisis, CancellationToken ct) =>
        await RankEach(await ReadWaiting(crisisId, WhoeverIsPlannedFor, ct), crisis, ct);

    public async Task<TriageRun?> FindRun(string crisisId, string runId, CancellationToken ct) =>
        await documents.FindKept(Kind, $"{crisisId}/{runId}", ct) is { } body ? StoredJson.Read<TriageRun>(body.Span) : null;

    private async Task<IReadOnlyCollection<MovedHousehold>> RankEach(List<Waiting> waiting, Crisis crisis, CancellationToken ct)
    {
        var moved = new ConcurrentBag<MovedHousehold>();
        var together = new ParallelOptions { MaxDegreeOfParallelism = RankedAtOnceMax, CancellationToken = ct };
        await Parallel.ForEachAsync(waiting, together, async (one, stop) =>
        {
            if (await Rank(one.Name, crisis, stop) is { } move)
            {
                moved.Add(move);
            }
        });

        return moved;
    }

    private async Task<List<Waiting>> ReadWaiting(string crisisId, ImmutableArray<string> terms, CancellationToken ct)
    {
        var waiting = new List<Waiting>();
        string? cursor = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var query = new ListQuery(HouseholdRow.ViewerOfCrisis(crisisId), HouseholdRow.List)
            {
                Terms = terms,
                Cursor = cursor,
                PageSize = ListReader.PageSizeMax,
            };
            if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var found })
            {
                break;
            }

            waiting.AddRange(found.Rows.Select(r => r.Read<HouseholdRow>()).Where(r => r.Waiting > 0)
                .Select(r => new Waiting(new HouseholdName(r.Home, r.Reference), r.Class)));
            if ((cursor = found.Next) is null)
            {
                break;
            }
        }

        return waiting;
    }

    private sealed record Waiting(HouseholdName Name, int? Class);
}

/// <summary>A ranking of all, as it was made. Holds references and reasons, and nothing about anybody.</summary>
internal sealed record TriageRun(
    string Id,
    string Crisis,
    DateTimeOffset At,
    string PolicyVersion,
    int? Instruction,
    int Households,
    int Unranked,
    ImmutableSortedDictionary<int, int> Classes,
    ImmutableArray<MovedHousehold> Moved);

internal sealed record MovedHousehold(HouseholdName Household, TriageResult? Before, TriageResult Now);
