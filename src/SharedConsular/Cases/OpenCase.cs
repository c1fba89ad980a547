using System.Collections.Immutable;
using SharedConsular.Calendars;
using SharedConsular.Protection;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Cases;

/// <summary>Opens a case with the party that routing chose. Its key is of the tenant <see cref="Home"/>.</summary>
/// <param name="Applicant">The national's login; none when an officer opens it for someone without one.</param>
/// <param name="In">The receiving state: where the person is.</param>
/// <param name="Calendars">Of the authorities whose clocks may start; one that is missing works Monday to Friday.</param>
/// <param name="FollowHash">Of the secret by which the person follows the case; drawn outside.</param>
public sealed record OpenCase(
    ServingRoute Route,
    CaseService Service,
    ImmutableArray<PersonDetails> Persons,
    UserId? Applicant,
    Urgency Urgency,
    TenantId In,
    string? Place,
    bool FearsOwnState,
    string RoutingDecisionId,
    ImmutableArray<WorkCalendar> Calendars,
    string? FollowHash = null) : CaseCommand
{
    public const int PersonsMax = 50;

    /// <summary>How the state acted for takes names down; null where it has not said.</summary>
    public NameRules? NameRules { get; init; }

    /// <summary>What the state acted for and the serving party adopted; what fits begins with the case.</summary>
    public ImmutableArray<Protocol> Protocols { get; init; } = [];

    public override CaseAction Action => CaseAction.Open;

    /// <summary>The tenant that keeps the case: the state acted for, or the serving party when the person fears it.</summary>
    public TenantId Home => FearsOwnState ? Route.Party : Route.ActsFor;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Status is not CaseStatus.NotOpened
        && @case.RoutingDecisionId == RoutingDecisionId
        && @case.Applicant == Applicant
        && @case.Service == Service
        && @case.Urgency == Urgency
        && @case.In == In
        && @case.Place == Place
        && @case.FearsOwnState == FearsOwnState
        && @case.Persons.SequenceEqual(Persons);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        if (FindRefusalOf(context.Caller) is { } refusal)
        {
            return refusal;
        }

        var accepted = context.Caller.Role is not Role.National && context.Caller.Tenant == Route.Party;

        var opened = new CaseOpened(
            Home,
            Route,
            Service,
            [.. WithSubjects()],
            Applicant,
            Urgency,
            In,
            Place,
            FearsOwnState,
            RoutingDecisionId,
            accepted,
            [.. ClocksFrom(context.Now, accepted)],
            Actor.Of(context.Caller),
            context.Now,
            FollowHash);
        var facts = ProtocolFacts.Of(Service, Persons, FearsOwnState, DateOnly.FromDateTime(context.Now.UtcDateTime));

        return StartProtocol.Matching(Protocols, facts, @case, CalendarOf(Route.Party), Actor.Of(context.Caller), context.Now).Insert(0, opened);
    }

    /// <summary>The applicant's own record is hers by her login; the others by their place in the case.</summary>
    private IEnumerable<PersonDetails> WithSubjects()
    {
        var own = Applicant is null ? null : Persons.FirstOrDefault(p => p.Authority is FilingAuthority.Self);

        return Persons.Select((person, place) => person with
        {
            Subject = ReferenceEquals(person, own) ? Applicant!.Value.Value : PersonDetails.SubjectAt(place),
        });
    }

    private Refusal? FindRefusalOf(Caller caller) =>
        Persons.IsEmpty ? CaseRefusals.NobodyNamed
        : Persons.Length > PersonsMax ? CaseRefusals.TooManyPersons.With($"{PersonsMax}")
        : FindMissingName() is { } missing ? missing
        : IsFeared(Route.Party) || IsFeared(caller.Tenant) ? CaseRefusals.OwnStateFeared
        : caller.Role is Role.National ? (Applicant == caller.User ? null : CaseRefusals.ApplicantIsAnother)
        : caller.Tenant == Route.Party || caller.Tenant == Home ? null
        : CaseRefusals.NotYoursToOpen;

    /// <summary>A form is no reason to keep anyone waiting who can't wait, nor one to ask of whoever flees that state.</summary>
    private Refusal? FindMissingName()
    {
        if (Urgency is not Urgency.Routine || FearsOwnState || NameRules is null)
        {
            return null;
        }

        var faults = Persons.Select((person, place) => (Place: place, Refusal: person.Nationalities.Any(n => n.State == Route.ActsFor)
                ? NameRules.FindRefusalOf(person.Names)
                : null))
            .Where(f => f.Refusal is not null)
            .Select(f => (f.Refusal, Fault: new Fault($"#/persons/{f.Place}/names", f.Refusal!.Code, f.Refusal.Text) { Argument = f.Refusal.Arguments[0] }))
            .ToArray();

        return faults is [] ? null : faults[0].Refusal!.At([.. faults.Select(f => f.Fault)]);
    }

    private bool IsFeared(TenantId party) =>
        FearsOwnState
        && ((party == Route.ActsFor && party != Home) || Persons.Any(p => p.Nationalities.Any(n => n.State == party)));

    private IEnumerable<CaseClock> ClocksFrom(DateTimeOffset now, bool accepted)
    {
        var calendar = CalendarOf(Route.Party);
        if (!accepted)
        {
            yield return new CaseClock(CaseClock.AcceptCase, Route.Party, now, CaseClock.AcceptDue(Urgency, calendar, now));
        }

        if (CaseClock.FindAskDue(Route, FearsOwnState, calendar, now) is { } askDue)
        {
            yield return new CaseClock(CaseClock.AskOwnState, Route.Party, now, askDue);
        }

        // What is owed to the state of nationality itself is the consultation, and has its own clocks.
        foreach (var obligation in Route.Obligations.Where(o => o.Whom != Route.ActsFor && !IsFeared(o.Whom)).DistinctBy(o => o.Code))
        {
            DateTimeOffset? due = obligation switch
            {
                { WithinHours: { } hours } => now.AddHours(hours),
                { WithinWorkingDays: { } days } => CalendarOf(obligation.ClockOf ?? Route.Party).EndOfWorkingDays(now, days),
                _ => null,
            };
            if (due is { } dueAt)
            {
                yield return new CaseClock(obligation.Code, Route.Party, now, dueAt);
            }
        }
    }

    private WorkCalendar CalendarOf(TenantId authority) =>
        Calendars.OrEmpty().FirstOrDefault(c => c.Authority == authority) ?? WorkCalendar.Default(authority);
}
