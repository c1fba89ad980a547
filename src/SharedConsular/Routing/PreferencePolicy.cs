using System.Collections.Immutable;
using SharedConsular.Posts;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Routing;

/// <summary>
/// What a preference rule may ask about an option. The vocabulary is closed, so that a checker can walk through all of
/// it: a rule that is silent about a fact holds for all its values.
/// </summary>
public sealed record PreferenceConditions
{
    public ImmutableArray<RouteKind> Kinds { get; init; } = [];

    public ImmutableArray<Urgency> Urgencies { get; init; } = [];

    public ImmutableArray<Shareability> Shareabilities { get; init; } = [];

    public ImmutableArray<ServiceCategory> Categories { get; init; } = [];

    public ImmutableArray<string> Services { get; init; } = [];

    public ImmutableArray<TenantId> Parties { get; init; } = [];

    public ImmutableArray<TenantId> Places { get; init; } = [];

    public ImmutableArray<PostCondition> Conditions { get; init; } = [];

    /// <summary>Whether the party carries the service to its end.</summary>
    public bool? Completes { get; init; }

    public double? DistanceKmMin { get; init; }

    public double? DistanceKmMax { get; init; }
}

/// <param name="Priority">Rules are tried from the highest priority down; the first that holds decides.</param>
/// <param name="Tier">Where the option is placed: 1 is asked first. Options of one tier are ordered by distance.</param>
/// <param name="Exclude">The option is not offered at all; the rule's id is the reason given.</param>
public sealed record PreferenceRule(
    string Id,
    string Basis,
    Period Period,
    int Priority,
    PreferenceConditions When,
    int Tier,
    bool Exclude);

/// <summary>The order in which options are preferred: the installation's, or a state's own for its nationals.</summary>
/// <param name="Owner">Null for the installation's default, which every state has unless it made its own rules.</param>
public sealed record PreferencePolicy(string Id, int Version, TenantId? Owner, ImmutableArray<PreferenceRule> Rules);
