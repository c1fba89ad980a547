using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Handovers;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Routing;

namespace SharedConsular.Cases;

/// <summary>How each event changes a case. Total, and never a judge: what was stored once is true.</summary>
public sealed partial record Case
{
    private Case Evolve(CaseEvent @event) => Apply(@event) with
    {
        History = History.Add(new HistoryLine(@event.At, @event.By, @event.StoredName)),
    };

    private Case Apply(CaseEvent @event) => @event switch
    {
        CaseOpened opened => Open(opened),
        CaseAccepted accepted => Take(accepted.By),
        CaseAssigned assigned => this with { Officer = assigned.Officer },
        PapersAskedFor asked => this with
        {
            Status = CaseStatus.AwaitingPapers,
            Papers = Papers.AddRange(asked.Kinds.Select(k => new CasePaper(k, asked.Note, asked.At, null))),
        },
        PapersProvided provided => Provide(provided),
        PaperFileSent sent => Receive(sent),
        PaperFileSeen seen => this with { PaperFiles = [.. PaperFiles.Select(f => f.Id == seen.Id ? f with { Seen = true } : f)] },
        PaperFileTakenBack taken => TakeBack(taken.Id),
        StepRecorded step => (this with { Steps = Steps.Add(new RecordedStep(step.Step, step.By, step.At)) }).Discharge(step.Step),
        OwnStateAsked asked => this with
        {
            Consultation = new CaseConsultation(asked.Whom, asked.Question, asked.At, asked.AnswerDueAt),
            Clocks = Clocks.Without(CaseClock.AskOwnState).With(CaseClock.AnswerConsultation, asked.Whom, asked.At, asked.AnswerDueAt),
        },
        ConsultationAnswered answered => Answer(answered),
        CaseDecided decided => this with
        {
            Status = CaseStatus.Decided,
            Decision = new CaseDecision(decided.Granted, decided.Reason, decided.By, decided.At),
            Deciders = decided.By is { } by && !Deciders.Contains(by.User) ? Deciders.Add(by.User) : Deciders,
            Clocks = decided.Granted ? Clocks : Clocks.Without(CaseClock.CompleteAfterConfirmation, CaseClock.AskOwnState),
        },
        DocumentIssued issued => Issue(issued),
        DocumentDelivered delivered => this with { Status = CaseStatus.Delivered, Delivery = delivered.How },
        CaseClosed closed => End(CaseStatus.Closed, closed.Outcome, closed.Retention),
        CaseWithdrawn withdrawn => End(CaseStatus.Withdrawn, withdrawn.Reason, withdrawn.Retention),
        CaseReopened reopened => this with
        {
            Status = Accepted ? CaseStatus.InProgress : CaseStatus.Opened,
            Decision = null,
            Document = null,
            Delivery = null,
            Outcome = null,
            Reopening = reopened.Reason,
            Retention = [],
            RetentionEndedFor = [],
        },
        ComplaintMade made => this with
        {
            Complaints = Complaints.Add(new Complaint(made.Id, made.Text, made.About, made.By, made.At)),
        },
        ComplaintAnswered answered => this with
        {
            Complaints = [.. Complaints.Select(c => c.Id == answered.Id ? c with { Answer = answered.Answer, AnsweredBy = answered.By } : c)],
        },
        AgreementExitApplied exit => Exit(exit),
        CaseEscalated escalated => this with
        {
            EscalationLevel = escalated.Level,
            Clocks = [.. Clocks.Select(c => c.Name == escalated.Clock ? c with { EscalatedAt = escalated.At } : c)],
        },
        HandoverOffered offered => this with
        {
            Offer = new HandoverOffer(offered.Route, offered.Reason, offered.AnswerDueAt, offered.ReturnUntil),
            DeclinedBy = offered.Route is { } route ? DeclinedBy.Remove(route.Party) : DeclinedBy,
            Clocks = Clocks.With(CaseClock.AnswerHandover, offered.Route?.Party, offered.At, offered.AnswerDueAt),
        },
        HandoverAccepted accepted => AcceptHandover(accepted),
        HandoverDeclined declined => this with
        {
            Offer = null,
            DeclinedBy = declined.To is { } party ? DeclinedBy.Remove(party).Add(party) : DeclinedBy,
            Clocks = Clocks.Without(CaseClock.AnswerHandover),
        },
        HandoverOfferWithdrawn => this with { Offer = null, Clocks = Clocks.Without(CaseClock.AnswerHandover) },
        FearDisclosed => RaiseFirewall(),
        NoticeWithheld withheld => withheld.Party is null ? this : this with { Withheld = Withheld.Add(new WithheldNotice(withheld.Message, withheld.Party)) },
        FollowSecretChanged changed => this with { FollowHash = changed.Hash, FollowMadeBy = changed.By?.Party },
        CaseReturned returned => MoveTo(FindReturnRoute(), returned.At) with { ReturnReason = returned.Reason },
        CaseRecalled recalled =>
            (recalled.To is { } own ? MoveTo(ServingRoute.OfOwnState(own), recalled.At) : this).Take(recalled.By) with
            {
                ReturnReason = recalled.Reason,
            },
        AdversePartyBlocked blocked => Block(blocked),
        AdversePartyBlockLifted lifted => this with { Blocks = [.. Blocks.Where(b => b.Party != lifted.Party || b.User != lifted.User)] },
        AdversePersonBlocked blocked => Block(blocked),
        AdversePersonRecognised recognised => Recognise(recognised),
        AdversePersonBlockLifted lifted => this with { AdversePersons = [.. AdversePersons.Where(p => p.Number != lifted.Number)] },
        GlassBroken broken => Break(broken),
        GlassReviewed reviewed => Review(reviewed),
        PersonConsentRecorded recorded => Consent(recorded),
        PersonConsentOverridden overridden => Consent(overridden),
        SafeContactSet set => Reach(set),
        LegalHoldSet held => this with { Hold = new LegalHold(held.Reason, held.By, held.At) },
        LegalHoldLifted => this with { Hold = null },
        RetentionEnded ended => this with
        {
            Retention = [.. Retention.Where(t => t.Party != ended.Party)],
            RetentionEndedFor = ended.Party is { } over ? RetentionEndedFor.Remove(over).Add(over) : RetentionEndedFor,
        },
        PersonErased erased => Forget(erased),
        ProtocolStarted started => Begin(started),
        ProtocolStepSettled settled => Settle(settled),
        _ => throw new UnreachableException($"Case does not evolve on {@event.GetType().Name}."),
    };

    private Case Open(CaseOpened opened) => this with
    {
        Status = opened.Accepted ? CaseStatus.InProgress : CaseStatus.Opened,
        Home = opened.Home,
        Serving = opened.Route,
        ActsFor = opened.Route?.ActsFor,
        Service = opened.Service,
        Persons = opened.Persons,
        Applicant = opened.Applicant,
        Urgency = opened.Urgency,
        In = opened.In,
        Place = opened.Place,
        FearsOwnState = opened.FearsOwnState,
        RoutingDecisionId = opened.RoutingDecisionId,
        FollowHash = opened.FollowHash,
        OpenedAt = opened.At,
        Accepted = opened.Accepted,
        Officer = opened.Accepted ? opened.By?.User : null,
        Clocks = opened.Clocks,
        Duties = [.. (opened.Route?.Obligations ?? [])
            .Where(o => o.IsDuty && (o.BlocksHelp || opened.Clocks.Any(c => c.Name == o.Code)))
            .Select(CaseDuty.Of)],
    };

    private Case Take(Actor? by) => this with
    {
        Status = Status is CaseStatus.Opened ? CaseStatus.InProgress : Status,
        Accepted = true,
        Officer = by?.User,
        Clocks = Clocks.Without(CaseClock.AcceptCase),
    };

    private Case Provide(PapersProvided provided) =>
        WithPapers(provided.Kinds.Aggregate(Papers, (papers, kind) => papers.Provide(kind, provided.Note, provided.At)));

    /// <summary>A file provides its paper; a second page of it is no second paper.</summary>
    private Case Receive(PaperFileSent sent)
    {
        var file = new PaperFile(sent.Id, sent.Kind, sent.Format, sent.Bytes, sent.Key, sent.Digest, sent.By, sent.At);
        var isThere = !Papers.IsAskedFor(sent.Kind) && Papers.Any(p => p.Kind == sent.Kind);

        return (isThere ? this : WithPapers(Papers.Provide(sent.Kind, null, sent.At))) with { PaperFiles = PaperFiles.Add(file) };
    }

    private Case TakeBack(string id)
    {
        if (PaperFiles.FirstOrDefault(f => f.Id == id) is not { } file)
        {
            return this;
        }

        var left = PaperFiles.Remove(file);
        var papers = Papers.TakeBack(file, left);
        var isMissing = papers.IsAskedFor(file.Kind);

        return this with
        {
            PaperFiles = left,
            Papers = papers,
            Status = Status is CaseStatus.InProgress && isMissing ? CaseStatus.AwaitingPapers : Status,
        };
    }

    /// <summary>A case that waited for papers goes on when the last is in.</summary>
    private Case WithPapers(ImmutableArray<CasePaper> papers)
    {
        var complete = papers.All(p => p.ProvidedAt is not null);

        return this with
        {
            Papers = papers,
            Status = Status is CaseStatus.AwaitingPapers && complete ? CaseStatus.InProgress : Status,
        };
    }

    private Case Answer(ConsultationAnswered answered) =>
        (answered.Answer is ConsultationAnswer.Confirmed ? Discharge(Obligation.AskMandate, Obligation.VerifyNationality) : this) with
        {
            Consultation = Consultation is null ? null : Consultation with
            {
                Answer = answered.Answer,
                Note = answered.Note,
                AnsweredAt = answered.At,
            },
            Clocks = Clocks.Without(CaseClock.AnswerConsultation)
            .With(CaseClock.CompleteAfterConfirmation, Owner, answered.At, answered.CompleteDueAt),
        };

    private Case Issue(DocumentIssued issued) => this with
    {
        Status = CaseStatus.Issued,
        Document = new IssuedDocument(issued.Number, issued.By, issued.At, issued.InformDueAt is not null),
        Duties = issued.InformDueAt is not null && ActsFor is not null
            ? [.. Duties.Where(d => d.Code != CaseClock.InformOwnState), new CaseDuty(CaseClock.InformOwnState, ActsFor, Done: false)]
            : Duties,
        Clocks = Clocks.Without(CaseClock.CompleteAfterConfirmation, CaseClock.AskOwnState)
            .With(CaseClock.InformOwnState, Owner, issued.At, issued.InformDueAt),
    };

    private Case End(CaseStatus status, string outcome, ImmutableArray<RetentionTerm> retention) => this with
    {
        Status = status,
        Outcome = outcome,
        Retention = retention,
        Offer = null,
        Clocks = [.. Clocks.Where(c => c.Name == CaseClock.ReviewGlass)],
    };

    /// <summary>Only notes it: what was sealed under a destroyed key is unreadable by itself.</summary>
    private Case Forget(PersonErased erased)
    {
        var erasure = new Erasure(erased.Subjects, erased.Ground, erased.Rule, erased.By, erased.ByRole, erased.At, History.Length + 1);
        var forgetful = this with { Erasures = Erasures.Add(erasure) };

        return forgetful.Held.Subjects.IsEmpty ? forgetful with { Retention = [.. Retention.Where(t => t.Party != Keeper)] } : forgetful;
    }

    private Case Discharge(params ImmutableArray<string> codes) => this with
    {
        Duties = [.. Duties.Select(d => codes.Contains(d.Code) ? d with { Done = true } : d)],
        Clocks = [.. Clocks.Where(c => !(codes.Contains(c.Name) && Duties.Any(d => d.Code == c.Name)))],
    };

    private Case AcceptHandover(HandoverAccepted accepted)
    {
        var moved = MoveTo(Offer?.Route ?? (accepted.To is { } to ? Serving is null ? null : Serving with { Party = to } : null), accepted.At)
            .Take(accepted.By);

        return moved with
        {
            ReceivedFrom = Serving,
            ReturnUntil = Offer?.ReturnUntil,
            Clocks = moved.Clocks.With(CaseClock.AskOwnState, moved.Owner, accepted.At, accepted.AskOwnStateDueAt),
            Duties = [.. moved.Duties, .. (moved.Serving?.Obligations ?? [])
                .Where(o => o.IsDuty && o.BlocksHelp && moved.Duties.All(d => d.Code != o.Code))
                .Select(CaseDuty.Of)],
        };
    }

    /// <summary>From now on no state of nationality is asked, told or shown anything; what was owed to it falls away.</summary>
    private Case RaiseFirewall() => this with
    {
        FearsOwnState = true,
        // Whoever runs the login could have had a secret made for itself.
        FollowHash = FollowMadeBy is { } maker && Persons.Any(p => p.Nationalities.Any(n => n.State == maker)) ? null : FollowHash,
        Consultation = null,
        Offer = Offer is { } offer && Persons.Any(p => p.Nationalities.Any(n => n.State == offer.Route.Party)) ? null : Offer,
        Clocks = [.. Clocks.Where(c => !CaseClock.OwedToOwnState.Contains(c.Name))],
        Duties = [.. Duties.Where(d => d.Whom != ActsFor && d.Code != CaseClock.InformOwnState)],
    };

    private Case Exit(AgreementExitApplied exit)
    {
        var exited = this with { ExitedAgreement = exit.AgreementId };

        return exit.Fate switch
        {
            ExitFate.HandBack when ActsFor is { } own && !FearsOwnState => exited.MoveTo(ServingRoute.OfOwnState(own), exit.At),
            ExitFate.HumanDecides when ActsFor is { } own => exited with
            {
                Duties = [.. Duties.Where(d => d.Code != CaseClock.DecideAfterExit), new CaseDuty(CaseClock.DecideAfterExit, own, Done: false)],
                Clocks = Clocks.With(CaseClock.DecideAfterExit, Owner, exit.At, exit.ClockDueAt),
            },
            _ => exited,
        };
    }

    /// <summary>The one place where a case changes its owner: everything that belongs to it moves along.</summary>
    private Case MoveTo(ServingRoute? route, DateTimeOffset at)
    {
        if (route is null || Serving is null)
        {
            return this;
        }

        // A clock of the old owner runs on for the new one; what only a partner owes the own state falls away with it.
        var clocks = Clocks.Without(CaseClock.AnswerHandover, CaseClock.DecideAfterExit)
            .Select(c => c.Party == Serving.Party ? c with { Party = route.Party } : c)
            .Where(c => !route.IsOwn || !CaseClock.OwedToOwnState.Contains(c.Name));

        return this with
        {
            Serving = route,
            FormerOwners = [.. FormerOwners.Where(f => f.Route.Party != route.Party && f.Route.Party != Serving.Party), new PastOwnership(Serving, at)],
            Officer = null,
            Offer = null,
            ReceivedFrom = null,
            ReturnUntil = null,
            Clocks = [.. clocks],
            Duties = [.. Duties.Select(d =>
                d.Code == CaseClock.DecideAfterExit || (route.IsOwn && d.Code == CaseClock.InformOwnState) ? d with { Done = true } : d)],
        };
    }
}
