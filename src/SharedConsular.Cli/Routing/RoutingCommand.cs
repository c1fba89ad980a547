using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Routing;

/// <summary>What is done with a decision that was stored.</summary>
internal static class RoutingCommand
{
    public static Command Create(SharedOptions shared) =>
        new("routing", "Look at stored routing decisions.") { Show(shared), Replay(shared) };

    private static Command Show(SharedOptions shared)
    {
        var id = new Argument<string>("id") { Description = "The decision's id." };
        var command = new Command("show", "Show a stored decision as it is stored.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var decision = await session.Client.GetDecision(parsed.GetRequiredValue(id), ct);
            session.Screen.Show(decision, (_, json) => session.Screen.Line(json.ToString()));
        });

        return command;
    }

    private static Command Replay(SharedOptions shared)
    {
        var id = new Argument<string>("id") { Description = "The decision's id." };
        var command = new Command("replay", "Take a stored decision again in the world of its time. Exit code 4 when it differs.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var replay = await session.Client.ReplayDecision(parsed.GetRequiredValue(id), ct);
            session.Screen.Show(replay, (console, r) => console.Write(
                Tables.Of("decision", "world", "same", "stored SHA-256", "replayed SHA-256").Row(r.Id, r.World, r.Same, r.StoredSha256, r.ReplayedSha256)));

            return replay.Value.Same ? ExitCode.Done : ExitCode.CheckFailed;
        });

        return command;
    }
}
