using SharedConsular.Contracts;
using SharedConsular.Crises;

namespace SharedConsular.Api.Crises;

internal static class CrisisViews
{
    public static CrisisLineResponse Line(CrisisRow row) => new(
        row.Id, row.Name, [.. row.States.Select(s => s.Value)], Words.Of(row.Phase), row.Lead.Value, row.Exercise, row.DeclaredAt, row.EndedAt);

    public static CrisisResponse Of(string id, Crisis crisis, long version) => new(
        id,
        version,
        crisis.Name,
        new CrisisAreaContract(
            [.. crisis.Area.States.Select(s => s.Value)],
            [.. crisis.Area.Polygon.Select(p => new PositionRequest(p.Latitude, p.Longitude))],
            crisis.Area.Centre is { } centre ? new PositionRequest(centre.Latitude, centre.Longitude) : null,
            crisis.Area.RadiusKm),
        Words.Of(crisis.Phase),
        [.. crisis.Leads.Select(l => l.Value)],
        [.. crisis.JointTeam.Select(p => p.Value)],
        crisis.Exercise,
        crisis.Shares.ToDictionary(s => s.Key.Value, s => s.Value),
        crisis.UptakePercent.ToDictionary(s => s.Key.Value, s => s.Value),
        [.. crisis.Instructions.Select(i => new InstructionResponse(i.Number, i.Text, i.GivenAt, [.. i.Missing.Select(p => p.Value)]))],
        crisis.Overlays.ToDictionary(o => Words.Of(o.Key), o => o.Value),
        crisis.Overlays.Keys.Where(crisis.OverlaysSince.ContainsKey).ToDictionary(k => Words.Of(k), k => crisis.OverlaysSince[k]),
        [.. crisis.Routes.Select(r => new RouteResponse(r.From, r.To, Words.Of(r.Status), r.Note, r.At))],
        crisis.DeclaredAt,
        crisis.EndedAt);
}
