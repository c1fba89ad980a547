using System.Collections.Concurrent;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>A few connections that only read. Each read sees one committed state and is not held up by the writer.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private const int ReadersMax = 4;

    private readonly SemaphoreSlim _free = new(ReadersMax);
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    public async Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken ct)
    {
        await _free.WaitAsync(ct).ConfigureAwait(false);
        SqliteSession? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : Open();
            var result = read(session);
            _idle.Add(session);
            session = null;

            return result;
        }
        finally
        {
            // A reader that failed may be in the middle of a statement; it is not used again.
            session?.Dispose();
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Dispose();
    }

    private SqliteSession Open()
    {
        var session = SqliteSession.Open(path);
        session.RunScript("PRAGMA query_only = 1");

        return session;
    }
}
