using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary>One person's case from the question to the end, each deed by whom it belongs to.</summary>
internal sealed class CaseRun(PlannedCase plan, DateTimeOffset firstMoment, string keyPrefix, ReplayTokens tokens, ReplayLog log)
{
    private const string InformDuty = "inform-own-state";

    private readonly ClockLedger _clocks = new(log);
    private DateTimeOffset _now = firstMoment.AddMinutes(plan.Minute);
    private CaseResponse? _case;
    private int _deeds;

    public static async Task Go(
        PlannedCase plan, DateTimeOffset weekStarts, DateTimeOffset weekEnds, string keyPrefix, ReplayTokens tokens, ReplayLog log, CancellationToken ct)
    {
        var run = new CaseRun(plan, weekStarts, keyPrefix, tokens, log);
        await run.Live(weekEnds, ct);
        run._clocks.End(weekEnds);
        log.Count(ReplayReport.ByStatus, run._case?.Status ?? "nobody may help");
    }

    private bool WeekIsOver(DateTimeOffset weekEnds) => _case is null || _deeds >= plan.DeedsMax || _now > weekEnds;

    private async Task Live(DateTimeOffset weekEnds, CancellationToken ct)
    {
        log.Count(ReplayReport.ByLoad, plan.Load);
        log.Count(ReplayReport.ByService, plan.Service);
        await Open(ct);
        foreach (var deed in (Func<CancellationToken, Task>[])
            [
                Trespass, Accept, Withdraw, Consult, Discharge, AskForPapers, HandOver, Discharge, WorkSteps, Recall, Decide, Issue,
                Discharge, Close, Complain, Reopen,
            ])
        {
            if (WeekIsOver(weekEnds))
            {
                return;
            }

            if (!IsOver || deed == Complain || deed == Reopen)
            {
                await deed(ct);
            }
        }
    }

    private bool IsOver => _case!.Status is "closed" or "withdrawn";

    /// <summary>Also by an objection of the state of nationality, which ends the question.</summary>
    private bool IsDecided => _case!.Status == "decided";

    private string Owner => _case!.Owner;

    /// <summary>Whoever may work this case: a protection file is for certified officers only.</summary>
    private Task<ConsularClient> OfficerOf(string party, CancellationToken ct) =>
        plan.FearsOwnState ? tokens.ProtectionOfficer(party, ct) : tokens.Officer(party, 1, ct);

    private async Task Open(CancellationToken ct)
    {
        var need = new RoutingRequest(
            [new NationalityRequest(plan.State, plan.ClaimedOnly ? "claimed" : null)],
            plan.In,
            plan.Service,
            plan.Urgency,
            FearsOwnState: plan.FearsOwnState);
        var national = await tokens.National(plan, ct);
        var answer = await log.Do("route", false, () => national.Route(need, ct));
        log.Count(ReplayReport.ByRoad, answer is { Options: [var first, ..] } ? first.Kind : "nobody");
        foreach (var rejected in answer?.Rejected ?? [])
        {
            log.Count(ReplayReport.ByGate, rejected.Code);
        }

        // Whom the own state may not know of can't sign in through it: an officer of the party that helps opens the case.
        var byOfficer = (plan.OpenedByOfficer || plan.FearsOwnState) && answer is { Options.Count: > 0 };
        var opener = byOfficer ? await OfficerOf(answer!.Options[0].Party, ct) : national;
        var person = new PersonContract([new PersonNameContract(plan.Name, plan.Script)], plan.Born);
        var request = new OpenCaseRequest(need, [person], Applicant: byOfficer && !plan.FearsOwnState ? ReplayTokens.LoginOf(plan) : null);
        See(await log.Do("open", answer is { Options.Count: 0 }, () => opener.OpenCase(request, Key("open"), ct)));
    }

    private async Task Trespass(CancellationToken ct)
    {
        if (plan.Trespassed)
        {
            var stranger = await tokens.Officer(plan.In == "ch" ? "at" : "ch", 1, ct);
            await log.Do("read another's case", true, () => stranger.GetCase(_case!.Reference, inFull: false, ct));
        }
    }

    private async Task Accept(CancellationToken ct)
    {
        if (_case!.Status == "opened")
        {
            var officer = await OfficerOf(Owner, ct);
            await Deed("accept", () => officer.AcceptCase(_case.Reference, Key("accept"), ct), waits: true);
        }
    }

    private async Task Withdraw(CancellationToken ct)
    {
        if (plan.Withdrawn && !plan.FearsOwnState)
        {
            var national = await tokens.National(plan, ct);
            await Deed(
                "withdraw",
                () => national.WithdrawCase(_case!.Reference, new WithdrawCaseRequest("No longer needed."), Key("withdraw"), ct));
        }
    }

    private async Task Consult(CancellationToken ct)
    {
        if (Owner == _case!.ActsFor || plan.FearsOwnState)
        {
            return;
        }

        var officer = await OfficerOf(Owner, ct);
        await Deed(
            "consult",
            () => officer.AskOwnState(_case.Reference, new AskOwnStateRequest("Is this person your national, and may we help?"), Key("consult"), ct));
        var answers = await OfficerOf(_case.ActsFor, ct);
        await Deed(
            "answer consultation",
            () => answers.AnswerConsultation(_case.Reference, new AnswerConsultationRequest(plan.Objected ? "objected" : "confirmed"), Key("answer"), ct),
            waits: true);
    }

    private async Task AskForPapers(CancellationToken ct)
    {
        if (!plan.PapersAsked || IsDecided)
        {
            return;
        }

        var officer = await OfficerOf(Owner, ct);
        await Deed("ask for papers", () => officer.AskForPapers(_case!.Reference, new AskForPapersRequest(["photo", "proof_of_identity"]), Key("ask"), ct));
        await Deed(
            "provide papers",
            () => officer.ProvidePapers(_case!.Reference, new ProvidePapersRequest(["photo", "proof_of_identity"]), Key("papers"), ct));
    }

    private async Task HandOver(CancellationToken ct)
    {
        // Where the state of nationality serves itself, somebody else may; where another serves, it goes home.
        if (!plan.HandedOver || plan.FearsOwnState || Owner == _case!.ActsFor)
        {
            return;
        }

        var from = await OfficerOf(Owner, ct);
        var to = _case.ActsFor;
        var offer = new OfferHandoverRequest(to, "The own state can serve it better.");
        if (await Deed("offer handover", () => from.OfferHandover(_case.Reference, offer, Key("offer"), ct)))
        {
            var officer = await OfficerOf(to, ct);
            await (plan.HandoverDeclined
                ? Deed(
                    "decline handover",
                    () => officer.DeclineHandover(_case.Reference, new DeclineHandoverRequest("No capacity this week."), Key("decline"), ct),
                    waits: true)
                : Deed("accept handover", () => officer.AcceptHandover(_case.Reference, Key("take"), ct), waits: true));
            await Deed(
                "write after handing over",
                () => from.RecordStep(_case.Reference, new RecordStepRequest(_case.Checklist[^1].Step), Key("late"), ct),
                refusalPlanned: !plan.HandoverDeclined);
        }
    }

    private async Task WorkSteps(CancellationToken ct)
    {
        foreach (var (number, step) in _case!.Checklist.Where(s => s.DoneAt is null).Take(plan.Steps).Index().ToArray())
        {
            var officer = await OfficerOf(Owner, ct);
            await Deed("record step", () => officer.RecordStep(_case.Reference, new RecordStepRequest(step.Step), Key($"step-{number}"), ct), plan.Objected);
        }
    }

    private async Task Recall(CancellationToken ct)
    {
        if ((plan.Recalled || plan.Objected) && !plan.FearsOwnState && Owner != _case!.ActsFor)
        {
            var own = await OfficerOf(_case.ActsFor, ct);
            await Deed("recall", () => own.RecallCase(_case.Reference, new RecallCaseRequest("We take it from here."), Key("recall"), ct));
        }
    }

    private async Task Decide(CancellationToken ct)
    {
        if (IsDecided)
        {
            return;
        }

        var request = new DecideCaseRequest(!plan.Refused, plan.Refused ? "The conditions are not met." : "The conditions are met.");
        var needed = plan.Refused ? "refuse" : "decide";
        var has = _case!.Powers.Contains(needed) || Owner == _case.ActsFor;
        if (!has)
        {
            var without = await OfficerOf(Owner, ct);
            await Deed("decide without the power", () => without.DecideCase(_case.Reference, request, Key("no-power"), ct), refusalPlanned: true);
        }

        if (has || !plan.FearsOwnState)
        {
            var officer = await OfficerOf(has ? Owner : _case.ActsFor, ct);
            await Deed("decide", () => officer.DecideCase(_case.Reference, request, Key("decide"), ct));
        }
    }

    private async Task Issue(CancellationToken ct)
    {
        if (!plan.Document || _case is not { Status: "decided", Decision.Granted: true })
        {
            return;
        }

        var officer = await OfficerOf(_case.Powers.Contains("issue") || plan.FearsOwnState ? Owner : _case.ActsFor, ct);
        if (await Deed("issue", () => officer.IssueDocument(_case.Reference, new IssueDocumentRequest($"X{plan.Number:0000000}"), Key("issue"), ct)))
        {
            await Deed("deliver", () => officer.DeliverDocument(_case.Reference, new DeliverDocumentRequest("at the desk"), Key("deliver"), ct));
        }
    }

    private async Task Discharge(CancellationToken ct)
    {
        foreach (var duty in _case!.Duties.Where(d => !d.Done).ToArray())
        {
            var officer = await OfficerOf(Owner, ct);
            await Deed(duty.Code == InformDuty ? "inform own state" : "do a duty", () =>
                officer.RecordStep(_case.Reference, new RecordStepRequest(duty.Code), Key("duty-" + duty.Code), ct));
        }
    }

    private async Task Close(CancellationToken ct)
    {
        var officer = await OfficerOf(Owner, ct);
        await Deed("close", () => officer.CloseCase(_case!.Reference, new CloseCaseRequest(plan.Refused ? "refused" : "served"), Key("close"), ct));
        if (plan.Trespassed && IsOver)
        {
            await Deed(
                "decide after closing",
                () => officer.DecideCase(_case!.Reference, new DecideCaseRequest(true, "Once more."), Key("after"), ct),
                refusalPlanned: true);
        }
    }

    private async Task Complain(CancellationToken ct)
    {
        if (!plan.Complained || plan.FearsOwnState)
        {
            return;
        }

        var national = await tokens.National(plan, ct);
        if (await Deed("complain", () => national.Complain(_case!.Reference, new ComplainRequest("It took too long."), Key("complain"), ct)))
        {
            var id = _case!.Complaints[^1].Id;
            var same = await OfficerOf(Owner, ct);
            if (await Deed(
                "answer own complaint",
                () => same.AnswerComplaint(_case.Reference, new AnswerComplaintRequest(id, "It did not."), Key("same"), ct),
                refusalPlanned: true))
            {
                return;
            }

            var other = await tokens.Officer(Owner, 2, ct);
            await Deed(
                "answer complaint",
                () => other.AnswerComplaint(_case.Reference, new AnswerComplaintRequest(id, "We are sorry; it did."), Key("other"), ct));
        }
    }

    private async Task Reopen(CancellationToken ct)
    {
        if (plan.Reopened && IsOver)
        {
            var officer = await OfficerOf(Owner, ct);
            await Deed("reopen", () => officer.ReopenCase(_case!.Reference, new ReopenCaseRequest("New facts."), Key("reopen"), ct));
        }
    }

    /// <param name="waits">Somebody else has to take it up first; that is where the hours go.</param>
    /// <returns>Whether it was done.</returns>
    private async Task<bool> Deed(string name, Func<Task<Answer<CaseResponse>>> send, bool refusalPlanned = false, bool waits = false)
    {
        _now = _now.AddMinutes(plan.Minutes[_deeds++ % plan.Minutes.Count] * (waits ? plan.WaitFactor : 1));
        var after = await log.Do(name, refusalPlanned, send);
        See(after);

        return after is not null;
    }

    private void See(CaseResponse? seen)
    {
        if (seen is not null)
        {
            _case = seen;
            _clocks.See(seen, _now);
        }
    }

    private SendOptions Key(string deed) => new($"{keyPrefix}-{plan.Number}-{deed}");
}
