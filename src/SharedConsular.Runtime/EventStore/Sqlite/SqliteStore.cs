namespace SharedConsular.Runtime.Sqlite;

/// <summary>The embedded store: one file, one process, one writer, every commit on the disk before it is answered.</summary>
public sealed partial class SqliteStore : IEventStore
{
    private readonly FileStream _lock;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private int _closed;
    private volatile StoreHealth _health = StoreHealth.Ready;

    private SqliteStore(FileStream @lock, SqliteSession session, string path, byte[] cursorSecret)
    {
        _lock = @lock;
        _writer = new SqliteWriter(session);
        _readers = new SqliteReaders(path);
        CursorSecret = cursorSecret;
    }

    public ReadOnlyMemory<byte> CursorSecret { get; }

    /// <exception cref="StoreUnavailableException">The file cannot be used; the code says why.</exception>
    public static SqliteStore Open(string path)
    {
        var @lock = SqliteLock.Take(path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(path);
            SqliteSchema.Prepare(session, new FileInfo(path) is { Exists: true } file ? file.Length : 0);
            var statement = session.Prepare("SELECT value FROM meta WHERE name = 'cursor-secret'");
            var secret = statement.Step() ? statement.GetBlob(0) : throw SqliteErrors.Corrupt(null);
            statement.Reset();

            return new SqliteStore(@lock, session, path, secret);
        }
        catch (Exception ex)
        {
            session?.Dispose();
            @lock.Dispose();
            if (ex is SqliteException)
            {
                // The tables are not what this version of the schema says they are.
                throw SqliteErrors.Corrupt(ex);
            }

            throw;
        }
    }

    public Task<IReadOnlyList<CommitResult>> CommitBatch(IReadOnlyList<Commit> batch, CancellationToken ct)
    {
        var written = Write(session => SqliteCommits.Write(session, batch), ct);

        return batch.Any(c => c.LeavesRemains) ? ThenEmptyLog(written) : written;
    }

    public Task Keep(string kind, string id, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        Write(session =>
        {
            session.Prepare("INSERT OR IGNORE INTO kept_documents VALUES (?, ?, ?)").Text(kind).Text(id).Blob(body).Run();

            return FindKept(session, kind, id) is { } kept && kept.Span.SequenceEqual(body.Span)
                ? true
                : throw new InvalidOperationException($"Another document of kind {kind} is kept under this id.");
        }, ct);

    public Task<ReadOnlyMemory<byte>?> FindKept(string kind, string id, CancellationToken ct) =>
        Read(session => FindKept(session, kind, id), ct);

    public async Task<StoreHealth> CheckHealth(CancellationToken ct)
    {
        // Only a write shows that writing works again; without it a node that is sent no work would never recover.
        if (!_health.IsReady && _health.Code != StoreUnavailableException.Corrupt)
        {
            try
            {
                _ = await Write(static session =>
                    session.Prepare("UPDATE meta SET value = value + 1 WHERE name = 'probe'").Run(), ct)
                    .ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                return _health;
            }
        }

        return _health;
    }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            return ValueTask.CompletedTask;
        }

        _readers.Dispose();
        _writer.Dispose();
        _lock.Dispose();

        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the disk small, so that tests can fill it. Says nothing about the store's health.</summary>
    internal Task LimitPages(long pages) =>
        _writer.Write(session =>
        {
            session.RunScript($"PRAGMA max_page_count = {pages}");

            return true;
        });

    private static ReadOnlyMemory<byte>? FindKept(SqliteSession session, string kind, string id)
    {
        var statement = session.Prepare("SELECT body FROM kept_documents WHERE kind = ? AND id = ?").Text(kind).Text(id);
        var body = statement.Step() ? statement.FindBlob(0) : null;
        statement.Reset();

        return body;
    }

    private Task<T> Write<T>(Func<SqliteSession, T> change, CancellationToken ct) =>
        ct.IsCancellationRequested ? Task.FromCanceled<T>(ct) : _writer.Write(change, Note);

    private async Task<T> ThenEmptyLog<T>(Task<T> written)
    {
        var result = await written.ConfigureAwait(false);
        await _writer.EmptyLog().ConfigureAwait(false);

        return result;
    }

    /// <summary>A write that went well shows that the disk is well; a corrupt file stays corrupt.</summary>
    private void Note(Exception? fault)
    {
        if (fault is StoreUnavailableException unavailable)
        {
            _health = StoreHealth.Degraded(unavailable.Code);
        }
        else if (fault is null && !_health.IsReady && _health.Code != StoreUnavailableException.Corrupt)
        {
            _health = StoreHealth.Ready;
        }
    }

    private async Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken ct)
    {
        try
        {
            return await _readers.Read(read, ct).ConfigureAwait(false);
        }
        catch (StoreUnavailableException ex)
        {
            _health = StoreHealth.Degraded(ex.Code);
            throw;
        }
    }
}
