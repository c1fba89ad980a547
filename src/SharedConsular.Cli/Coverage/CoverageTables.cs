using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Coverage;

internal static class CoverageTables
{
    /// <summary>Up to here every pair of place and service has its own line; beyond, a place is one line with its kinds counted.</summary>
    private const int PairsShownMax = 60;

    private const string Nobody = "nobody";

    public static void Draw(IAnsiConsole console, CoverageResponse coverage)
    {
        DrawSummary(console, coverage.State, coverage.On, ("now", coverage.Summary));
        console.Write(coverage.Rows.Count <= PairsShownMax ? Pairs(coverage.Rows) : Places(coverage.Rows));
    }

    public static void DrawChanges(IAnsiConsole console, WhatIfResponse answer)
    {
        DrawSummary(console, answer.State, answer.On, ("now", answer.Before), ("then", answer.After));
        if (answer.Changes.Count == 0)
        {
            console.Line("Nothing would change.");
            return;
        }

        var table = Tables.Of("place", "service", "now", "then");
        foreach (var change in answer.Changes)
        {
            table.Row(change.Before.Place, change.Before.Service, WhoOf(change.Before), WhoOf(change.After));
        }

        console.Write(table);
        if (answer.MoreChanges)
        {
            console.Line("There are more changes; narrow it by --place or --service.");
        }
    }

    private static void DrawSummary(IAnsiConsole console, string state, DateOnly on, params ReadOnlySpan<(string When, CoverageSummary Summary)> summaries)
    {
        var table = Tables.Of($"{state} on {Tables.TextOf(on)}", "places", "services", "own post", "partner", "only abroad", Nobody);
        foreach (var (when, summary) in summaries)
        {
            table.Row(when, summary.Places, summary.Services, summary.OwnPost, summary.Partner, summary.AbroadOnly, summary.Nobody);
        }

        console.Write(table);
    }

    private static Table Pairs(IReadOnlyList<CoverageRow> rows)
    {
        var table = Tables.Of("place", "service", "who", "where", "under", "options");
        foreach (var row in rows)
        {
            table.Row(row.Place, row.Service, WhoOf(row), row.City, row.Instrument, row.Options);
        }

        return table;
    }

    private static Table Places(IReadOnlyList<CoverageRow> rows)
    {
        var kinds = rows.Select(r => r.Kind).Distinct().Order(StringComparer.Ordinal).ToArray();
        var table = Tables.Of(["place", .. kinds, "parties"]);
        foreach (var place in rows.GroupBy(r => r.Place))
        {
            var counts = kinds.Select(k => place.Count(r => r.Kind == k)).Select(n => n == 0 ? "" : Tables.TextOf(n));
            var parties = place.Select(r => r.Party).OfType<string>().Distinct().Order(StringComparer.Ordinal);
            table.Row([place.Key, .. counts, string.Join(", ", parties)]);
        }

        return table;
    }

    private static string WhoOf(CoverageRow row) => row.Kind == Nobody ? Nobody : $"{row.Party} ({row.Kind})";
}
