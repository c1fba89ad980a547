using System.Diagnostics;
using SharedConsular.Matching;

namespace SharedConsular.Cli.Bench;

/// <summary>Runs the matching over a register of known truth, as the platform does: each record against those already there, found by keys.</summary>
internal static class MatchMeasure
{
    public static MatchReport Run(int households, ulong seed)
    {
        var drawn = DrawnRegister.Draw(households, seed);
        var truth = drawn.GroupBy(d => d.Household).Sum(g => g.Count() * (g.Count() - 1) / 2);
        var (records, blocks) = (new List<(int Household, MatchRecord Record)>(), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        var (certain, certainTrue, likely, likelyTrue, compared) = (0, 0, 0, 0, 0L);
        var watch = Stopwatch.StartNew();
        foreach (var (household, written) in drawn)
        {
            var record = MatchRecord.Of(written)!;
            var keys = MatchKeys.Of(record);
            foreach (var candidate in Candidates(keys, blocks))
            {
                compared++;
                var other = records[candidate];
                var level = HouseholdComparison.Judge(other.Record, record).Level;
                var isTrue = other.Household == household;
                (certain, certainTrue) = level is MatchLevel.Certain ? (certain + 1, certainTrue + (isTrue ? 1 : 0)) : (certain, certainTrue);
                (likely, likelyTrue) = level is MatchLevel.Likely ? (likely + 1, likelyTrue + (isTrue ? 1 : 0)) : (likely, likelyTrue);
            }

            Keep(keys, records.Count, blocks);
            records.Add((household, record));
        }

        return new MatchReport(
            households, drawn.Count, truth, certain, certainTrue, likely, likelyTrue, (double)compared / drawn.Count, watch.Elapsed.TotalSeconds, seed);
    }

    private static IEnumerable<int> Candidates(MatchKeys keys, Dictionary<string, List<int>> blocks)
    {
        var found = new SortedSet<int>();
        foreach (var key in keys.Asked)
        {
            if (blocks.TryGetValue(key, out var block) && block.Count <= MatchKeys.BlockMax)
            {
                found.UnionWith(block);
            }
        }

        return found.Take(MatchKeys.CandidatesMax);
    }

    private static void Keep(MatchKeys keys, int place, Dictionary<string, List<int>> blocks)
    {
        foreach (var key in keys.Kept)
        {
            if (!blocks.TryGetValue(key, out var block))
            {
                blocks[key] = block = [];
            }

            block.Add(place);
        }
    }
}

/// <param name="Truth">Pairs of records that are of one household.</param>
/// <param name="Certain">Pairs that would be merged without a person.</param>
/// <param name="Likely">Pairs that would wait for a person.</param>
internal sealed record MatchReport(
    int Households, int Records, int Truth, int Certain, int CertainTrue, int Likely, int LikelyTrue, double ComparedPerRecord, double Seconds, ulong Seed)
{
    /// <summary>Of what is merged without a person, how much is right.</summary>
    public double CertainPrecision => Share(CertainTrue, Certain);

    /// <summary>Of all that are one household, how many are merged without a person.</summary>
    public double CertainRecall => Share(CertainTrue, Truth);

    /// <summary>Of what is merged or shown to a person, how much is right.</summary>
    public double Precision => Share(CertainTrue + LikelyTrue, Certain + Likely);

    /// <summary>Of all that are one household, how many are merged or shown to a person.</summary>
    public double Recall => Share(CertainTrue + LikelyTrue, Truth);

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
