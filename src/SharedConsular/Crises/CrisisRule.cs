using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Tenants;

namespace SharedConsular.Crises;

/// <summary>What a running crisis changes for people in its area. It ends with the crisis; an exercise changes nothing.</summary>
/// <param name="Team">The lead states and the joint team.</param>
public sealed record CrisisRule(
    string Crisis, string Name, CrisisArea Area, ImmutableArray<TenantId> Team, ImmutableSortedDictionary<OverlayKind, int> Overlays,
    ImmutableSortedDictionary<OverlayKind, DateTimeOffset> Since)
{
    public ImmutableArray<TenantId> Team { get; init; } = Team.OrEmpty();

    /// <summary>Null when the crisis changes nothing.</summary>
    public static CrisisRule? Of(string id, Crisis crisis) => crisis is { IsRunning: true, Exercise: false, Overlays.IsEmpty: false }
        ? new CrisisRule(id, crisis.Name, crisis.Area, [.. crisis.Leads, .. crisis.JointTeam], crisis.Overlays, crisis.OverlaysSince)
        : null;

    public bool Holds(OverlayKind kind, TenantId state, Position? near, DateOnly on) =>
        Overlays.ContainsKey(kind) && SinceDay(kind) <= on && Area.Contains(state, near);

    /// <summary>The crisis and the day, as a reason names them.</summary>
    public string NameWithDay(OverlayKind kind) => $"{Name} ({Crisis}, {Words.OfDay(SinceDay(kind))})";

    private DateOnly SinceDay(OverlayKind kind) =>
        Since.TryGetValue(kind, out var since) ? DateOnly.FromDateTime(since.UtcDateTime) : DateOnly.MinValue;
}
