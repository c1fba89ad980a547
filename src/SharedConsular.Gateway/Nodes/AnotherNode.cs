using Yarp.ReverseProxy.Forwarder;

namespace SharedConsular.Gateway.Nodes;

/// <summary>
/// Asks another node when one could not be reached, so that a node that dies or is replaced refuses nobody. Only what may be sent
/// twice is sent twice: a question, or a command with an idempotency key, whose body is short enough to be kept until the answer.
/// </summary>
internal sealed class AnotherNode(RequestDelegate next)
{
    private const int NodesTriedMax = 3;
    private const int BodyKeptBytesMax = 256 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var feature = context.GetReverseProxyFeature();
        var others = feature.AvailableDestinations;
        var mayRepeat = MayRepeat(context.Request);
        if (mayRepeat)
        {
            context.Request.EnableBuffering(BodyKeptBytesMax);
        }

        for (var tried = 1; ; tried++)
        {
            await next(context);
            if (context.GetForwarderErrorFeature()?.Error is not ForwarderError.Request
                || !mayRepeat || tried == NodesTriedMax || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            {
                break;
            }

            others = [.. others.Where(d => d != feature.ProxiedDestination)];
            if (others.Count == 0)
            {
                break;
            }

            feature.AvailableDestinations = others;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            context.Request.Body.Position = 0;
        }

        // A node's own refusal passes as it is; this is said only where no node said anything.
        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status502BadGateway and <= StatusCodes.Status504GatewayTimeout }
            && (context.GetForwarderErrorFeature() is not null || feature.ProxiedDestination is null))
        {
            context.Response.Headers.RetryAfter = "5";
            await context.Refuse(
                context.Response.StatusCode, "gateway.no-node", "No part of the service can be reached at the moment. Try again shortly.");
        }
    }

    private static bool MayRepeat(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || (request.Headers.ContainsKey("Idempotency-Key") && request.ContentLength is <= BodyKeptBytesMax);
}
