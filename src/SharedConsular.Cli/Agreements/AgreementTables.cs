using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Agreements;

internal static class AgreementTables
{
    private const int PartiesShownMax = 6;

    public static void DrawPage(IAnsiConsole console, Page<AgreementSummary> page)
    {
        var table = Tables.Of("agreement", "title", "kind", "assisting", "assisted", "in force", "basis");
        foreach (var agreement in page.Items)
        {
            table.Row(
                $"{agreement.Id}@{agreement.Version}",
                agreement.Title,
                agreement.Kind,
                PartiesOf(agreement.Assisting),
                PartiesOf(agreement.Assisted),
                agreement.InForceToday,
                agreement.FactBasis);
        }

        console.Write(table);
    }

    public static void Draw(IAnsiConsole console, AgreementResponse agreement)
    {
        var table = Tables.Of($"{agreement.Id}@{agreement.Version}", agreement.Title)
            .Row("kind", agreement.Kind)
            .Row("assisting", agreement.Assisting)
            .Row("assisted", agreement.Assisted)
            .Row("where", agreement.Scope)
            .Row("unrepresented when", agreement.Unrepresented)
            .Row("persons", agreement.Persons)
            .Row("excluded", agreement.Excluded)
            .Row("requires", agreement.Requires)
            .Row("standing mandate", agreement.StandingMandate)
            .Row("consultation", $"before {agreement.Consultation.Before}; {agreement.Consultation.Reference}")
            .Row("cost", $"{agreement.Cost.Rule}; {agreement.Cost.Reference}")
            .Row("exit", $"open cases {agreement.Exit.OpenCases}, urgent {agreement.Exit.UrgentCases}; {agreement.Exit.Reference}")
            .Row("valid", Tables.PeriodOf(agreement.From, agreement.To))
            .Row("in force today", agreement.InForceToday)
            .Row("known from", $"{agreement.FactBasis}: {agreement.Source}");
        foreach (var suspension in agreement.Suspensions)
        {
            table.Row("suspended", Tables.PeriodOf(suspension.From, suspension.To));
        }

        console.Write(table);
        DrawServices(console, agreement);
        DrawGates(console, agreement);
    }

    private static void DrawServices(IAnsiConsole console, AgreementResponse agreement)
    {
        var table = Tables.Of("service", "powers");
        foreach (var service in agreement.Services)
        {
            table.Row(service.Service, service.Powers);
        }

        console.Write(table);
    }

    private static void DrawGates(IAnsiConsole console, AgreementResponse agreement)
    {
        if (agreement.Gates.Count == 0)
        {
            return;
        }

        var table = Tables.Of("gate", "answer", "when", "places", "for", "services", "channel", "basis");
        foreach (var gate in agreement.Gates)
        {
            table.Row(
                gate.Gate, gate.Answer, Tables.PeriodOf(gate.From, gate.To), PartiesOf(gate.Places), PartiesOf(gate.Holders), gate.Services,
                gate.Channel, gate.FactBasis);
        }

        console.Write(table);
    }

    private static string PartiesOf(IReadOnlyList<string> parties) =>
        string.Join(", ", parties.Take(PartiesShownMax)) + (parties.Count > PartiesShownMax ? $" and {parties.Count - PartiesShownMax} more" : "");
}
