using System.CommandLine;
using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Services;

/// <summary>A state's own version of a service, for the day that can't wait for its next folder.</summary>
internal static class AdoptServiceCommand
{
    private const int FileBytesMax = 256 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static IEnumerable<Command> Create(SharedOptions shared) => [Adopt(shared), GiveUp(shared)];

    private static Command Adopt(SharedOptions shared)
    {
        var id = ServiceArgument();
        var file = new Option<string>("--file") { Description = "What differs from the template, as JSON like the interface takes it.", Required = true };
        var command = new Command("adopt", "Record your state's own version of a service; it stands above its folder.") { id, file };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = JsonFile.Read<AdoptServiceRequest>(parsed.GetRequiredValue(file), FileBytesMax, Json);
            session.Screen.Show(await session.Client.AdoptService(parsed.GetRequiredValue(id), request, null, ct), ServicesCommand.Draw);
        });

        return command;
    }

    private static Command GiveUp(SharedOptions shared)
    {
        var id = ServiceArgument();
        var command = new Command("give-up", "Take your state's own version back: its folder, or the template, holds again.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.GiveUpService(parsed.GetRequiredValue(id), null, ct), (console, _) => console.Line("Taken back.")));

        return command;
    }

    private static Argument<string> ServiceArgument() => new("service") { Description = "Its id, such as emergency_travel_document." };
}
