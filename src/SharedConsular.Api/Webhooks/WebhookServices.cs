using SharedConsular.Integrations.Dapr;
using SharedConsular.Integrations.Webhooks;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Webhooks;

internal static class WebhookServices
{
    public static void AddWebhooks(this IServiceCollection services, PlatformOptions options)
    {
        services.AddSingleton(s => new WebhookClient(options.WebhooksReachPrivate, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => DaprTopics.At(options.DaprAddress, options.DaprPubSub, options.DaprToken));
        services.AddSingleton(WebhookSecrets.Wrapped);
        services.AddSingleton(s => new WebhookSecrets(s.GetRequiredService<IEventStore>(), s.GetRequiredService<IRootKey>()));
        services.AddSingleton<WebhookCalls>();
        services.AddSingleton<IOutboxConsumer>(s => s.GetRequiredService<WebhookCalls>());
    }
}
