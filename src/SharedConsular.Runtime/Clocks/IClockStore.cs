namespace SharedConsular.Runtime;

/// <summary>Running deadlines, as a store keeps them.</summary>
public interface IClockStore
{
    /// <summary>Clocks that should be answered now, the longest overdue first.</summary>
    Task<IReadOnlyList<DueClock>> ReadDueClocks(DateTimeOffset now, int countMax, CancellationToken ct);

    /// <summary>Lets clocks rest until a time, unless they were moved or stopped meanwhile.</summary>
    Task Postpone(IReadOnlyList<PostponedClock> clocks, CancellationToken ct);
}

/// <param name="Key">Whose clock.</param>
/// <param name="Name">Which of its clocks.</param>
/// <param name="DueAt">When it fell due.</param>
/// <param name="Attempts">How often it was answered without being stopped or moved.</param>
public sealed record DueClock(EntityKey Key, string Name, DateTimeOffset DueAt, int Attempts);

public sealed record PostponedClock(DueClock Clock, DateTimeOffset Until);
