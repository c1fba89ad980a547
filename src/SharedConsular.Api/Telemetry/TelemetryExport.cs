using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SharedConsular.Api.Limits;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Telemetry;

/// <summary>
/// Sends spans, metrics and log lines by OTLP where OpenTelemetry's own variables say so: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> turns
/// it on, the others (protocol, headers, sampler, service name) do what its specification says. Off, it costs nothing.
/// </summary>
internal static class TelemetryExport
{
    /// <summary>What turns it on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "shared-consular-api";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService(configuration["OTEL_SERVICE_NAME"] ?? ServiceName))
            .WithTracing(t => t
                .AddSource(RuntimeTelemetry.Name, PlatformTelemetry.Name, "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddProcessor<WithoutPersons>()
                .AddOtlpExporter())
            .WithMetrics(m => m
                .AddMeter(RuntimeTelemetry.Name, PlatformTelemetry.Name, SecurityLog.MeterName)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Microsoft.Orleans")
                .AddOtlpExporter())
            .WithLogging(l => l.AddOtlpExporter());

        return services;
    }

    /// <summary>
    /// Takes from a span whatever a person may have written or may be recognised by: addresses hold references, and what a browser
    /// says of itself is nobody's business. The route, which stays, says which address it was.
    /// </summary>
    private sealed class WithoutPersons : BaseProcessor<Activity>
    {
        private static readonly string[] Taken =
        [
            "url.path", "url.query", "url.full", "user_agent.original", "client.address", "client.port", "network.peer.address", "network.peer.port",
            "orleans.grain.id", "orleans.rpc.target_id", "orleans.rpc.source_id",
        ];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Taken)
            {
                data.SetTag(tag, null);
            }
        }
    }
}
