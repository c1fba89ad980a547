namespace SharedConsular.Runtime.Sqlite;

public sealed partial class SqliteStore
{
    public Task<bool> HasRemains(CancellationToken ct) => Read(SqliteRemains.Exist, ct);

    public async Task<bool> Clean(CancellationToken ct)
    {
        await Write(SqliteRemains.Clean, ct).ConfigureAwait(false);
        if (await _writer.EmptyLog().ConfigureAwait(false))
        {
            return true;
        }

        // The log still holds the pages as they were.
        await Write(
            session =>
            {
                SqliteRemains.Note(session);
                return true;
            }, ct).ConfigureAwait(false);

        return false;
    }
}
