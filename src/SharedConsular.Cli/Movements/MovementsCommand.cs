using System.CommandLine;
using SharedConsular.Cli.Crises;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Movements;

internal static class MovementsCommand
{
    public static Command Create(SharedOptions shared)
    {
        var crisis = CrisisCommand.IdArgument();
        var status = new Option<string?>("--status") { Description = "planned, closed, departed, arrived or cancelled." };
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var limit = new Option<int?>("--limit") { Description = "How many on a page." };
        var alarm = new Option<string?>("--alarm") { Description = "Only where it stands: parted-household, child-alone or token-used-twice." };
        var gate = new Option<string?>("--gate") { Description = "Only those with somebody at this gate." };
        var command = new Command("movements", "The movements of a crisis, by departure.") { crisis, status, alarm, gate, cursor, limit };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ListMovements(
                parsed.GetRequiredValue(crisis),
                new MovementFilter(
                    parsed.GetValue(status), parsed.GetValue(cursor), parsed.GetValue(limit), parsed.GetValue(alarm), parsed.GetValue(gate)),
                ct),
            Draw));

        return command;
    }

    private static void Draw(IAnsiConsole console, Page<MovementLineResponse> page)
    {
        var table = Tables.Of("movement", "mode", "from", "to", "departs", "status", "places", "offered", "confirmed", "at the gate", "flown");
        foreach (var line in page.Items)
        {
            table.Row(
                line.Name, line.Mode, line.From, line.To, line.DepartsAt, line.Status, line.Places, line.Offered, line.Confirmed, line.CheckedIn, line.Flown);
        }

        console.Write(table);
        if (page.Next is { } next)
        {
            console.Line($"--cursor {next}");
        }
    }
}
