namespace SharedConsular.Gateway.FrontDoor;

/// <summary>Pages that are the same for everybody: kept here for a moment, so that a crowd that only looks asks no node.</summary>
internal static class FrontDoorPages
{
    public const string PolicyName = "front-door";

    private const long KeptBytesMax = 64 * 1024 * 1024;
    private const long AnswerBytesMax = 4 * 1024 * 1024;

    public static IReadOnlyList<string> Paths { get; } = ["/", "/openapi/{**rest}", "/v1/coverage"];

    public static IServiceCollection AddFrontDoor(this IServiceCollection services, GatewayOptions options) =>
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = KeptBytesMax;
            cache.MaximumBodySize = AnswerBytesMax;

            // Who shows a credential, or is given a cookie, is answered by a node: the cache's own rule.
            cache.AddPolicy(PolicyName, p => p.Expire(options.FrontDoorKept).SetVaryByHeader("Accept-Language", "Accept").SetVaryByHost(true));
        });
}
