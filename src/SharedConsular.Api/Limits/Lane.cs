namespace SharedConsular.Api.Limits;

/// <summary>What a crowd asks for at once is kept apart from everything else, and from each other.</summary>
internal enum Lane
{
    /// <summary>Everything else.</summary>
    Ordinary,

    /// <summary>Registering in a crisis. A camp shares one address, so it has far more than a person may ask elsewhere.</summary>
    Intake,

    /// <summary>Looking up one's own status: fast whatever comes in beside it.</summary>
    Status,
}

internal static class Lanes
{
    public static RouteHandlerBuilder InLane(this RouteHandlerBuilder endpoint, Lane lane) => endpoint.WithMetadata(new LaneMark(lane));

    public static Lane Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<LaneMark>()?.Lane ?? Lane.Ordinary;

    private sealed record LaneMark(Lane Lane);
}
