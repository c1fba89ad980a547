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
    public Task<T> Write<T>(Func<SqliteSession, T> change)
    {
        var written = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _waiting.Add(() => Write(change, written));
        }
        catch (InvalidOperationException)
        {
            return Task.FromException<T>(SqliteErrors.Closed());
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

    private void Write<T>(Func<SqliteSession, T> change, TaskCompletionSource<T> written)
    {
        try
        {
            written.SetResult(_session.Transaction(change));
        }
        catch (Exception ex)
        {
            // Whatever went wrong belongs to whoever asked; the thread must live for the others.
            written.SetException(ex);
        }
    }
}
