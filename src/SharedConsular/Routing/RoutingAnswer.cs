using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Services;

namespace SharedConsular.Routing;

/// <summary>By which road help comes.</summary>
public enum RouteKind
{
    /// <summary>The own state's career post in the receiving state.</summary>
    OwnPost,

    /// <summary>The own state's honorary consul there, within its competence.</summary>
    OwnHonorary,

    /// <summary>The own state's post elsewhere that is accredited to the receiving state.</summary>
    OwnAccredited,

    /// <summary>The own state's mobile consulate round.</summary>
    OwnMobileRound,

    /// <summary>The own state's remote desk.</summary>
    OwnRemoteDesk,

    /// <summary>Another party's post under an agreement.</summary>
    Partner,

    /// <summary>A shared support centre under the own state's mandate.</summary>
    SharedCentre,

    /// <summary>The nearest own post in another state, to which the person would have to travel.</summary>
    OwnAbroad,
}

public enum RoutingOutcome
{
    /// <summary>At least one party may and should help.</summary>
    Route,

    /// <summary>Nobody on the platform may help with this, here, now; the rejected parties say why.</summary>
    NoRoute,
}

/// <summary>A gate that was passed, with the instrument and version that let it through.</summary>
/// <param name="Instrument">Agreement id with version (<c>ca-au-1986@1</c>), or an article of a convention.</param>
/// <param name="Gate">The gate passed; null when the instrument itself is the ground and no gate applies.</param>
/// <param name="Code">Why it holds; its sentence stands in <c>Languages</c>.</param>
public sealed record LegalBasis(string Instrument, GateKind? Gate, string Code);

/// <summary>Something the serving party must do, by a clock where there is one.</summary>
/// <param name="Code">For example <c>obligation.ask-person</c>; its sentence stands in <c>Languages</c>.</param>
/// <param name="Whom">Whom to consult or tell.</param>
/// <param name="BlocksHelp">Whether help waits until it is done.</param>
/// <param name="WithinWorkingDays">Counted in working days of <paramref name="ClockOf"/>.</param>
public sealed record Obligation(
    string Code,
    TenantId Whom,
    bool BlocksHelp,
    int? WithinWorkingDays,
    TenantId? ClockOf,
    int? WithinHours,
    string Instrument)
{
    public const string AskMandate = "obligation.ask-mandate";
    public const string VerifyNationality = "obligation.verify-nationality";
    public const string ConsultBeforeHelp = "obligation.consult-before-help";
    public const string ConsultBeforeIssue = "obligation.consult-before-issue";
    public const string AwaitAnswer = "obligation.await-answer";
    public const string Complete = "obligation.complete";

    /// <summary>Whether it is done by ticking it off; the consultation is done by asking and being answered.</summary>
    internal bool IsDuty => Code is not (ConsultBeforeHelp or ConsultBeforeIssue or AwaitAnswer or Complete);
}

/// <summary>One party that may and should help.</summary>
/// <param name="ActsFor">The state of nationality on whose behalf help is given; its own party when the routes are own.</param>
/// <param name="Agreement">The agreement it acts under; null for an own post.</param>
/// <param name="Completes">Whether its powers carry the service to its end without another party's decision.</param>
/// <param name="Preference">The rule of the preference policy that placed it.</param>
public sealed record RoutingOption(
    RouteKind Kind,
    TenantId Party,
    TenantId ActsFor,
    Post Post,
    Powers Powers,
    Agreement? Agreement,
    ImmutableArray<LegalBasis> Basis,
    ImmutableArray<Obligation> Obligations,
    CostTerms Cost,
    double? DistanceKm,
    Fee? Fee,
    PostCondition Condition,
    bool Completes,
    PreferenceRule Preference)
{
    public int Rank { get; init; }
}

/// <summary>A party that was considered and may not or should not help.</summary>
/// <param name="Code">The gate or rule that stopped it, for example <c>gate.g3.objected</c>.</param>
/// <param name="Instrument">The agreement under which it was considered; null for the own state.</param>
public sealed record RejectedParty(TenantId Party, TenantId ActsFor, string Code, string? Instrument);

/// <summary>Something the person should know, whatever the options: for example Hague 1930, article 4.</summary>
/// <param name="Named">What the sentence names besides, such as a crisis; null when it names nothing.</param>
public sealed record Advice(string Code, TenantId? About, string? Named = null);

/// <summary>Who may and should help, ranked, with the legal reason; and why not the others.</summary>
public sealed record RoutingAnswer(
    RoutingOutcome Outcome,
    ImmutableArray<RoutingOption> Options,
    ImmutableArray<RejectedParty> Rejected,
    ImmutableArray<Advice> Advice);
