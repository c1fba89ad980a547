using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Runtime.Tests.Nodes;

/// <summary>The child of the test that kills nodes: a whole node, which says who it is and names what it delivers.</summary>
internal static class NodeProcess
{
    public const string Argument = "node";

    public static async Task<int> Run(string place, string rootKey)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IOutboxConsumer>(new Speaking());
        builder.Services.AddRuntime(
            new RuntimeOptions { DatabasePath = "", ConnectionString = place, RootKeyPath = rootKey }, new EntityTypes().Register(Ledger.Type));
        using var host = builder.Build();
        Console.WriteLine($"node {host.Services.GetRequiredService<Leases>().Holder}");
        await host.RunAsync();

        return 0;
    }

    private sealed class Speaking : IOutboxConsumer
    {
        public IReadOnlyCollection<string> Topics { get; } = [IOutboxConsumer.EveryTopic];

        public Task Deliver(StoredMessage message, CancellationToken ct)
        {
            Console.WriteLine($"delivered {message.Position}");

            return Task.CompletedTask;
        }
    }
}
