using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Posts;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using SharedConsular.Triage;

namespace SharedConsular.Policies;

/// <summary>
/// Everything people decided without a release, and the reference data they decided it on, as one version.
/// </summary>
/// <param name="Version">Hash of the content: the same files give the same version on every machine.</param>
public sealed record PolicySet(
    string Version,
    ImmutableArray<Tenant> Tenants,
    ImmutableArray<Post> Posts,
    ImmutableArray<Agreement> Agreements,
    ImmutableArray<Service> Services,
    ImmutableArray<Fee> Fees,
    ImmutableArray<WorkCalendar> Calendars,
    ImmutableArray<PreferencePolicy> Preferences,
    ImmutableArray<LocalLimit> LocalLimits)
{
    /// <summary>Who may do what; without rules nobody may do anything.</summary>
    public AccessPolicy Access { get; init; } = AccessPolicy.Empty;

    /// <summary>How long cases are kept.</summary>
    public ImmutableArray<RetentionRule> Retention { get; init; } = [];

    /// <summary>What is done for persons in a vulnerable situation, by tenants that adopt it.</summary>
    public ImmutableArray<Protocol> Protocols { get; init; } = [];

    /// <summary>Who goes first in an evacuation; without rules nobody is ranked.</summary>
    public TriagePolicy Triage { get; init; } = TriagePolicy.Empty;
}

/// <summary>Gate G8 as data: what a receiving state's law prohibits or what it objected to in general (VCCR 5(f), 5(m)).</summary>
/// <param name="ActingKinds">Empty means whoever acts; else only these routes.</param>
public sealed record LocalLimit(
    TenantId ReceivingState,
    ImmutableArray<string> Services,
    ImmutableArray<RouteKind> ActingKinds,
    Period Period,
    string Reference,
    Confidence Basis);
