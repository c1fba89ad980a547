using System.Globalization;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>
/// Three nodes, a gateway and PostgreSQL under load while one thing after another fails, all as processes of their own. Afterwards what
/// was answered is compared with what is stored. <c>CHAOS_SECONDS</c> lets it go on longer, <c>CHAOS_SEED</c> repeats a run's faults.
/// </summary>
[Collection(Installation.OneAtATime)]
public sealed class ChaosTests
{
    /// <summary>How long a fault lasts at most: in the short form, and in the long one, where leases run out meanwhile.</summary>
    private static readonly (TimeSpan Short, TimeSpan Long) LastMax = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));

    /// <summary>Who waits so long has lost the answer, and asks again.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(6);

    private readonly History _history = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_fails_nothing_that_was_acknowledged_is_lost_or_done_twice_and_nothing_is_told_before_it_is_stored()
    {
        var seed = Setting("CHAOS_SEED") ?? Random.Shared.Next();
        var time = TimeSpan.FromSeconds(Setting("CHAOS_SECONDS") ?? 0);
        Say($"Chaos with CHAOS_SEED={seed}");
        await using var on = await Installation.Start(null, Stop);
        if (on.Disk is null)
        {
            Say("Nobody lets us mount a disk: the database is made to say that it is full.");
        }

        if (on.LastNodesClock is null)
        {
            Say("libfaketime is not installed: no clock is moved.");
        }

        using var asker = new Asker(on.Gateway, _history, AnswerMax);
        var random = new Random(seed);
        var faults = new FaultRun(on, _history, random, time > TimeSpan.Zero ? LastMax.Long : LastMax.Short, time, Say);
        await new Workday(asker, on.Receiver).During(faults.Go, random, Stop);

        var aftermath = new Aftermath(on, _history);
        var (facts, checker) = await aftermath.Rest(Stop);
        Report(faults, checker, on.Receiver);
        await aftermath.IsAsAnswered(checker, Stop);
        await LosesAreSeen(on, facts);
    }

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
        Assert.Contains(await new Aftermath(on, _history).Chains(Stop), c => c.Difference is not null);
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
