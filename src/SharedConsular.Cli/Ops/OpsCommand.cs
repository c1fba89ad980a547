using System.CommandLine;
using System.Text.Json.Nodes;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Ops;

/// <summary>How a node is, what an installation has still to deliver, and what it gave up.</summary>
internal static class OpsCommand
{
    public static Command Create(SharedOptions shared) => new("ops", "Keep an installation running: nodes, what waits to be delivered, and what was given up.")
    {
        Status(shared), Drain(shared), Lag(shared), DeadLetters(shared), Replay(shared), Discard(shared),
    };

    private static Command Status(SharedOptions shared)
    {
        var command = new Command("status", "How the node is that --server names: name the node, not the gateway before it.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.ShowNode(ct), Draw));

        return command;
    }

    private static Command Drain(SharedOptions shared)
    {
        var undo = new Option<bool>("--undo") { Description = "Take it back: the node is ready again." };
        var command = new Command("drain", "Have the node that --server names say that it is not ready, before it is stopped. It goes on answering.") { undo };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.DrainNode(new DrainNodeRequest(!parsed.GetValue(undo)), null, ct), Draw));

        return command;
    }

    private static Command Lag(SharedOptions shared)
    {
        var command = new Command("lag", "How much waits to be delivered, and for how long.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(
            await session.Client.ShowOutbox(ct),
            (_, outbox) => session.Screen.Line(FormattableString.Invariant(
                $"{outbox.Due} due, the oldest for {outbox.LagSeconds:0.0} s; {outbox.Scheduled} wait for their time; {outbox.DeadLetters} dead letters."))));

        return command;
    }

    private static Command DeadLetters(SharedOptions shared)
    {
        var cursor = new Option<string?>("--cursor") { Description = "Where to go on, as the page before says." };
        var command = new Command("dead-letters", "List the messages that were given up, oldest first.") { cursor };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.ListDeadLetters(parsed.GetValue(cursor), null, ct), Draw));

        return command;
    }

    private static Command Replay(SharedOptions shared) => OfOne(
        shared, "replay-dead-letter", "Give a message all its attempts back.", "It is tried again.", (client, id, ct) => client.ReplayDeadLetter(id, null, ct));

    private static Command Discard(SharedOptions shared) => OfOne(
        shared, "discard-dead-letter", "Give a message up for good.", "It is gone.", (client, id, ct) => client.DiscardDeadLetter(id, null, ct));

    private static Command OfOne(
        SharedOptions shared, string name, string what, string done, Func<ConsularClient, string, CancellationToken, Task<Answer<JsonNode>>> ask)
    {
        var id = new Argument<string>("id") { Description = "The message, as dead-letters shows it." };
        var command = new Command(name, what) { id };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await ask(session.Client, parsed.GetRequiredValue(id), ct), (_, _) => session.Screen.Line(done)));

        return command;
    }

    private static void Draw(IAnsiConsole console, NodeResponse node) => console.Write(
        Tables.Of("node", node.Node)
            .Row("status", node.Code is { } code ? $"{node.Status} ({code})" : node.Status)
            .Row("release", node.Release)
            .Row("since", node.StartedAt)
            .Row("world", node.World)
            .Row("store", node.Store)
            .Row("placement", node.Placement ?? "none")
            .Row("works for all", node.Works)
            .Row("memory, MB", node.MemoryBytes / (1024 * 1024)));

    private static void Draw(IAnsiConsole console, Page<DeadLetterResponse> page)
    {
        var table = Tables.Of("id", "topic", "tenant", "from", "attempts", "dead since", "error");
        foreach (var letter in page.Items)
        {
            table.Row(letter.Id, letter.Topic, letter.Tenant, letter.Source, letter.Attempts, letter.DeadAt, letter.Error);
        }

        console.Write(table);
        if (page.Next is { } next)
        {
            console.Line($"More: --cursor {next}");
        }
    }
}
