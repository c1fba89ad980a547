using System.Collections.Immutable;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Crises;

/// <summary>Reads what a request says about a crisis.</summary>
internal static class CrisisRequests
{
    public const int PlaceLengthMax = 100;

    public static CrisisArea Area(CrisisAreaContract? area, World world, FaultList faults)
    {
        if (area is null)
        {
            faults.Add("#/area", "missing", "This must be filled in.");
            return new CrisisArea([], [], null, null);
        }

        faults.AtMost("#/area/states", area.States, CrisisArea.StatesMax);
        faults.AtMost("#/area/polygon", area.Polygon, CrisisArea.CornersMax);

        return new CrisisArea(
            States(area.States, "#/area/states", CrisisArea.StatesMax, world, faults),
            [.. (area.Polygon ?? []).Take(CrisisArea.CornersMax).Select((p, i) => Corner(p, $"#/area/polygon/{i}", faults))],
            area.Centre is { } centre ? Corner(centre, "#/area/centre", faults) : null,
            area.RadiusKm);
    }

    public static ImmutableArray<TenantId> States(IReadOnlyList<string>? states, string at, int max, World world, FaultList faults)
    {
        faults.AtMost(at, states, max);

        return [.. (states ?? []).Take(max).Select((s, i) => faults.State($"{at}/{i}", s, world))];
    }

    public static ImmutableSortedDictionary<TenantId, int> Numbers(NumbersByStateRequest request, World world, FaultList faults)
    {
        if (request.States is null or { Count: 0 })
        {
            faults.Add("#/states", "missing", "This must be filled in.");
            return ImmutableSortedDictionary<TenantId, int>.Empty;
        }

        faults.AtMost("#/states", request.States, Crisis.PartiesMax);

        return request.States.Take(Crisis.PartiesMax).ToImmutableSortedDictionary(s => faults.State($"#/states/{s.Key}", s.Key, world), s => s.Value);
    }

    private static Position Corner(PositionRequest? corner, string at, FaultList faults)
    {
        var position = corner is null ? null : faults.Position(at, corner.Latitude, corner.Longitude);
        if (corner is not { Latitude: not null } and not { Longitude: not null })
        {
            faults.Add(at, "missing", "This must be filled in.");
        }

        return position ?? default;
    }
}
