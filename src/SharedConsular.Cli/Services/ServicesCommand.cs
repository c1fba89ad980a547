using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Services;

internal static class ServicesCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("services", "The catalogue, and a state's own versions.") { List(shared), Show(shared) };
        foreach (var change in AdoptServiceCommand.Create(shared))
        {
            command.Add(change);
        }

        return command;
    }

    private static Option<string?> StateOption() => new("--state") { Description = "As this state gives it." };

    private static Command List(SharedOptions shared)
    {
        var state = StateOption();
        var command = new Command("list", "List all services.") { state };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.ListServices(parsed.GetValue(state), ct), DrawPage));

        return command;
    }

    private static Command Show(SharedOptions shared)
    {
        var id = new Argument<string>("service") { Description = "Its id, such as emergency_travel_document." };
        var state = StateOption();
        var command = new Command("show", "Show one service: steps, papers, fees.") { id, state };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.GetService(parsed.GetRequiredValue(id), parsed.GetValue(state), ct), Draw));

        return command;
    }

    private static void DrawPage(IAnsiConsole console, Page<ServiceResponse> page)
    {
        var table = Tables.Of("service", "name", "category", "shareable", "presence", "version");
        foreach (var service in page.Items)
        {
            table.Row(service.Id, service.Name, service.Category, service.Shareability, service.Presence, service.Version);
        }

        console.Write(table);
    }

    public static void Draw(IAnsiConsole console, ServiceResponse service)
    {
        var table = Tables.Of(service.Id, service.Name)
            .Row("version", service.Version)
            .Row("category", service.Category)
            .Row("shareable", service.Shareability)
            .Row("steps", service.Steps)
            .Row("papers", service.Papers)
            .Row("presence", service.Presence)
            .Row("usual time", service.TypicalTime)
            .Row("fee rule", service.FeeRule)
            .Row("note", service.Note);
        foreach (var fee in service.Fees)
        {
            table.Row($"fee, {fee.Variant}", FormattableString.Invariant($"{fee.Amount} {fee.Currency} ({fee.FactBasis}) {fee.Note}"));
        }

        console.Write(table);
    }
}
