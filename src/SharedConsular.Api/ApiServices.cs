using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.FeatureManagement;
using SharedConsular.Agreements;
using SharedConsular.Api.Access;
using SharedConsular.Api.Agreements;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Boarding;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Exports;
using SharedConsular.Api.FeatureFlags;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Health;
using SharedConsular.Api.Households;
using SharedConsular.Api.Intake;
using SharedConsular.Api.Keys;
using SharedConsular.Api.Limits;
using SharedConsular.Api.Lists;
using SharedConsular.Api.Matching;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Notices;
using SharedConsular.Api.Papers;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Retention;
using SharedConsular.Api.Routing;
using SharedConsular.Api.Tenants;
using SharedConsular.Api.Triage;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.FeatureFlags;
using SharedConsular.Households;
using SharedConsular.KeptRequests;
using SharedConsular.Logins;
using SharedConsular.Messages;
using SharedConsular.Movements;
using SharedConsular.Notices;
using SharedConsular.Posts;
using SharedConsular.Preparedness;
using SharedConsular.Routing;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Staff;
using SharedConsular.Tenants;
using SharedConsular.Webhooks;

namespace SharedConsular.Api;

/// <summary>Puts the parts together.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, PlatformOptions options, IConfiguration configuration)
    {
        services.AddSingleton(options);
        services.AddRootKey(options);
        services.AddRuntime(
            new RuntimeOptions
            {
                DatabasePath = Path.Combine(options.DataFolder, "shared-consular.db"),
                ConnectionString = options.Store,
                MigratesAtStart = options.MigratesAtStart,
                SealsPersons = options.SealsPersons,
                CommitBatchMax = configuration.GetValue("Runtime:CommitBatchMax", new RuntimeOptions { DatabasePath = "" }.CommitBatchMax),
            },
            new EntityTypes()
                .Register(Case.Type)
                .Register(AgreementRecord.Type)
                .Register(Notice.Type)
                .Register(PersonMessage.Type)
                .Register(PostBook.Type)
                .Register(ServiceBook.Type)
                .Register(StaffBook.Type)
                .Register(RoutingRecord.Type)
                .Register(TenantBook.Type)
                .Register(ServiceAccountBook.Type)
                .Register(WebhookBook.Type)
                .Register(WebhookCall.Type)
                .Register(Login.Type)
                .Register(PolicyAdoption.Type)
                .Register(Crisis.Type)
                .Register(Household.Type)
                .Register(Movement.Type)
                .Register(ContingencyPlan.Type)
                .Register(AfterAction.Type)
                .Register(FlagBook.Type)
                .Register(KeptRequest.Type));
        services.AddSingleton<PolicyBundleInForce>();
        services.AddSingleton<WorldKeeper>();
        services.AddHostedService<WorldFollower>();
        services.AddSingleton<RoutingDesk>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CaseLists>();
        services.AddSingleton<ReadRecorder>();
        services.AddSingleton<AuditDesk>();
        services.AddSingleton<StandingGrant>();
        services.AddSingleton(s => new ErasureCertificates(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<TenantSigner>(), s.GetRequiredService<RemainsSweep>()));
        services.AddSingleton<TenantDesk>();
        services.AddSingleton<FollowLimits>();
        services.AddSingleton(FollowSecrets.Wrapped);
        services.AddSingleton(s => new FollowSecrets(s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>()));
        services.AddSingleton<IOutboxConsumer, AgreementExits>();
        services.AddSingleton<IOutboxConsumer, CaseNotices>();
        services.AddSingleton<IOutboxConsumer, AdversePersons>();
        services.AddPapers(options);
        services.AddEvacuation();
        services.AddSingleton<IFeatureDefinitionProvider, FlagDefinitions>();
        services.AddFeatureManagement();
        services.AddSingleton<Switches>();
        services.AddSingleton<Readiness>();

        return services;
    }

    private static void AddEvacuation(this IServiceCollection services)
    {
        services.AddSingleton<CrisisDesk>();
        services.AddSingleton<HouseholdDesk>();
        services.AddSingleton<MovementDesk>();
        services.AddSingleton<PlanningDesk>();
        services.AddSingleton(s => new BoardingKeys(
            s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<BoardingDesk>();
        services.AddSingleton<Situation>();
        services.AddSingleton<IOutboxConsumer, SeatPromises>();
        services.AddSingleton<IOutboxConsumer, RouteNews>();
        services.AddSingleton<IOutboxConsumer, CrisisForgetting>();
        services.AddSingleton<IntakeDesk>();
        services.AddSingleton<TriageDesk>();
        services.AddSingleton<MatchDesk>();
        services.AddSingleton<HostListDesk>();
        services.AddSingleton(s => new Fonts(s.GetRequiredService<PlatformOptions>().FontFolder));
        services.AddSingleton<ManifestDesk>();
        services.AddSingleton<IOutboxConsumer, HouseholdIntake>();
    }

    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddExceptionHandler<Failures>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        services.AddSingleton<FairUse>();
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<QueueAge>();
        services.AddSingleton<IntakeGate>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

        return services;
    }
}
