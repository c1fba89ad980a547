using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using SharedConsular.Agreements;
using SharedConsular.Api.Agreements;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Notices;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Routing;
using SharedConsular.Api.Tenants;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Notices;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Api;

/// <summary>Puts the parts together.</summary>
internal static class ApiServices
{
    private static readonly TimeSpan LimitWindow = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddPlatform(this IServiceCollection services, PlatformOptions options, IConfiguration configuration)
    {
        services.AddSingleton(options);
        services.AddRuntime(
            new RuntimeOptions
            {
                DatabasePath = Path.Combine(options.DataFolder, "shared-consular.db"),
                CommitBatchMax = configuration.GetValue("Runtime:CommitBatchMax", new RuntimeOptions { DatabasePath = "" }.CommitBatchMax),
            },
            new EntityTypes()
                .Register(Case.Type)
                .Register(AgreementRecord.Type)
                .Register(Notice.Type)
                .Register(PostBook.Type)
                .Register(ServiceBook.Type)
                .Register(RoutingRecord.Type)
                .Register(TenantBook.Type)
                .Register(ServiceAccountBook.Type)
                .Register(PolicyAdoption.Type));
        services.AddSingleton<PolicyBundleInForce>();
        services.AddSingleton<WorldKeeper>();
        services.AddSingleton<RoutingDesk>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<TenantDesk>();
        services.AddSingleton<FollowLimits>();
        services.AddSingleton(s => new FollowSecrets(s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>()));
        services.AddSingleton<IOutboxConsumer, AgreementExits>();
        services.AddSingleton<IOutboxConsumer, CaseNotices>();

        return services;
    }

    public static IServiceCollection AddHttp(this IServiceCollection services, PlatformOptions options)
    {
        services.AddExceptionHandler<Failures>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => LimitFor(http, options));
            limiter.OnRejected = async (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                await RequestRefusals.TooMany.ToHttp().ExecuteAsync(context.HttpContext);
            };
        });

        return services;
    }

    /// <summary>Who sends no token shares one allowance with the address; who has one is known and answered for.</summary>
    private static RateLimitPartition<string> LimitFor(HttpContext http, PlatformOptions options) =>
        http.User.Identity?.IsAuthenticated is true || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.AnonymousRequestsPerMinuteMax, Window = LimitWindow });
}
