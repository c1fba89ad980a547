using SharedConsular.Runtime;

namespace SharedConsular.Orleans;

/// <summary>
/// The place of what one party has one of. That of the installation itself also watches the clocks: their record is in the store and
/// one node answers them, but a node can hold its lease and do nothing. The reminder lives through the death of any node.
/// </summary>
internal sealed class TenantGrain(EntityRuntime runtime, ClockRunner clocks) : EntityGrain(runtime), ITenantGrain, IRemindable
{
    public const string Reminder = "clocks";

    /// <summary>How late a clock is when its answer is nobody's any more.</summary>
    public static readonly TimeSpan ClockLateMax = TimeSpan.FromMinutes(1);

    /// <summary>Orleans takes no shorter one.</summary>
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMinutes(1);

    public Task WatchClocks() => this.RegisterOrUpdateReminder(Reminder, WatchPeriod, WatchPeriod);

    public Task ReceiveReminder(string reminderName, TickStatus status) => clocks.RunOverdue(ClockLateMax, CancellationToken.None);
}
