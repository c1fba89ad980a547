using System.Collections.Immutable;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

public enum InstrumentKind
{
    /// <summary>Gives gates, and nobody a mandate: the two Vienna Conventions.</summary>
    Convention,
    Directive,
    Treaty,
    Memorandum,

    /// <summary>Discretionary: no treaty right, so the assisted state says yes in each case.</summary>
    Practice,

    /// <summary>A service provider without consular authority; decisions stay with the state.</summary>
    Operator,

    /// <summary>Says who pays, and gives nobody a mandate.</summary>
    Funding,

    /// <summary>Not in force. Considered in what-if questions only.</summary>
    Proposal,
}

/// <summary>Where an agreement lets one party act for another's nationals.</summary>
public enum PlaceScope
{
    /// <summary>Any state that is neither the assisting nor the assisted one.</summary>
    AnyThirdState,

    /// <summary>Any state outside the parties.</summary>
    OutsideParties,

    /// <summary>Only the places listed.</summary>
    Listed,
}

/// <summary>A place named in an agreement, with the direction of help.</summary>
/// <param name="City">The post named, or empty for any post of the assisting party there.</param>
/// <param name="WithinKm">For a consular district smaller than the state: how far from the post it reaches. Null means the whole state.</param>
public sealed record ListedPlace(TenantId Assisting, TenantId Assisted, TenantId Place, string City, double? WithinKm, Confidence Basis);

/// <summary>When the assisted state counts as absent.</summary>
public enum UnrepresentedTest
{
    /// <summary>Help may be given although it is present.</summary>
    None,

    /// <summary>It has no embassy or career consulate there.</summary>
    NoResidentPost,

    /// <summary>No post of it there is effectively in a position to help in this case (Directive (EU) 2015/637, articles 4 and 6).</summary>
    NotEffectivelyAble,
}

[Flags]
public enum PersonsCovered
{
    None = 0,
    Nationals = 1,

    /// <summary>Family members of another nationality, on the terms of the national's family.</summary>
    Family = 2,

    /// <summary>Persons a party recognises who are citizens of none, such as the "non-citizens" of Estonia and Latvia.</summary>
    RecognisedNonCitizens = 4,
}

/// <summary>What a party may do in one service.</summary>
public sealed record ServicePowers(string Service, Powers Powers);

public enum ConsultBefore
{
    /// <summary>Nobody is consulted; the standing agreement is enough.</summary>
    Nothing,

    /// <summary>Before any help is given.</summary>
    Help,

    /// <summary>Before a document is issued.</summary>
    Issue,
}

/// <summary>How the assisted state is asked, with clocks in working days of the authority that acts. Null: no clock in the instrument.</summary>
/// <param name="ActFirst">In extreme urgency the assisting party helps first and tells at once.</param>
public sealed record Consultation(
    ConsultBefore Before,
    int? AskWithinDays,
    int? AnswerWithinDays,
    int? CompleteWithinDays,
    bool ActFirst,
    string Reference)
{
    /// <summary>The same clocks in hours where the instrument counts hours, such as "at once, within 24 hours".</summary>
    public int? TellWithinHours { get; init; }
}

public enum CostRule
{
    /// <summary>The instrument does not say.</summary>
    NotSaid,

    /// <summary>The person undertakes to repay the own state, which the assisting state may ask for its outlay.</summary>
    UndertakingToOwnState,

    /// <summary>The assisted state repays the outlay.</summary>
    AssistedStatePays,

    /// <summary>The person or the assisted state bears it.</summary>
    PersonOrOwnState,

    /// <summary>By the service contract with the operator: the fee is the origin's, the handling charge the operator's.</summary>
    ServiceContract,

    /// <summary>Total actual cost divided by persons helped, contributions of mechanisms deducted first.</summary>
    ProRata,
}

/// <param name="ClaimWithinMonths">How long a state may claim reimbursement.</param>
public sealed record CostTerms(CostRule Rule, int? ClaimWithinMonths, string Reference);

/// <param name="Controller">Whose data it is: always the assisted state unless the instrument says otherwise.</param>
/// <param name="KeepAssistingDays">How long the assisting party keeps personal data.</param>
/// <param name="KeepAssistedDays">How long the state of nationality keeps them.</param>
public sealed record DataTerms(string Controller, int? KeepAssistingDays, int? KeepAssistedDays, string Reference);

/// <summary>What becomes of open cases when an agreement is suspended or ends.</summary>
public enum ExitFate
{
    /// <summary>The serving party finishes them.</summary>
    Finish,

    /// <summary>They go back to the state of nationality.</summary>
    HandBack,

    /// <summary>A person decides about each one.</summary>
    HumanDecides,
}

public sealed record ExitTerms(int? NoticeDays, ExitFate OpenCases, ExitFate UrgentCases, string Reference)
{
    public ExitFate FateOf(Urgency urgency) => urgency is Urgency.Routine ? OpenCases : UrgentCases;
}

/// <summary>
/// An instrument by which one party may act for another's nationals, in a form that can be evaluated. One version; the
/// facts that change between versions (notices, objections, mandates, suspension) stand in the agreement register.
/// </summary>
/// <param name="Assisting">Who may act.</param>
/// <param name="Assisted">For whose nationals.</param>
/// <param name="Services">Powers by service. A service that is not here is not covered.</param>
/// <param name="Excluded">Services named as excluded: said so when someone asks for one.</param>
/// <param name="StandingMandate">Whether the parties' consent to it is their mandate (G5); else each assisted state gives one.</param>
/// <param name="Gates">How the gates stand by the instrument itself.</param>
public sealed record Agreement(
    string Id,
    int Version,
    string Title,
    InstrumentKind Kind,
    ImmutableArray<TenantId> Assisting,
    ImmutableArray<TenantId> Assisted,
    PlaceScope Scope,
    ImmutableArray<ListedPlace> Places,
    ImmutableArray<ServicePowers> Services,
    ImmutableArray<string> Excluded,
    PersonsCovered Persons,
    bool StandingMandate,
    UnrepresentedTest Unrepresented,
    ImmutableArray<GateRecord> Gates,
    Consultation Consultation,
    CostTerms Cost,
    DataTerms Data,
    Period InForce,
    ExitTerms Exit,
    Confidence Basis,
    string Source)
{
    /// <summary>The person may be sent on to a post the parties designated, except where help would be compromised (2015/637, article 7(3)).</summary>
    public ImmutableArray<ListedPlace> Designated { get; init; } = [];

    /// <summary>
    /// Which of G1 to G4 the receiving state must have passed before a party acts: notice for most, its consent for
    /// some. The mandate (G5), the person, the firewall and local law (G6-G8) are asked always.
    /// </summary>
    public ImmutableArray<GateKind> Requires { get; init; } = [GateKind.G3NoticeForThirdState];

    /// <summary>When it does not hold although it is in force. Recorded in the agreement register.</summary>
    public ImmutableArray<Period> Suspensions { get; init; } = [];

    /// <summary>The articles that matter, in own words: what an officer reads.</summary>
    public ImmutableArray<ArticleNote> Articles { get; init; } = [];

    /// <summary>Whether anyone may act under it. A convention or a fund gives no mandate; a proposal is not law.</summary>
    public bool GivesMandates => Kind is not (InstrumentKind.Convention or InstrumentKind.Funding or InstrumentKind.Proposal);

    /// <summary>Names this version in a legal basis, for example <c>ca-au-1986@1</c>.</summary>
    public string Reference { get; } = $"{Id}@{Version}";

    public bool IsParty(TenantId tenant) => Assisting.Contains(tenant) || Assisted.Contains(tenant);

    public bool HoldsOn(DateOnly day)
    {
        foreach (var suspension in Suspensions)
        {
            if (suspension.Contains(day))
            {
                return false;
            }
        }

        return InForce.Contains(day);
    }
}

public sealed record ArticleNote(string Reference, string Rule);
