using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Copies;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>After all is over: waits until nothing moves any more, and compares what was answered with what is there.</summary>
internal sealed class Aftermath(Installation on, History history)
{
    private const int RepeatedMax = 60;
    private const int ShownMax = 30;
    private const int StackLinesMax = 15;
    private static readonly TimeSpan RestMax = TimeSpan.FromMinutes(3);

    /// <summary>Waits until everything has happened that follows from what was done; what never does, the checker names.</summary>
    public async Task<(StoredFacts Facts, Checker Checker)> Rest(CancellationToken ct)
    {
        await Pause.TryUntil(
            async () => await on.Count(
                $"""
                SELECT (SELECT count(*) FROM outbox WHERE order_key NOT LIKE '{Faults.PoisonMessage.OrderKey}%')
                    + (SELECT count(*) FROM clocks WHERE due_at < extract(epoch FROM clock_timestamp()) * 1000)
                """, ct) == 0,
            RestMax, ct);

        return await Look(ct);
    }

    /// <summary>Nothing is lost, doubled or parted; every node gives the same answers again; the audit's chain holds.</summary>
    public async Task IsAsAnswered(Checker checker, CancellationToken ct)
    {
        if (checker.Check().Any())
        {
            Console.WriteLine(string.Join('\n', on.Nodes.Select((n, i) => $"Node {i} said:\n{string.Join('\n', SaidOfRequests(n.Output))}")));
        }

        FindsNothing(checker);
        await AnswersAreTheSame(ct);
        Assert.All(await Chains(ct), c => Assert.Null(c.Difference));
    }

    public Task<IReadOnlyList<CheckedChain>> Chains(CancellationToken ct) =>
        StoreCheck.Run(on.AsOwner, new RootKeyFile(on.RootKey), TimeProvider.System, ct);

    private static void FindsNothing(Checker checker)
    {
        var found = checker.Check().ToList();
        Assert.True(found.Count == 0, $"{found.Count} things are wrong:\n{string.Join('\n', found.Take(ShownMax))}");
    }

    /// <summary>The same key is given the same answer by every node, and makes nothing new; every node shows a case as it is.</summary>
    private async Task AnswersAreTheSame(CancellationToken ct)
    {
        var sample = history.Deeds.Where(d => d is { IsAcknowledged: true, Alone: true } && d.Kind is not "").Where(IsRepeatable).ToArray();
        Random.Shared.Shuffle(sample);
        foreach (var node in on.Nodes)
        {
            using var http = new HttpClient { BaseAddress = node.Address };
            var client = new ConsularClient(http);
            foreach (var deed in sample.Take(RepeatedMax))
            {
                Assert.Equal((deed.Entity, deed.Version), await deed.Again!(client, ct));
            }
        }

        FindsNothing((await Look(ct)).Checker);
    }

    private async Task<(StoredFacts Facts, Checker Checker)> Look(CancellationToken ct)
    {
        var facts = await StoredFacts.Read(on.AsSuperuser, ct);

        return (facts, new Checker(history, facts, on.Receiver.Calls, TimeProvider.System.GetUtcNow()));
    }

    /// <summary>Why requests failed that nobody expected to; not that the store did not answer, which was our doing.</summary>
    private static IEnumerable<string> SaidOfRequests(string output)
    {
        var lines = output.Split('\n');

        return from index in Enumerable.Range(0, lines.Length)
               where lines[index].Contains("A request failed", StringComparison.Ordinal) || lines[index].Contains("A token was", StringComparison.Ordinal)
               from line in lines.Skip(index).Take(StackLinesMax)
               select line;
    }

    private static bool IsRepeatable(Deed deed) => deed.Kind.StartsWith("case-", StringComparison.Ordinal) || deed.Kind == EvacuationLoad.Registered;
}
