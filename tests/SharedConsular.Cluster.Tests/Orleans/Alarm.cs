namespace SharedConsular.Cluster.Tests.Orleans;

public sealed record SetAlarm(DateTimeOffset? At);

public abstract record AlarmEvent;

[StoredAs("alarm-set")]
public sealed record AlarmSet(DateTimeOffset? At) : AlarmEvent;

/// <summary>A clock and nothing else; its answer stops it.</summary>
public sealed record Alarm(DateTimeOffset? At)
{
    public static readonly EntityType<Alarm, SetAlarm, AlarmEvent> Type = new(
        "alarm", new Alarm((DateTimeOffset?)null), (_, command, _) => new AlarmSet(command.At), (_, @event) => new Alarm(((AlarmSet)@event).At))
    {
        Clocks = static alarm => alarm.At is { } at ? [new Clock("alarm", at)] : [],
        OnClock = static _ => new SetAlarm(null),
    };

    public static EntityKey Key { get; } = new(TenantId.Get("ee"), Type.Name, "one");
}
