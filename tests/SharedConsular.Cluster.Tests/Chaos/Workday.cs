using SharedConsular.Contracts;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>What people do all the time: cases, households, aircraft and questions, with a state's own system that is told of it.</summary>
internal sealed class Workday(Asker asker, Receiver receiver)
{
    private const int CaseWorkersMax = 6;
    private const int RegistrarsMax = 2;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(20);

    /// <summary>Works as long as that goes on, and lets everybody finish what is under way.</summary>
    public async Task During(Func<CancellationToken, Task> that, Random random, CancellationToken ct)
    {
        await HaveTheOwnStateTold(ct);
        var (cases, evacuation) = (await CaseLoad.Open(asker, ct), await EvacuationLoad.Open(asker, ct));
        using var enough = new CancellationTokenSource();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
        List<Task> working =
        [
            .. Enumerable.Range(0, CaseWorkersMax).Select(_ => cases.Work(new Random(random.Next()), enough.Token, failed.Token)),
            .. Enumerable.Range(0, RegistrarsMax).Select(_ => evacuation.Register(new Random(random.Next()), enough.Token, failed.Token)),
            evacuation.Fly(new Random(random.Next()), enough.Token, failed.Token),
            AskTheWay(enough.Token, failed.Token),
        ];
        var happening = that(failed.Token);
        var first = await Task.WhenAny([happening, .. working]);
        await enough.CancelAsync();
        if (first != happening || !first.IsCompletedSuccessfully)
        {
            // A worker ends before it is enough only by a failure, and nobody works on in an installation that was not mended.
            await failed.CancelAsync();
            await first;
        }

        await Task.WhenAll([happening, .. working]);
    }

    private async Task HaveTheOwnStateTold(CancellationToken ct)
    {
        var administrator = await asker.SignIn("ee", "administrator", "administrator-1", ct);
        await asker.Nobody.As(administrator.Token).MakeWebhook(new MakeWebhookRequest(receiver.Address, [.. TellingChecks.Topics.Values]), null, ct);
    }

    /// <summary>Puts questions that carry no key: whoever stands between sends them once.</summary>
    private async Task AskTheWay(CancellationToken enough, CancellationToken ct)
    {
        while (!enough.IsCancellationRequested)
        {
            await asker.Nobody.Route(CaseLoad.LostPassport, ct);
            await Pause.For(BetweenQuestions, ct);
        }
    }
}
