namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    public Task<IReadOnlyList<DueClock>> ReadDueClocks(DateTimeOffset now, int countMax, CancellationToken ct) =>
        Read<IReadOnlyList<DueClock>>(session =>
        {
            var clocks = new List<DueClock>();
            var statement = session.Prepare("""
                SELECT type, tenant, id, name, due_at, attempts FROM clocks WHERE wake_at <= ? ORDER BY wake_at LIMIT ?
                """).Time(now).Number(countMax);
            while (statement.Step())
            {
                clocks.Add(new DueClock(statement.GetKey(0), statement.GetText(3), statement.GetTime(4),
                    (int)statement.GetNumber(5)));
            }

            return clocks;
        }, ct);

    public Task Postpone(IReadOnlyList<PostponedClock> clocks, CancellationToken ct) =>
        Write(session =>
        {
            foreach (var (clock, until) in clocks)
            {
                session.Prepare("""
                    UPDATE clocks SET wake_at = ?, attempts = ?
                    WHERE type = ? AND tenant = ? AND id = ? AND name = ? AND due_at = ?
                    """).Time(until).Number(clock.Attempts + 1).Key(clock.Key).Text(clock.Name).Time(clock.DueAt).Run();
            }

            return true;
        }, ct);
}
