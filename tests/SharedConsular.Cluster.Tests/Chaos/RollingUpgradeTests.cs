namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>
/// One node after another is asked to stop and is replaced while people work, by the tables of a later release already.
/// <c>PREVIOUS_RELEASE</c> names the folder of an earlier build of <c>SharedConsular.Api</c> to begin with, as tests/run.sh does where a
/// release lies in the history; what is shown without one says decision 93.
/// </summary>
[Collection(Installation.OneAtATime)]
public sealed class RollingUpgradeTests
{
    /// <summary>No answer is given up: one that takes long on a busy machine is an answer.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(90);

    /// <summary>How long people work before the first node is replaced, and after the last.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(5);

    private static readonly string? Previous = Environment.GetEnvironmentVariable("PREVIOUS_RELEASE") is { Length: > 0 } folder ? folder : null;

    /// <summary>What a later release may do to the tables while this one works on them, and how it says so.</summary>
    private const string TablesOfALaterRelease =
        """
        ALTER TABLE events ADD COLUMN of_a_later_release text;
        ALTER TABLE list_rows ADD COLUMN of_a_later_release text NOT NULL DEFAULT '';
        CREATE TABLE of_a_later_release(id text PRIMARY KEY);
        UPDATE meta SET value = (SELECT value FROM meta WHERE name = 'schema') WHERE name = 'oldest-beside';
        UPDATE meta SET value = value::int + 1 WHERE name = 'schema';
        """;

    private readonly History _history = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_are_replaced_one_by_one_and_no_request_is_turned_away_or_lost()
    {
        await using var on = await Installation.Start(Previous, Stop);
        using var asker = new Asker(on.Gateway, _history, AnswerMax);
        await new Workday(asker, on.Receiver).During(ct => Replace(on, ct), new Random(), Stop);

        var aftermath = new Aftermath(on, _history);
        var (_, checker) = await aftermath.Rest(Stop);
        var turnedAway = _history.Attempts.Where(a => a.IsTurnedAway).ToList();
        Say($"Nodes began as {Previous ?? "this build, and went on with the tables of a later one"}.");
        Say($"Commands acknowledged {_history.Acknowledged}, lost {checker.Lost()}.");
        Say($"Requests sent {_history.Attempts.Count}, of these because one before was turned away {turnedAway.Count}.");
        Assert.True(turnedAway.Count == 0, string.Join('\n', turnedAway));
        await aftermath.IsAsAnswered(checker, Stop);
    }

    /// <summary>As a StatefulSet does: the next one goes as soon as the one before says that it is ready.</summary>
    private static async Task Replace(Installation on, CancellationToken ct)
    {
        await Pause.For(Around, ct);
        if (Previous is null)
        {
            await on.Run(TablesOfALaterRelease, ct);
        }

        foreach (var node in on.Nodes.Reverse())
        {
            await node.Stop(ct);
            Say($"{node.Address} has ended.");
            node.Release = null;
            await node.Start(ct);
            Say($"{node.Address} is replaced.");
        }

        await Pause.For(Around, ct);
    }

    private static void Say(string what) => Console.WriteLine(what);
}
