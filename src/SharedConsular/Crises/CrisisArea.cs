using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Tenants;

namespace SharedConsular.Crises;

/// <summary>Where a crisis is: whole states, a polygon, a circle, or several of these together.</summary>
/// <param name="Polygon">Corners in order, at least three; the last is joined to the first. None when empty.</param>
public sealed record CrisisArea(ImmutableArray<TenantId> States, ImmutableArray<Position> Polygon, Position? Centre, double? RadiusKm)
{
    public const int StatesMax = 30;
    public const int CornersMax = 200;
    public const double RadiusKmMax = 3_000;

    public ImmutableArray<TenantId> States { get; init; } = States.OrEmpty();

    public ImmutableArray<Position> Polygon { get; init; } = Polygon.OrEmpty();

    public bool IsEmpty => States.IsEmpty && Polygon.IsEmpty && Centre is null;

    public bool IsInRange =>
        States.Length <= StatesMax && Polygon.Length <= CornersMax && Polygon.Length is not (1 or 2)
        && Centre is null == RadiusKm is null && RadiusKm is null or (> 0 and <= RadiusKmMax);

    public bool Contains(TenantId state, Position? at) => States.Contains(state) || (at is { } position && Contains(position));

    public bool Contains(Position at) =>
        (Centre is { } centre && RadiusKm is { } radius && centre.DistanceKm(at) <= radius) || (Polygon.Length > 2 && IsInPolygon(at));

    public bool Equals(CrisisArea? other) =>
        other is not null && Centre == other.Centre && RadiusKm == other.RadiusKm && States.SequenceEqual(other.States) && Polygon.SequenceEqual(other.Polygon);

    public override int GetHashCode() => HashCode.Combine(States.Length, Polygon.Length, Centre, RadiusKm);

    /// <summary>Even-odd rule on plate carrée: right for areas the size of a country that don't cross the antimeridian.</summary>
    private bool IsInPolygon(Position at)
    {
        var isInside = false;
        for (var i = 0; i < Polygon.Length; i++)
        {
            var (a, b) = (Polygon[i], Polygon[(i + 1) % Polygon.Length]);
            if (a.Latitude > at.Latitude != b.Latitude > at.Latitude
                && at.Longitude < a.Longitude + ((b.Longitude - a.Longitude) * (at.Latitude - a.Latitude) / (b.Latitude - a.Latitude)))
            {
                isInside = !isInside;
            }
        }

        return isInside;
    }
}
