using SQLitePCL;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>One connection and the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int BusyTimeoutMs = 5_000;

    private readonly sqlite3 _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    private SqliteSession(sqlite3 connection) => _connection = connection;

    public static SqliteSession Open(string path)
    {
        Batteries_V2.Init();
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var connection, flags, null);
        if (code != raw.SQLITE_OK)
        {
            using (connection)
            {
                throw SqliteErrors.Read(code, connection);
            }
        }

        _ = raw.sqlite3_busy_timeout(connection, BusyTimeoutMs);

        return new SqliteSession(connection);
    }

    /// <summary>The prepared statement of this text, ready to be bound.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var code = raw.sqlite3_prepare_v2(_connection, sql, out var handle);
            if (code != raw.SQLITE_OK)
            {
                throw SqliteErrors.Read(code, _connection);
            }

            _statements[sql] = statement = new SqliteStatement(_connection, handle);
        }

        return statement.Renew();
    }

    /// <summary>Runs one or many statements that are not worth keeping.</summary>
    public void RunScript(string sql)
    {
        var code = raw.sqlite3_exec(_connection, sql);
        if (code != raw.SQLITE_OK)
        {
            throw SqliteErrors.Read(code, _connection);
        }
    }

    public T Transaction<T>(Func<SqliteSession, T> write)
    {
        Prepare("BEGIN IMMEDIATE").Run();
        try
        {
            var result = write(this);
            Prepare("COMMIT").Run();

            return result;
        }
        catch
        {
            // A full disk ends the transaction by itself.
            if (raw.sqlite3_get_autocommit(_connection) == 0)
            {
                RunScript("ROLLBACK");
            }

            throw;
        }
    }

    public long ReadNumber(string sql)
    {
        var statement = Prepare(sql);
        var number = statement.Step() ? statement.GetNumber(0) : 0;
        statement.Reset();

        return number;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _connection.Dispose();
    }
}
