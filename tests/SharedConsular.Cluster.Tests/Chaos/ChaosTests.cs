using System.Globalization;
using SharedConsular.Cluster.Tests.Chaos.Faults;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Copies;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>
/// Three nodes, a gateway and PostgreSQL under load while one thing after another fails, all as processes of their own. Afterwards what
/// was answered is compared with what is stored. <c>CHAOS_SECONDS</c> lets it go on longer, <c>CHAOS_SEED</c> repeats a run's faults.
/// </summary>
public sealed class ChaosTests
{
    private const int CaseWorkersMax = 6;
    private const int RegistrarsMax = 2;
    private const int RepeatedMax = 60;
    private const int ShownMax = 30;
    private const int StackLinesMax = 15;
    private static readonly TimeSpan RestMax = TimeSpan.FromMinutes(3);

    /// <summary>How long a fault lasts at most: in the short form, and in the long one, where leases run out meanwhile.</summary>
    private static readonly (TimeSpan Short, TimeSpan Long) LastMax = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));

    private readonly History _history = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_fails_nothing_that_was_acknowledged_is_lost_or_done_twice_and_nothing_is_told_before_it_is_stored()
    {
        var seed = Setting("CHAOS_SEED") ?? Random.Shared.Next();
        var time = TimeSpan.FromSeconds(Setting("CHAOS_SECONDS") ?? 0);
        Say($"Chaos with CHAOS_SEED={seed}");
        await using var on = await Installation.Start(Stop);
        if (on.Disk is null)
        {
            Say("Nobody lets us mount a disk: the database is made to say that it is full.");
        }

        if (on.LastNodesClock is null)
        {
            Say("libfaketime is not installed: no clock is moved.");
        }

        using var asker = new Asker(on.Gateway, _history);
        await HaveTheOwnStateTold(asker, on.Receiver);
        var random = new Random(seed);
        var faults = new FaultRun(on, _history, random, time > TimeSpan.Zero ? LastMax.Long : LastMax.Short, time, Say);
        await UnderLoad(asker, random, faults.Go);
        await Rest(on);

        var facts = await StoredFacts.Read(on.AsSuperuser, Stop);
        var checker = new Checker(_history, facts, on.Receiver.Calls, TimeProvider.System.GetUtcNow());
        Report(faults, checker, on.Receiver);
        if (checker.Check().Any())
        {
            Say(string.Join('\n', on.Nodes.Select((n, i) => $"Node {i} said:\n{string.Join('\n', SaidOfRequests(n.Output))}")));
        }

        FindsNothing(checker.Check());
        await AnswersAreTheSame(on);
        Assert.All(await Chains(on), c => Assert.Null(c.Difference));

        await LosesAreSeen(on, facts);
    }

    private static void FindsNothing(IEnumerable<string> wrong)
    {
        var found = wrong.ToList();
        Assert.True(found.Count == 0, $"{found.Count} things are wrong:\n{string.Join('\n', found.Take(ShownMax))}");
    }

    private static async Task HaveTheOwnStateTold(Asker asker, Receiver receiver)
    {
        var administrator = await asker.SignIn("ee", "administrator", "administrator-1", Stop);
        await asker.Nobody.As(administrator.Token).MakeWebhook(new MakeWebhookRequest(receiver.Address, [.. TellingChecks.Topics.Values]), null, Stop);
    }

    /// <summary>Works as long as the faults go on, and lets everybody finish what is under way.</summary>
    private static async Task UnderLoad(Asker asker, Random random, Func<CancellationToken, Task> faults)
    {
        var (cases, evacuation) = (await CaseLoad.Open(asker, Stop), await EvacuationLoad.Open(asker, Stop));
        using var enough = new CancellationTokenSource();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        List<Task> working =
        [
            .. Enumerable.Range(0, CaseWorkersMax).Select(_ => cases.Work(new Random(random.Next()), enough.Token, failed.Token)),
            .. Enumerable.Range(0, RegistrarsMax).Select(_ => evacuation.Register(new Random(random.Next()), enough.Token, failed.Token)),
            evacuation.Fly(new Random(random.Next()), enough.Token, failed.Token),
        ];
        var failing = faults(failed.Token);
        var first = await Task.WhenAny([failing, .. working]);
        await enough.CancelAsync();
        if (first != failing || !first.IsCompletedSuccessfully)
        {
            // A worker ends before it is enough only by a failure, and nobody works on in an installation that was not mended.
            await failed.CancelAsync();
            await first;
        }

        await Task.WhenAll([failing, .. working]);
    }

    /// <summary>Waits until everything has happened that follows from what was done; what never does, the checker names.</summary>
    private static async Task Rest(Installation on) => await Pause.TryUntil(
        async () => await on.Count(
            $"""
            SELECT (SELECT count(*) FROM outbox WHERE order_key NOT LIKE '{PoisonMessage.OrderKey}%')
                + (SELECT count(*) FROM clocks WHERE due_at < extract(epoch FROM clock_timestamp()) * 1000)
            """, Stop) == 0,
        RestMax, Stop);

    /// <summary>The same key is given the same answer by every node, and makes nothing new; every node shows a case as it is.</summary>
    private async Task AnswersAreTheSame(Installation on)
    {
        var sample = _history.Deeds.Where(d => d is { IsAcknowledged: true, Alone: true } && d.Kind is not "").Where(IsRepeatable).ToArray();
        Random.Shared.Shuffle(sample);
        foreach (var node in on.Nodes)
        {
            using var http = new HttpClient { BaseAddress = node.Address };
            var client = new ConsularClient(http);
            foreach (var deed in sample.Take(RepeatedMax))
            {
                Assert.Equal((deed.Entity, deed.Version), await deed.Again!(client, Stop));
            }
        }

        var after = await StoredFacts.Read(on.AsSuperuser, Stop);
        FindsNothing(new Checker(_history, after, on.Receiver.Calls, TimeProvider.System.GetUtcNow()).Check());
    }

    private static bool IsRepeatable(Deed deed) => deed.Kind.StartsWith("case-", StringComparison.Ordinal) || deed.Kind == EvacuationLoad.Registered;

    /// <summary>Why requests failed that nobody expected to; not that the store did not answer, which was our doing.</summary>
    private static IEnumerable<string> SaidOfRequests(string output)
    {
        var lines = output.Split('\n');

        return from index in Enumerable.Range(0, lines.Length)
               where lines[index].Contains("A request failed", StringComparison.Ordinal) || lines[index].Contains("A token was", StringComparison.Ordinal)
               from line in lines.Skip(index).Take(StackLinesMax)
               select line;
    }

    private static Task<IReadOnlyList<CheckedChain>> Chains(Installation on) =>
        StoreCheck.Run(on.AsOwner, new RootKeyFile(on.RootKey), TimeProvider.System, Stop);

    /// <summary>Who finds nothing may have looked at nothing: what a hand takes away, doubles or signs for another must be found.</summary>
    private async Task LosesAreSeen(Installation on, StoredFacts facts)
    {
        var lost = facts.Events.Last(e => e.Name == CaseLoad.Closed);
        var doubled = facts.Events.Last(e => e.Name == CaseLoad.PapersAsked && e.Id != lost.Id);
        await on.Run(
            $"""
            DELETE FROM events WHERE position = {lost.Position};
            INSERT INTO events(tenant, type, id, version, at, name, actor_tenant, actor_user, body)
                SELECT tenant, type, id, (SELECT max(version) + 1 FROM events WHERE type = 'case' AND id = '{doubled.Id}'), at, name, 'es', actor_user, body
                FROM events WHERE position = {doubled.Position}
            """, Stop);

        var found = new Checker(_history, await StoredFacts.Read(on.AsSuperuser, Stop), on.Receiver.Calls, TimeProvider.System.GetUtcNow()).Check().ToList();
        Assert.Contains(found, f => f.StartsWith($"{lost.Id}: {CaseLoad.Closed} was acknowledged 1 times and is stored 0 times.", StringComparison.Ordinal));
        Assert.Contains(
            found, f => f.StartsWith($"{doubled.Id}: {CaseLoad.PapersAsked} was acknowledged 1 times and is stored 2 times.", StringComparison.Ordinal));
        Assert.Contains(found, f => f.StartsWith($"{lost.Id}: case.closed was told", StringComparison.Ordinal));
        Assert.Contains(await Chains(on), c => c.Difference is not null);
    }

    private void Report(FaultRun faults, Checker checker, Receiver receiver)
    {
        Say("Faults injected: " + string.Join(", ", faults.Injected.CountBy(k => k).OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}")));
        Say($"Commands acknowledged {_history.Acknowledged}, refused {_history.Deeds.Count - _history.Acknowledged}, lost {checker.Lost()}.");
        Say($"Requests sent {_history.Attempts.Count}, answers lost {_history.Attempts.Count(a => a.IsLost)}, webhook calls {receiver.Calls.Count}.");
        var took = faults.Recoveries.Order().ToList();
        Say(string.Create(
            CultureInfo.InvariantCulture, $"Time to recover: median {took[took.Count / 2].TotalSeconds:0.0} s, at most {took[^1].TotalSeconds:0.0} s."));
        Say("Acknowledged by kind: " + string.Join(
            ", ", _history.Deeds.Where(d => d.IsAcknowledged).CountBy(d => d.Kind).OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}")));
        Say("Refused: " + string.Join(
            ", ", _history.Deeds.Where(d => !d.IsAcknowledged).CountBy(d => $"{d.Kind} {d.Refusal}").OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}")));
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static void Say(string what) => Console.WriteLine(what);
}
