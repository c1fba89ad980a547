namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    /// <summary>The lock beside the file keeps others out.</summary>
    public bool IsShared => false;

    public Task<bool> TakeLease(string name, string holder, TimeSpan lifetime, CancellationToken ct) => Task.FromResult(true);

    public Task ReturnLease(string name, string holder, CancellationToken ct) => Task.CompletedTask;

    public Task<long> ReadVersion(EntityKey key, CancellationToken ct) => Read(session => SqliteCommits.ReadVersion(session, key), ct);

    public Task<long> CountEvents(IReadOnlyCollection<string> types, CancellationToken ct) =>
        Read(session => types.Sum(type => CountEvents(session, type)), ct);

    private static long CountEvents(SqliteSession session, string type)
    {
        var statement = session.Prepare("SELECT count(*) FROM events WHERE type = ?").Text(type);
        var count = statement.Step() ? statement.GetNumber(0) : 0;
        statement.Reset();

        return count;
    }
}
