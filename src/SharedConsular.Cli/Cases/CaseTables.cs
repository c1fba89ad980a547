using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Cases;

internal static class CaseTables
{
    /// <param name="found">Null when the action gave the case away: the caller may no longer read it.</param>
    public static void Draw(IAnsiConsole console, CaseResponse? found)
    {
        if (found is null)
        {
            console.Line("Done. The case is no longer yours to read.");
            return;
        }

        var table = Tables.Of(found.Reference, $"{found.ServiceName}, {found.Status}")
            .Row("served by", $"{found.Owner} for {found.ActsFor}{(found.Agreement is null ? "" : " under " + found.Agreement)}")
            .Row("at", $"{found.Post} in {found.In}{(found.Place is null ? "" : ", " + found.Place)}")
            .Row("urgency", found.Urgency + (found.FearsOwnState is true ? ", fears the own state" : ""))
            .Row("opened", found.OpenedAt)
            .Row("officer", found.Officer)
            .Row("powers", found.Powers);
        foreach (var person in found.Persons ?? [])
        {
            table.Row("person", string.Join(" / ", (person.Names ?? []).Select(n => n.Text)));
        }

        foreach (var paper in found.Papers)
        {
            table.Row("paper", $"{paper.Kind}: {(paper.ProvidedAt is { } at ? "provided " + Tables.TextOf(at) : "asked for")}");
        }

        if (found.Consultation is { } asked)
        {
            table.Row("consultation", $"{asked.Whom}: {asked.Answer}, due {Tables.TextOf(asked.DueAt)}");
        }

        if (found.Decision is { } decision)
        {
            table.Row("decision", $"{(decision.Granted ? "granted" : "refused")} by {decision.By}: {decision.Reason}");
        }

        if (found.Handover is { } offer)
        {
            table.Row("offered to", $"{offer.To}, answer due {Tables.TextOf(offer.DueAt)}: {offer.Reason}");
        }

        foreach (var duty in found.Duties.Where(d => !d.Done))
        {
            table.Row("still to do", $"{duty.Code} ({duty.Whom})");
        }

        foreach (var clock in found.Clocks)
        {
            table.Row("clock", $"{clock.Name}: {clock.Party} by {Tables.TextOf(clock.DueAt)}, {clock.Colour}{(clock.Escalated ? ", escalated" : "")}");
        }

        foreach (var complaint in found.Complaints)
        {
            table.Row("complaint", $"{complaint.Id}: {complaint.Answer ?? "not answered"}");
        }

        table.Row("steps", string.Join(", ", found.Checklist.Select(s => (s.DoneAt is null ? "[ ] " : "[x] ") + s.Step)));
        table.Row("you may", found.AllowedActions);
        console.Write(table);
    }

    public static void DrawPage(IAnsiConsole console, Page<CaseLineResponse> page)
    {
        var table = Tables.Of("case", "status", "service", "urgency", "in", "for", "with", "name", "next clock");
        foreach (var line in page.Items)
        {
            table.Row(
                line.Reference, line.Status, line.Service, line.Urgency, line.In, line.ActsFor, line.Owner, line.Name,
                line.NextClock is null ? "" : $"{line.NextClock} {Tables.TextOf(line.NextClockDueAt)}");
        }

        console.Write(table);
        if (page.Next is not null)
        {
            console.Line($"More: --cursor {page.Next}");
        }
    }

    public static void DrawHistory(IAnsiConsole console, Page<HistoryLineResponse> page)
    {
        var table = Tables.Of("#", "when", "party", "by", "what");
        foreach (var line in page.Items)
        {
            table.Row(line.Version, line.At, line.Party, line.By, line.What);
        }

        console.Write(table);
    }

    public static void DrawAccess(IAnsiConsole console, Page<AccessLineResponse> page)
    {
        var table = Tables.Of("what", "allowed", "by", "for", "why not", "passed over");
        foreach (var line in page.Items)
        {
            table.Row(
                line.Does, line.Allowed ? "yes" : "no", line.DecidedBy, line.Purpose, line.Because,
                string.Join(", ", line.Passed.Select(p => $"{p.Rule} ({p.Lacked})")));
        }

        console.Write(table);
    }
}
