using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SharedConsular.Runtime.Tests;

public sealed class RuntimeServicesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("services-tests-");

    [Fact]
    public async Task A_deadline_is_answered_and_told_by_the_services_alone()
    {
        var time = new FakeClock();
        var consumer = new WaitingConsumer();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IOutboxConsumer>(consumer)
            .AddRuntime(
                new RuntimeOptions { DatabasePath = Path.Combine(_folder.FullName, "store.db") },
                new EntityTypes().Register(Ledger.Type))
            .BuildServiceProvider(validateScopes: true);
        var hosted = services.GetServices<IHostedService>().ToList();
        await Task.WhenAll(hosted.Select(h => h.StartAsync(RuntimeHarness.Stop)));
        var due = time.GetUtcNow() + TimeSpan.FromMinutes(5);
        await RuntimeHarness.ExecuteOn(services.GetRequiredService<EntityRuntime>(), "a", new SetReminder(due));
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Ledger.Key("a"), (await consumer.Received.WaitAsync(RuntimeHarness.Stop)).Source);
        await Task.WhenAll(hosted.Select(h => h.StopAsync(RuntimeHarness.Stop)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class WaitingConsumer : IOutboxConsumer
    {
        private readonly TaskCompletionSource<StoredMessage> _received =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyCollection<string> Topics { get; } = [IOutboxConsumer.EveryTopic];

        public Task<StoredMessage> Received => _received.Task;

        public Task Deliver(StoredMessage message, CancellationToken ct)
        {
            _received.TrySetResult(message);

            return Task.CompletedTask;
        }
    }
}
