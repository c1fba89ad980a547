using System.Diagnostics;
using System.Reflection;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Start;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Health;

/// <summary>What who runs the platform asks one node and tells it: address the node itself, since a gateway chooses one.</summary>
internal static partial class NodeEndpoints
{
    private static readonly string Release =
        typeof(NodeEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static void MapNode(this RouteGroupBuilder api)
    {
        var node = api.MapGroup("/node").WithTags("Nodes");
        node.MapGet("", Show).WithOperation(Operations.ReadNodes).WithSummary("How the node is that answers.").Produces<NodeResponse>();
        node.MapPost("/drain", Ask).WithOperation(Operations.KeepNodes)
            .WithSummary("Have the node say that it is not ready, before it is stopped; or take that back.").Produces<NodeResponse>();
    }

    private static Task<IResult> Ask(
        Body<DrainNodeRequest> body, Drain drain, ILogger<Drain> log, Readiness readiness, IEventStore store, Leases leases, PlatformOptions options,
        CancellationToken ct)
    {
        drain.IsAskedFor = body.Value.Drain;
        LogAsked(log, body.Value.Drain);

        return Show(readiness, store, leases, options, ct);
    }

    private static async Task<IResult> Show(
        Readiness readiness, IEventStore store, Leases leases, PlatformOptions options, CancellationToken ct)
    {
        var health = await readiness.Ask(ct);
        using var process = Process.GetCurrentProcess();

        return TypedResults.Ok(new NodeResponse(
            leases.Holder, Release, process.StartTime.ToUniversalTime(), health.Status, health.Reason, health.World, store.IsShared ? "postgresql" : "embedded",
            options.Placement?.ToLowerInvariant(), leases.Held, process.WorkingSet64));
    }

    [LoggerMessage(LogLevel.Warning, "Who runs the platform had this node drain: {Drain}.")]
    private static partial void LogAsked(ILogger log, bool drain);
}
