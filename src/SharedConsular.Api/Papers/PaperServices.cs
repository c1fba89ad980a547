using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Papers;

internal static class PaperServices
{
    public static void AddPapers(this IServiceCollection services, PlatformOptions options)
    {
        var store = Open(options);
        services.AddSingleton(s => new PaperDesk(
            s.GetRequiredService<CaseDesk>(), s.GetRequiredService<EntityRuntime>(), s.GetRequiredService<ReadRecorder>(), store));
        services.AddSingleton<IOutboxConsumer>(new PaperFileRemovals(store));
        if (store is not null)
        {
            services.AddSingleton<IPaperStore>(store);
            services.AddHostedService<PaperSweep>();
        }
    }

    /// <summary>Beside the embedded store. Nodes that share a database share no folder unless they are told which.</summary>
    private static PaperFolder? Open(PlatformOptions options) => options.PaperFolder is { } folder ? new PaperFolder(folder) : null;
}
