using System.Collections.Immutable;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Routing;

/// <summary>How well a nationality is shown.</summary>
public enum NationalityProof
{
    /// <summary>By a passport or identity card.</summary>
    Documented,

    /// <summary>By other means, or confirmed by the state of nationality (Directive (EU) 2015/637, article 8).</summary>
    OtherMeans,

    /// <summary>Said by the person; nothing shown yet.</summary>
    Claimed,
}

public sealed record Nationality(TenantId State, NationalityProof Proof);

public enum Urgency
{
    Routine,

    /// <summary>Harm or a missed departure within days.</summary>
    Urgent,

    /// <summary>Life, limb or liberty now: help first, consult afterwards where the instrument allows it.</summary>
    Extreme,
}

/// <summary>All that a routing decision depends on, apart from the world it is taken in. Holds nothing that names the person.</summary>
/// <param name="FamilyOf">The state whose national the person is a family member of, when of another nationality.</param>
/// <param name="RecognisedBy">The state that recognises the person, a citizen of none, as its own (a "non-citizen").</param>
/// <param name="In">The receiving state: where the person is.</param>
/// <param name="Near">Where in it, to about a kilometre.</param>
/// <param name="FearsOwnState">The asylum firewall: no state of nationality is an option, is consulted or is told.</param>
/// <param name="PersonObjects">The person expressly opposes consular action (VCCR 36(1)(c)).</param>
/// <param name="HelpCompromisedByRedirect">Being sent on to a designated post would compromise the help.</param>
public sealed record RoutingQuery(
    ImmutableArray<Nationality> Nationalities,
    TenantId In,
    Service Service,
    DateOnly On,
    Urgency Urgency = Urgency.Routine,
    Position? Near = null,
    TenantId? FamilyOf = null,
    TenantId? RecognisedBy = null,
    bool FearsOwnState = false,
    bool PersonObjects = false,
    bool HelpCompromisedByRedirect = false);
