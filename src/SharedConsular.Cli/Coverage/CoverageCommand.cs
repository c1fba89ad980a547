using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Coverage;

internal static class CoverageCommand
{
    /// <summary>A cursor that never ends is a fault of the server; the world has about eleven thousand pairs of place and service.</summary>
    private const int PagesMax = 1000;

    public static Command Create(SharedOptions shared)
    {
        var state = new Argument<string>("state") { Description = "Whose nationals: a two-letter code." };
        var place = new Option<string?>("--place") { Description = "Only this receiving state." };
        var service = new Option<string?>("--service") { Description = "Only this service." };
        var on = TypedDate.Option("--on", "The day; today when left out.");
        var close = new Option<string[]>("--what-if-close") { Description = "As if this post were closed.", HelpName = "post" };
        var end = new Option<string[]>("--what-if-end") { Description = "As if this agreement had ended.", HelpName = "agreement" };
        var draft = new Option<FileInfo?>("--draft") { Description = "As if this agreement file were in force.", HelpName = "file" };
        var command = new Command("coverage", "Who would serve a state's nationals, by place and service; and what would change.")
        {
            state, place, service, on, close, end, draft,
        };

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var closed = parsed.GetValue(close) ?? [];
            var ended = parsed.GetValue(end) ?? [];
            var file = parsed.GetValue(draft);
            if (closed.Length + ended.Length > 0 || file is not null)
            {
                var text = file is null ? null : await File.ReadAllTextAsync(file.FullName, ct);
                var answer = await session.Client.AskWhatIf(
                    new WhatIfRequest(
                        parsed.GetRequiredValue(state), parsed.GetValue(place), parsed.GetValue(service), parsed.GetValue(on), closed, ended, text),
                    ct);
                session.Screen.Show(answer, CoverageTables.DrawChanges);
            }
            else
            {
                var coverage = await ReadAll(
                    session.Client, parsed.GetRequiredValue(state), parsed.GetValue(place), parsed.GetValue(service), parsed.GetValue(on), ct);
                session.Screen.ShowOwn(coverage, CoverageTables.Draw);
            }
        });

        return command;
    }

    /// <summary>All pages as one, in the server's words.</summary>
    private static async Task<CoverageResponse> ReadAll(
        ConsularClient client, string state, string? place, string? service, DateOnly? on, CancellationToken ct)
    {
        var first = (await client.GetCoverage(state, place, service, on, null, ct)).Value;
        var rows = first.Rows.ToList();
        var next = first.Next;
        for (var pages = 1; next is not null && pages < PagesMax; pages++)
        {
            var page = (await client.GetCoverage(state, place, service, on, next, ct)).Value;
            rows.AddRange(page.Rows);
            next = page.Next;
        }

        return first with { Rows = rows, Next = next };
    }
}
