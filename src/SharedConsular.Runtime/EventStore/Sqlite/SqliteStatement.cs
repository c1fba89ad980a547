using System.Text;
using SQLitePCL;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>A prepared statement that is bound from left to right, run, and used again.</summary>
internal sealed class SqliteStatement(sqlite3 connection, sqlite3_stmt handle)
{
    private const int StackBytesMax = 512;

    private int _bound;

    public SqliteStatement Text(string value)
    {
        var lengthMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = lengthMax <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[lengthMax];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        Check(raw.sqlite3_bind_text(handle, ++_bound, bytes[..length]));

        return this;
    }

    public SqliteStatement TextOrNull(string? value) => value is null ? Null() : Text(value);

    public SqliteStatement Blob(ReadOnlyMemory<byte> value)
    {
        Check(raw.sqlite3_bind_blob(handle, ++_bound, value.Span));

        return this;
    }

    public SqliteStatement Number(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, ++_bound, value));

        return this;
    }

    public SqliteStatement Time(DateTimeOffset value) => Number(value.ToUnixTimeMilliseconds());

    public SqliteStatement TimeOrNull(DateTimeOffset? value) => value is { } time ? Time(time) : Null();

    public SqliteStatement Null()
    {
        Check(raw.sqlite3_bind_null(handle, ++_bound));

        return this;
    }

    public SqliteStatement Key(EntityKey key) => Text(key.Type).Text(key.Tenant.Value).Text(key.Id);

    /// <summary>Moves to the next row; false after the last one, when the statement can be bound again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();

        return code == raw.SQLITE_DONE ? false : throw SqliteErrors.Read(code, connection);
    }

    /// <summary>Runs to the end and returns how many rows were changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(connection);
    }

    /// <summary>Ends the statement before its last row. A statement left open would hold the write-ahead log back.</summary>
    public void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(handle);
    }

    /// <summary>Makes the statement ready after a use that was broken off, and does nothing after any other.</summary>
    public SqliteStatement Renew()
    {
        if (_bound > 0)
        {
            Reset();
        }

        return this;
    }

    public string GetText(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public byte[] GetBlob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    // A null array would become an empty memory, not a null one.
    public ReadOnlyMemory<byte>? FindBlob(int column) => IsNull(column) ? default(ReadOnlyMemory<byte>?) : GetBlob(column);

    public long GetNumber(int column) => raw.sqlite3_column_int64(handle, column);

    public DateTimeOffset GetTime(int column) => DateTimeOffset.FromUnixTimeMilliseconds(GetNumber(column));

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>Reads type, tenant and id, in this order, from three columns.</summary>
    public EntityKey GetKey(int column) =>
        new(TenantId.Get(GetText(column + 1)), GetText(column), GetText(column + 2));

    public void Close() => raw.sqlite3_finalize(handle);

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Reset();
            throw SqliteErrors.Read(code, connection);
        }
    }
}
