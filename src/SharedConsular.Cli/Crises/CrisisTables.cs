using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Crises;

internal static class CrisisTables
{
    public static void Draw(IAnsiConsole console, CrisisResponse crisis)
    {
        console.Line($"{crisis.Id}  {crisis.Name}{(crisis.Exercise ? "  EXERCISE" : "")}  {crisis.Phase}, since {Tables.TextOf(crisis.DeclaredAt)}");
        var team = crisis.JointTeam.Count > 0 ? $"; with {Tables.TextOf(crisis.JointTeam)}" : "";
        console.Line($"in {Tables.TextOf(crisis.Area.States ?? [])}; led by {Tables.TextOf(crisis.Leads)}{team}");
        if (crisis.EndedAt is { } ended)
        {
            console.Line($"ended {Tables.TextOf(ended)}");
        }

        foreach (var instruction in crisis.Instructions)
        {
            console.Line($"instruction {instruction.Number}: {instruction.Text}  (not read by {Tables.TextOf(instruction.NotYetAcknowledgedBy)})");
        }
    }

    public static void DrawSituation(IAnsiConsole console, SituationResponse situation)
    {
        console.Line($"{situation.Crisis}, {Tables.TextOf(situation.At)}: {situation.Persons} persons in {situation.Households} households");
        console.Line($"still there: {situation.Present.From} to {situation.Present.To}");
        var table = Tables.Of("what", "which", "number");
        foreach (var (what, numbers) in new[]
        {
            ("disposition", situation.Dispositions), ("movements", situation.Movements), ("seats", situation.Seats), ("alarm", situation.Alarms),
            ("offers expire", situation.OffersExpiring), ("gate", situation.Gates),
        })
        {
            foreach (var (which, number) in numbers)
            {
                table.Row(what, which, number);
            }
        }

        table.Row("queue age", "seconds", situation.QueueAge);
        foreach (var (source, minute) in situation.LastHeard)
        {
            table.Row("last heard", source, minute);
        }

        console.Write(table);
    }

    public static void DrawPeople(IAnsiConsole console, Page<CrisisPersonResponse> page)
    {
        var table = Tables.Of("household", "member", "name", "born", "state", "disposition", "since", "class", "movement");
        foreach (var person in page.Items)
        {
            table.Row(
                person.Household, person.Member, string.Join(" / ", person.Names.Select(n => n.Text)), person.BirthDate, person.State, person.Disposition,
                person.Since, person.Class, person.Movement);
        }

        console.Write(table);
        console.Line(page.Next is null ? "" : $"more: --cursor {page.Next}");
    }

    public static void DrawStatement(IAnsiConsole console, StatementResponse statement)
    {
        var bills = Tables.Of("movement", "currency", "cost", "contributed", "shared", "persons", "fare at most", "disputed");
        foreach (var bill in statement.Movements)
        {
            bills.Row(bill.Movement, bill.Currency, bill.Cost, bill.Contributed, bill.ToShare, bill.Persons, bill.FareMax, bill.Disputed);
        }

        var states = Tables.Of("state", "currency", "persons", "paid", "share", "net");
        foreach (var state in statement.States)
        {
            states.Row(state.State, state.Currency, state.Persons, state.Paid, state.Share, state.Net);
        }

        console.Write(bills);
        console.Write(states);
        foreach (var payment in statement.Payments)
        {
            console.Line($"{payment.From} pays {payment.To} {payment.MinorUnits} {payment.Currency} (smallest units)");
        }

        foreach (var dispute in statement.Disputes.Where(d => d.Settled is null))
        {
            console.Line($"disputed by {dispute.Party}: {dispute.Movement} {dispute.Cost}: {dispute.Note}");
        }
    }

    public static void DrawReunification(IAnsiConsole console, Page<ReunificationLineResponse> page)
    {
        var table = Tables.Of("household", "child left behind", "relation", "other", "here", "there");
        foreach (var line in page.Items)
        {
            table.Row(line.Household, line.ChildLeftBehind, line.Relation, line.Other, Counts(line.Here), Counts(line.There));
        }

        console.Write(table);
    }

    private static string Counts(IReadOnlyDictionary<string, int>? counts) =>
        string.Join(", ", (counts ?? new Dictionary<string, int>()).Select(c => $"{c.Value} {c.Key}"));
}
