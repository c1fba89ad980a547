using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Crises;

/// <summary>A crisis from its declaration to its last bill.</summary>
internal static class CrisisCommand
{
    public static Command Create(SharedOptions shared) => new("crisis", "Declare a crisis, watch it, end it, settle it.")
    {
        Declare(shared),
        Of(shared, "show", "What holds in a crisis.", (client, id, ct) => client.GetCrisis(id, ct), CrisisTables.Draw),
        Of(shared, "situation", "All numbers of a crisis as of one moment.", (client, id, ct) => client.GetSituation(id, ct), CrisisTables.DrawSituation),
        People(shared),
        Of(shared, "statement", "Who owes what to whom.", (client, id, ct) => client.GetStatement(id, ct), CrisisTables.DrawStatement),
        Of(
            shared, "reunification", "Families that are apart.", (client, id, ct) => client.ListReunification(id, null, null, ct),
            CrisisTables.DrawReunification),
        Of(shared, "end", "End it, and what held for it only.", (client, id, ct) => client.ChangeCrisis(id, "end", null, null, ct), CrisisTables.Draw),
    };

    public static Argument<string> IdArgument() => new("crisis") { Description = "Its name in addresses, such as sudan-2023." };

    private static Command Declare(SharedOptions shared)
    {
        var id = IdArgument();
        var name = new Option<string>("--name") { Description = "Its name for people.", Required = true };
        var states = new Option<string[]>("--in") { Description = "A receiving state by its code; again for another.", Required = true };
        var exercise = new Option<bool>("--exercise") { Description = "As in earnest, but no message leaves." };
        var phase = new Option<string?>("--phase") { Description = "preparedness, response (the default) or after_crisis." };
        var command = new Command("declare", "Declare a crisis; your party leads it.") { id, name, states, exercise, phase };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new DeclareCrisisRequest(
                parsed.GetRequiredValue(id), parsed.GetRequiredValue(name), new CrisisAreaContract(parsed.GetRequiredValue(states)), parsed.GetValue(exercise),
                parsed.GetValue(phase));
            session.Screen.Show(await session.Client.DeclareCrisis(request, null, ct), CrisisTables.Draw);
        });

        return command;
    }

    private static Command People(SharedOptions shared)
    {
        var id = IdArgument();
        var disposition = new Option<string?>("--disposition") { Description = "registered, offered, boarded or another of the wall." };
        var state = new Option<string?>("--state") { Description = "In whose share their seats are." };
        var @class = new Option<int?>("--class") { Description = "Of the triage; 0 goes first." };
        var movement = new Option<string?>("--movement") { Description = "Organiser and id, such as gb/kbl-017." };
        var alarm = new Option<string?>("--alarm") { Description = "unaccompanied-minor." };
        var silent = new Option<bool>("--silent") { Description = "Only who was not heard from for three days." };
        var intake = new Option<string?>("--intake") { Description = "The minute (UTC) in which they registered, such as 2026-11-30T09:05." };
        var lapses = new Option<string?>("--lapses") { Description = "The minute (UTC) in which their offer lapses." };
        var cursor = new Option<string?>("--cursor") { Description = "Where to go on, from the page before." };
        var command = new Command("people", "The people behind a number of the wall, by name; each read is recorded.")
        {
            id, disposition, state, @class, movement, alarm, silent, intake, lapses, cursor,
        };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var filter = new HouseholdFilter(
                parsed.GetValue(disposition), parsed.GetValue(@class), parsed.GetValue(movement), parsed.GetValue(cursor), null, parsed.GetValue(state),
                parsed.GetValue(alarm), parsed.GetValue(silent), parsed.GetValue(intake), parsed.GetValue(lapses));
            session.Screen.Show(await session.Client.ListPeople(parsed.GetRequiredValue(id), filter, ct), CrisisTables.DrawPeople);
        });

        return command;
    }

    private static Command Of<T>(
        SharedOptions shared, string name, string description, Func<ConsularClient, string, CancellationToken, Task<Answer<T>>> ask,
        Action<Spectre.Console.IAnsiConsole, T> draw)
    {
        var id = IdArgument();
        var command = new Command(name, description) { id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await ask(session.Client, parsed.GetRequiredValue(id), ct), draw));

        return command;
    }
}
