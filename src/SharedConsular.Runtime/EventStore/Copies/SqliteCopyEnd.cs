using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime.Copies;

/// <summary>The file of an embedded store whose server is stopped.</summary>
internal sealed class SqliteCopyEnd : ICopyEnd
{
    private readonly FileStream _lock;
    private readonly SqliteSession _session;

    private SqliteCopyEnd(FileStream @lock, SqliteSession session) => (_lock, _session) = (@lock, session);

    public static SqliteCopyEnd Open(string path)
    {
        var @lock = SqliteLock.Take(path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(path);
            SqliteSchema.Prepare(session, new FileInfo(path) is { Exists: true } file ? file.Length : 0);

            return new SqliteCopyEnd(@lock, session);
        }
        catch
        {
            session?.Dispose();
            @lock.Dispose();
            throw;
        }
    }

    public Task<byte[]> ReadSecret(CancellationToken ct)
    {
        var statement = _session.Prepare("SELECT value FROM meta WHERE name = 'cursor-secret'");
        var secret = statement.Step() ? statement.GetBlob(0) : throw SqliteErrors.Corrupt(null);
        statement.Reset();

        return Task.FromResult(secret);
    }

    public async IAsyncEnumerable<object?[]> Read(StoredTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        var statement = _session.Prepare($"SELECT {table.ColumnList} FROM {table.Name}");
        while (statement.Step())
        {
            ct.ThrowIfCancellationRequested();
            yield return [.. table.Columns.Select((column, i) => Value(statement, column, i))];
        }
    }

    public Task<bool> IsEmpty(CancellationToken ct) => Task.FromResult(
        _session.ReadNumber("SELECT count(*) FROM (SELECT 1 FROM events UNION ALL SELECT 1 FROM kept_documents UNION ALL SELECT 1 FROM reads)") == 0);

    public Task WriteSecret(byte[] secret, CancellationToken ct)
    {
        _session.Transaction(session =>
        {
            session.RunScript("DELETE FROM audit_sealed");

            return session.Prepare("UPDATE meta SET value = ? WHERE name = 'cursor-secret'").Blob(secret).Run();
        });

        return Task.CompletedTask;
    }

    public Task Write(StoredTable table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        var places = string.Join(", ", table.Columns.Select(_ => "?"));
        _session.Transaction(session =>
        {
            foreach (var row in rows)
            {
                ct.ThrowIfCancellationRequested();
                var statement = session.Prepare($"INSERT INTO {table.Name}({table.ColumnList}) VALUES ({places})");
                foreach (var value in row)
                {
                    _ = value switch
                    {
                        string text => statement.Text(text),
                        long number => statement.Number(number),
                        byte[] bytes => statement.Blob(bytes),
                        _ => statement.Null(),
                    };
                }

                statement.Run();
            }

            return true;
        });

        return Task.CompletedTask;
    }

    public Task Finish(CancellationToken ct)
    {
        _session.Prepare(SqliteSchema.PlaceReads).Number(0).Number(_session.ReadNumber("SELECT reads FROM audit_sealed")).Run();

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _lock.Dispose();

        return ValueTask.CompletedTask;
    }

    private static object? Value(SqliteStatement statement, StoredColumn column, int index) =>
        statement.IsNull(index) ? null
        : column.Kind switch
        {
            StoredKind.Text => statement.GetText(index),
            StoredKind.Number => statement.GetNumber(index),
            _ => statement.GetBlob(index),
        };
}
