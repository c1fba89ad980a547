using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Agreements;

/// <summary>Instruments by which one party may act for another's nationals, and what states say about them.</summary>
internal static class AgreementsCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("agreements", "Who may act for whom, and what states recorded about it.")
        {
            List(shared), Show(shared), CheckAgreementsCommand.Create(shared),
        };
        foreach (var action in AgreementActions.Create(shared))
        {
            command.Add(action);
        }

        return command;
    }

    private static Command List(SharedOptions shared)
    {
        var command = new Command("list", "List all agreements.");
        Session.Bind(command, shared, async (session, _, ct) =>
            session.Screen.Show(await session.Client.ListAgreements(ct), AgreementTables.DrawPage));

        return command;
    }

    private static Command Show(SharedOptions shared)
    {
        var id = new Argument<string>("agreement") { Description = "Its id, such as ca-au-1986." };
        var command = new Command("show", "Show an agreement as it stands today.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.GetAgreement(parsed.GetRequiredValue(id), ct), AgreementTables.Draw));

        return command;
    }
}
