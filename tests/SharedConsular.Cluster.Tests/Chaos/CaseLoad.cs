using SharedConsular.Contracts;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>Estonians who lost their passports in Quito, where Germany and Spain have posts: opened, worked, handed over and closed.</summary>
internal sealed class CaseLoad
{
    public const string Opened = "case-opened";
    public const string Accepted = "case-accepted";
    public const string Complained = "case-complaint-made";
    public const string Asked = "case-own-state-asked";
    public const string Answered = "case-consultation-answered";
    public const string PapersAsked = "case-papers-asked-for";
    public const string PapersProvided = "case-papers-provided";
    public const string StepRecorded = "case-step-recorded";
    public const string Offered = "case-handover-offered";
    public const string Taken = "case-handover-accepted";
    public const string TakenBack = "case-handover-offer-withdrawn";
    public const string Issued = "case-document-issued";
    public const string Delivered = "case-document-delivered";
    public const string Closed = "case-closed";

    private const int NationalsMax = 4;
    private const int StepsMax = 2;
    private static readonly TimeSpan ThoughtMax = TimeSpan.FromMilliseconds(60);
    private static readonly string[] Papers = ["photo"];
    public static readonly RoutingRequest LostPassport = new([new NationalityRequest("ee")], "ec", "emergency_travel_document", "urgent");

    private readonly Member[] _nationals;
    private readonly Dictionary<string, Member> _officers;

    private CaseLoad(Member[] nationals, Dictionary<string, Member> officers) => (_nationals, _officers) = (nationals, officers);

    public static async Task<CaseLoad> Open(Asker asker, CancellationToken ct)
    {
        var nationals = new Member[NationalsMax];
        for (var i = 0; i < nationals.Length; i++)
        {
            nationals[i] = await asker.SignIn("ee", "national", $"national-{i}", ct);
        }

        var officers = new Dictionary<string, Member>(StringComparer.Ordinal);
        foreach (var party in (string[])["de", "ee", "es"])
        {
            officers[party] = await asker.SignIn(party, "officer", "officer-1", ct);
        }

        return new CaseLoad(nationals, officers);
    }

    /// <summary>Works one case after another; the last to its end.</summary>
    public async Task Work(Random random, CancellationToken enough, CancellationToken ct)
    {
        while (!enough.IsCancellationRequested)
        {
            await WorkOne(random, ct);
        }
    }

    private static Task Think(Random random, CancellationToken ct) => Pause.For(ThoughtMax * random.NextDouble(), ct);

    private async Task WorkOne(Random random, CancellationToken ct)
    {
        var national = _nationals[random.Next(_nationals.Length)];
        var request = new OpenCaseRequest(LostPassport, [new PersonContract([new PersonNameContract("Mari Tamm")], new DateOnly(1990, 2, 3))], "de");
        if (await national.Do(Opened, null, (c, o, s) => c.OpenCase(request, o, s), ct) is not { Reference: var reference } opened)
        {
            return;
        }

        var owner = _officers["de"];
        await Act(owner, Accepted, (c, o, s) => c.AcceptCase(reference, o, s));
        if (random.Next(3) == 0)
        {
            await Act(national, Complained, (c, o, s) => c.Complain(reference, new ComplainRequest("It takes long."), o, s));
        }

        await Act(owner, PapersAsked, (c, o, s) => c.AskForPapers(reference, new AskForPapersRequest(Papers), o, s));
        await Act(owner, PapersProvided, (c, o, s) => c.ProvidePapers(reference, new ProvidePapersRequest(Papers), o, s));
        foreach (var step in opened.Checklist.Where(s => s.DoneAt is null).Take(StepsMax))
        {
            await Act(owner, StepRecorded, (c, o, s) => c.RecordStep(reference, new RecordStepRequest(step.Step), o, s));
        }

        await Act(owner, Asked, (c, o, s) => c.AskOwnState(reference, new AskOwnStateRequest("Is she yours?"), o, s));
        await Act(_officers["ee"], Answered, (c, o, s) => c.AnswerConsultation(reference, new AnswerConsultationRequest("confirmed"), o, s));
        if (random.Next(2) == 0)
        {
            await Act(owner, Offered, (c, o, s) => c.OfferHandover(reference, new OfferHandoverRequest("es", "She is near their post."), o, s));
            owner = await Race(owner, reference, random, ct) ? _officers["es"] : owner;
        }

        await Act(owner, Issued, (c, o, s) => c.IssueDocument(reference, new IssueDocumentRequest("EUETD-1"), o, s));
        await Act(owner, Delivered, (c, o, s) => c.DeliverDocument(reference, new DeliverDocumentRequest("At the desk"), o, s));
        await Act(owner, Closed, (c, o, s) => c.CloseCase(reference, new CloseCaseRequest("served"), o, s));

        async Task Act(Member who, string kind, Func<ConsularClient, SendOptions, CancellationToken, Task<Answer<CaseResponse>>> send)
        {
            await Think(random, ct);
            await who.Do(kind, reference, send, ct);
        }
    }

    /// <summary>One takes the case while the other takes the offer back; one of them is too late.</summary>
    /// <returns>Whether it was taken.</returns>
    private async Task<bool> Race(Member owner, string reference, Random random, CancellationToken ct)
    {
        var (takes, takesBack) = (Think(random, ct), Pause.For(ThoughtMax * 3 * random.NextDouble(), ct)); // Who takes it has a longer way to go.
        var taken = Go(takes, () => _officers["es"].Do(Taken, reference, (c, o, s) => c.AcceptHandover(reference, o, s), ct, alone: false));
        var back = Go(takesBack, () => owner.Do(TakenBack, reference, (c, o, s) => c.WithdrawHandoverOffer(reference, o, s), ct, alone: false));
        await Task.WhenAll(taken, back);
        if (await taken is not null == await back is not null)
        {
            owner.Asker.History.Surprise($"{reference} was {(await back is null ? "neither taken nor" : "both taken and")} taken back.");
        }

        return await taken is not null;

        static async Task<CaseResponse?> Go(Task first, Func<Task<CaseResponse?>> then)
        {
            await first;

            return await then();
        }
    }
}
