using System.Collections.Concurrent;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>The only connection that writes, on a thread of its own: waiting for the disk never takes a pool thread.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int WaitingMax = 256;

    private readonly BlockingCollection<Action> _waiting = new(WaitingMax);
    private readonly SqliteSession _session;
    private readonly Thread _thread;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    /// <summary>Runs a change in a transaction of its own. It is durable when the task completes.</summary>
    /// <param name="change">The change.</param>
    /// <param name="ended">Told on the writer's thread before anybody else that it was stored, or what went wrong.</param>
    public Task<T> Write<T>(Func<SqliteSession, T> change, Action<Exception?>? ended = null)
    {
        var written = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _waiting.Add(() => Write(change, ended, written));
        }
        catch (InvalidOperationException)
        {
            var closed = SqliteErrors.Closed();
            ended?.Invoke(closed);

            return Task.FromException<T>(closed);
        }

        return written.Task;
    }

    /// <summary>
    /// Empties the write-ahead log into the file: pages as they were before a deletion would lie in it until it is next
    /// written over. A reader that holds it back is waited for a moment and no longer; the next emptying makes up for it.
    /// </summary>
    public Task<bool> EmptyLog()
    {
        var emptied = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _waiting.Add(() =>
            {
                try
                {
                    emptied.SetResult(_session.ReadNumber("PRAGMA wal_checkpoint(TRUNCATE)") == 0);
                }
                catch (Exception ex) when (ex is SqliteException or StoreUnavailableException)
                {
                    // What was to be stored is stored.
                    emptied.SetResult(false);
                }
            });
        }
        catch (InvalidOperationException)
        {
            emptied.SetResult(false);
        }

        return emptied.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _session.Dispose();
        _waiting.Dispose();
    }

    private void WriteAll()
    {
        foreach (var write in _waiting.GetConsumingEnumerable())
        {
            write();
        }
    }

    private void Write<T>(Func<SqliteSession, T> change, Action<Exception?>? ended, TaskCompletionSource<T> written)
    {
        try
        {
            var result = _session.Transaction(change);
            ended?.Invoke(null);
            written.SetResult(result);
        }
        catch (Exception ex)
        {
            // Whatever went wrong belongs to whoever asked; the thread must live for the others.
            ended?.Invoke(ex);
            written.SetException(ex);
        }
    }
}
