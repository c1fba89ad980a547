using SharedConsular.Api.Limits;
using SharedConsular.Contracts;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Crises;

/// <summary>Reads the board of a crisis. Everything on it is of one moment, because it was written with the events.</summary>
internal sealed class Situation(IEventStore store, ListReader lists, QueueAge queue, TimeProvider time)
{
    private const int MinutesShown = 60;
    private const string AlarmPrefix = "alarm:";
    private const string SeatsPrefix = "seats:";

    private static readonly (string Source, string Prefix)[] Sources =
        [("intake", HouseholdTallies.IntakePrefix), ("gates", MovementTallies.ScansPrefix)];

    public async Task<SituationResponse> Read(string crisis, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var totals = await store.ReadTallies(HouseholdTallies.BoardOf(crisis), ct);
        var waiting = Of(totals, HouseholdTallies.DispositionPrefix + "registered") + Of(totals, HouseholdTallies.DispositionPrefix + "offered")
            + Of(totals, HouseholdTallies.DispositionPrefix + "confirmed");
        var since = HouseholdTallies.IntakePrefix + HouseholdTallies.MinuteOf(now.AddMinutes(-MinutesShown));

        return new SituationResponse(
            crisis,
            now,
            Of(totals, HouseholdTallies.Registered),
            Of(totals, HouseholdTallies.Households),
            Below(totals, HouseholdTallies.DispositionPrefix),
            ByTwo(totals, HouseholdTallies.StatePrefix),
            ByTwo(totals, HouseholdTallies.ClassPrefix),
            new RangeResponse(waiting - Of(totals, HouseholdTallies.Silent), waiting),
            Below(totals, MovementTallies.MovementsPrefix),
            Below(totals, SeatsPrefix),
            Below(totals, HouseholdTallies.LapsesPrefix),
            Below(totals, MovementTallies.GatesPrefix),
            Below(totals, AlarmPrefix),
            Below(totals.Where(t => string.CompareOrdinal(t.Key, since) >= 0), HouseholdTallies.IntakePrefix),
            (int)queue.Longest.TotalSeconds,
            await OldestUntouched(crisis, ct),
            LastHeard(totals));
    }

    /// <summary>
    /// Since when nothing came in by each way numbers come from: what does not move may be quiet or broken, and a wall that
    /// does not say which is believed for too long.
    /// </summary>
    private static SortedDictionary<string, string> LastHeard(IReadOnlyDictionary<string, long> totals)
    {
        var heard = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (source, prefix) in Sources)
        {
            if (Below(totals, prefix).Keys.LastOrDefault() is { } last)
            {
                heard[source] = last;
            }
        }

        return heard;
    }

    /// <summary>Whether the wall would show the same.</summary>
    public static bool IsSame(SituationResponse a, SituationResponse b) =>
        System.Text.Json.JsonSerializer.Serialize(a with { At = default }) == System.Text.Json.JsonSerializer.Serialize(b with { At = default });

    private async Task<UntouchedResponse?> OldestUntouched(string crisis, CancellationToken ct)
    {
        var query = new ListQuery(HouseholdRow.ViewerOfCrisis(crisis), HouseholdRow.Untouched) { PageSize = 1 };
        if (await lists.Read(query, ct) is not ListAnswer.Read { Page.Rows: [var oldest, ..] })
        {
            return null;
        }

        var row = oldest.Read<UntouchedHousehold>();

        return new UntouchedResponse(row.Reference, row.RegisteredAt);
    }

    private static long Of(IReadOnlyDictionary<string, long> totals, string name) => totals.GetValueOrDefault(name);

    private static SortedDictionary<string, long> Below(IEnumerable<KeyValuePair<string, long>> totals, string prefix) => new(
        totals.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value), StringComparer.Ordinal);

    private static SortedDictionary<string, IReadOnlyDictionary<string, long>> ByTwo(IReadOnlyDictionary<string, long> totals, string prefix) => new(
        totals.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(t => (Parts: t.Key[prefix.Length..].Split(':', 2), t.Value))
            .GroupBy(t => t.Parts[0])
            .ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, long>)g.ToDictionary(t => t.Parts[1], t => t.Value)),
        StringComparer.Ordinal);
}
