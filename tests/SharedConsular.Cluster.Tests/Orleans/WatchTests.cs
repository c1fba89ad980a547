using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SharedConsular.Orleans;

namespace SharedConsular.Cluster.Tests.Orleans;

/// <summary>Clocks are answered also when the node that should answer them lives and does nothing.</summary>
public sealed class WatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_lives_in_the_store_and_its_answer_is_that_late_clocks_are_answered()
    {
        await using var cluster = await PlacementCluster.Start(isClockHolderHung: true);
        Assert.Equal(TenantGrain.Reminder, await ReadReminder(cluster.StoreAt));
        var runtime = PlacementCluster.RuntimeOf(cluster.One);
        var now = TimeProvider.System.GetUtcNow();
        await runtime.Execute(Alarm.Type, Alarm.Key, new SetAlarm(now - (2 * TenantGrain.ClockLateMax)), Caller.System, null, null, Stop);

        var watch = cluster.Other.ServiceProvider.GetRequiredService<IGrainFactory>()
            .GetGrain<ITenantGrain>(TenantId.Installation.Value).AsReference<IRemindable>();
        await watch.ReceiveReminder(TenantGrain.Reminder, default, Stop);

        var history = await runtime.ReadHistory(Alarm.Type, Alarm.Key, 0, 10, Stop);
        Assert.Equal([now - (2 * TenantGrain.ClockLateMax), null], history.Select(e => ((AlarmSet)e.Event).At));
    }

    private static async Task<string?> ReadReminder(string store)
    {
        await using var connection = new NpgsqlConnection(store);
        await connection.OpenAsync(Stop);
        await using var asked = new NpgsqlCommand("SELECT name FROM orleans_reminders", connection);

        return await asked.ExecuteScalarAsync(Stop) as string;
    }
}
