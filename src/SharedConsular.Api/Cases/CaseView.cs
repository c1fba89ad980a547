using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Languages;
using SharedConsular.Protection;
using SharedConsular.Routing;

namespace SharedConsular.Api.Cases;

/// <summary>A case as one caller may see it.</summary>
internal static class CaseView
{
    /// <summary>What a paper is called where its kind would tell the matter.</summary>
    public const string NeutralPaper = "papers";

    private static readonly Powers[] SinglePowers = [.. Enum.GetValues<Powers>().Where(p => p is not (Powers.None or Powers.All))];

    public static CaseResponse Of(
        string reference, Case @case, long version, Caller caller, World world, DateTimeOffset now, string language)
    {
        var service = @case.Service!;
        var route = @case.Serving!;
        var policy = world.Access;
        var mayReadPersons = CaseAccess.Allows(policy, CaseAction.ReadPersons, @case, caller, now);

        var whole = new CaseResponse(
            reference,
            version,
            Words.Of(@case.Status),
            service.Id,
            service.Version,
            world.FindService(service.Id)?.NameIn(language) ?? service.Id,
            @case.ActsFor!.Value,
            route.Party.Value,
            route.PostId,
            @case.In!.Value,
            mayReadPersons ? @case.Place : null,
            Words.Of(@case.Urgency),
            @case.FearsOwnState,
            route.AgreementId,
            @case.RoutingDecisionId!,
            @case.OpenedAt,
            @case.Officer?.Value,
            mayReadPersons ? [.. @case.Persons.Select(Person)] : null,
            PowersOf(route.Powers),
            [.. route.Instruments.Select(b => Basis(b, route, @case, world, Sentences.In(language)))],
            Checklist(@case, service),
            [.. @case.Papers.Select(p => new CasePaperResponse(p.Kind, mayReadPersons ? p.Note : null, p.AskedAt, p.ProvidedAt))],
            [.. @case.Clocks.Select(c => new CaseClockResponse(
                c.Name, c.Party.Value, c.StartedAt, c.DueAt, Words.Of(c.ColourAt(now)), c.EscalatedAt is not null))],
            [.. @case.Duties.Select(d => new CaseDutyResponse(d.Code, d.Whom.Value, d.Done))],
            @case.Consultation is { } asked
                ? new ConsultationStateResponse(
                    asked.Whom.Value, asked.Question, asked.AskedAt, asked.DueAt, Words.Of(asked.Answer), asked.Note, asked.AnsweredAt)
                : null,
            @case.Decision is { } decision ? new CaseDecisionResponse(decision.Granted, decision.Reason, decision.By.Party.Value, decision.At) : null,
            @case.Document is { } document ? new IssuedDocumentResponse(document.Number, document.At, document.ActedFirst) : null,
            @case.Delivery,
            @case.Outcome,
            @case.Offer is { } offer ? new HandoverResponse(offer.Route.Party.Value, offer.Reason, offer.DueAt) : null,
            mayReadPersons
                ? [.. @case.Complaints.Select(c => new ComplaintResponse(c.Id, c.Text, c.About?.Value, c.At, c.Answer))]
                : [],
            @case.EscalationLevel,
            CaseAccess.AllowedActions(policy, @case, caller, now))
        {
            Consents = mayReadPersons ? [.. @case.Consents.Select(Consent)] : null,
            SafeContacts = mayReadPersons
                ? [.. @case.Persons.Index().Where(p => p.Item.Reach is not null).Select(p => Reach(p.Index, p.Item.Reach!, now))]
                : null,
            AdverseParties = CaseAccess.Allows(policy, CaseAction.BlockAdverseParty, @case, caller, now)
                ? [.. @case.Blocks.Select(b => new AdversePartyResponse(b.Party.Value, b.User.Value, b.Reason, b.At))]
                : null,
            AdversePersons = CaseAccess.Allows(policy, CaseAction.BlockAdverseParty, @case, caller, now)
                ? [.. @case.AdversePersons.Select(p => new AdversePersonResponse(
                    p.Number, p.Name, p.BirthDate, p.Party?.Value, p.Post, p.Reason, p.Logins.Length, p.At))]
                : null,
            Protocols = mayReadPersons ? [.. @case.Protocols.Select(p => Protocol(p, world, language))] : null,
            LegalHold = @case.Hold is { } hold ? new LegalHoldResponse(mayReadPersons ? hold.Reason : null, hold.At) : null,
            Retention = @case.Retention.IsEmpty
                ? null
                : [.. @case.Retention.Select(t => new RetentionResponse(t.Party.Value, t.Rule, t.DueAt))],
        };

        return Case.IsOnlyFormerOwner(@case.RelationOf(caller)) ? Reduced(whole) : whole;
    }

    /// <summary>Whether somebody may look over the caller's shoulder: the person herself, where the matter is a secret.</summary>
    public static bool IsQuiet(Case @case, Caller caller) => caller.Role is Role.National && CaseListRow.IsProtected(@case);

    /// <summary>Where a secret matter stands, as its person sees it unless she asks for all of it: no word says what it is about, or whom.</summary>
    public static CaseResponse Quiet(CaseResponse whole) => Reduced(whole) with
    {
        Service = CaseListRow.NeutralTitle,
        ServiceVersion = "",
        ServiceName = CaseListRow.NeutralTitle,
        Post = whole.Post,
        Place = null,
        FearsOwnState = null,
        RoutingDecision = "",
        Persons = null,
        Papers = [.. whole.Papers.Select(p => p with { Kind = NeutralPaper, Note = null })],
        Complaints = [],
    };

    /// <summary>Whether that it happened tells nothing of the matter: it happens to every case.</summary>
    public static bool IsOfAnyCase(CaseEvent @event) => @event is CaseOpened or CaseAccepted or CaseAssigned or PapersAskedFor or PapersProvided
        or CaseDecided or DocumentIssued or DocumentDelivered or CaseClosed or CaseWithdrawn or CaseReopened or ComplaintMade or ComplaintAnswered;

    public static CaseLineResponse Line(CaseListRow row) => new(
        row.Reference, row.Title, Words.Of(row.Status), row.Service, Words.Of(row.Urgency), row.In?.Value, row.ActsFor?.Value, row.Owner?.Value,
        row.OpenedAt, row.Name, row.NextClock, row.NextClockDueAt);

    /// <summary>What a party keeps of a case it gave away: which one it was, whose it is now and how it stands.</summary>
    private static CaseResponse Reduced(CaseResponse whole) => whole with
    {
        Post = null,
        Agreement = null,
        Officer = null,
        Powers = [],
        Basis = [],
        Checklist = [],
        Papers = [],
        Clocks = [],
        Duties = [],
        Consultation = null,
        Decision = null,
        Document = null,
        Delivery = null,
        Outcome = null,
        Handover = null,
        Consents = null,
        SafeContacts = null,
        AdverseParties = null,
        AdversePersons = null,
        Protocols = null,
        EscalationLevel = 0,
        LegalHold = null,
        Retention = null,
    };

    private static CaseBasisResponse Basis(LegalBasis basis, ServingRoute route, Case @case, World world, Sentences sentences)
    {
        var agreement = basis.Code != "basis.also" && route.AgreementId is { } id ? world.FindAgreement(id)?.Title : null;
        var text = sentences.Find(
            basis.Code, world.NameOf(route.Party, sentences.Language), world.NameOf(@case.ActsFor!, sentences.Language),
            world.NameOf(@case.In!, sentences.Language), agreement ?? basis.Instrument);

        return new CaseBasisResponse(basis.Instrument, basis.Gate is { } gate ? Words.Of(gate) : null, basis.Code, text ?? basis.Code);
    }

    private static List<CaseStepResponse> Checklist(Case @case, CaseService service)
    {
        var extra = @case.Steps.Select(s => s.Step).Where(s => !service.Steps.Contains(s)).Distinct();

        return [.. service.Steps.Concat(extra).Select(step =>
        {
            var done = @case.Steps.LastOrDefault(s => s.Step == step);
            return new CaseStepResponse(step, done?.At, done?.By.Party.Value);
        })];
    }

    /// <summary>A step or protocol that the files no longer have is called by its id.</summary>
    private static CaseProtocolResponse Protocol(CaseProtocol running, World world, string language)
    {
        var known = world.Protocols.Find(running.Protocol);

        return new CaseProtocolResponse(
            running.Protocol,
            running.Version,
            known is null ? running.Protocol : ProtocolTexts.In(known.Names, language),
            running.StartedAt,
            [.. running.Steps.Select(s => new CaseProtocolStepResponse(
                s.Step,
                known?.Steps.FirstOrDefault(k => k.Id == s.Step) is { } step ? ProtocolTexts.In(step.Line.Texts, language) : s.Step,
                Words.Of(s.Outcome),
                s.DueAt,
                s.Outcome is ProtocolStepOutcome.Open && s.DueAt is not null ? CaseClock.OfProtocolStep(s.Number) : null,
                s.Certified,
                s.Reason,
                s.By?.Party.Value,
                s.At))],
            Lines(known?.MustNot),
            Lines(known?.Papers),
            Lines(known?.ReferTo));

        List<ProtocolLineResponse> Lines(ImmutableArray<ProtocolLine>? lines) =>
            [.. (lines ?? []).Select(l => new ProtocolLineResponse(ProtocolTexts.In(l.Texts, language), l.Basis, Words.Of(l.Confidence)))];
    }

    private static PersonConsentResponse Consent(PersonConsent consent) => new(
        Words.Of(consent.Purpose), consent.Recipient.Value, Words.Of(consent.State), consent.Note, consent.LegalBasis, consent.By.Party.Value, consent.At);

    private static SafeContactResponse Reach(int person, SafeContact rule, DateTimeOffset now) => new(
        person,
        [.. rule.Channels.Select(c => Words.Of(c))],
        rule.From,
        rule.To,
        rule.TimeZone,
        rule.Language,
        rule.NeutralWords,
        rule.Avoid,
        [.. rule.Channels.Where(c => rule.MayReach(c, now)).Select(c => Words.Of(c))],
        rule.CodeWords);

    private static PersonContract Person(PersonDetails person) => new(
        [.. person.Names.Select(n => new PersonNameContract(n.Text, n.Script, n.Given, n.Family, n.Father, n.Mother))],
        person.BirthDate,
        [.. person.Nationalities.Select(n => new NationalityRequest(n.State.Value, Words.Of(n.Proof)))],
        person.Contact,
        person.SafeContact,
        Words.Of(person.Authority),
        person.AuthorityNote);

    private static List<string> PowersOf(Powers powers) => [.. SinglePowers.Where(p => powers.HasFlag(p)).Select(p => Words.Of(p))];
}
