using System.Collections.Concurrent;
using System.Diagnostics;
using SharedConsular.Cli.Bench;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary>What happened, counted. Many cases write at once.</summary>
internal sealed class ReplayLog
{
    private readonly ConcurrentDictionary<(string Table, string Row), int> _counts = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _milliseconds = new(StringComparer.Ordinal);
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Count(string table, string row) => _counts.AddOrUpdate((table, row), 1, (_, n) => n + 1);

    /// <summary>Sends one request; a refusal is counted, and planned ones apart from those that surprise.</summary>
    public async Task<T?> Do<T>(string deed, bool refusalPlanned, Func<Task<Answer<T>>> send)
        where T : class
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return (await send()).Value;
        }
        catch (ConsularProblemException refused)
        {
            Count(
                refusalPlanned ? Refusals : Surprises,
                refusalPlanned ? $"{deed}: {refused.Problem.Code}" : $"{deed}: {refused.Problem.Code}: {refused.Message}");

            return null;
        }
        finally
        {
            _milliseconds.GetOrAdd(deed, _ => []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    public const string Refusals = "refused as planned";
    public const string Surprises = "refused";

    public IReadOnlyList<CountedRow> Rows(string table) =>
    [
        .. _counts.Where(c => c.Key.Table == table)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key.Row, StringComparer.Ordinal)
            .Select(c => new CountedRow(c.Key.Row, c.Value)),
    ];

    public Speed Measure()
    {
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var all = _milliseconds.Values.SelectMany(m => m).Order().ToArray();

        return new Speed(all.Length, seconds, all.Length / seconds, Medians.Percentile(all, 0.5), Medians.Percentile(all, 0.99));
    }
}

internal sealed record CountedRow(string Name, int Count);

internal sealed record Speed(int Requests, double Seconds, double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds);
