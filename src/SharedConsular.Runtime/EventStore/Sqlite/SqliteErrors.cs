using SQLitePCL;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>A statement that this program got wrong: not the disk's fault, and not the operator's to mend.</summary>
internal sealed class SqliteException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}

/// <summary>What SQLite's result codes mean to an operator.</summary>
internal static class SqliteErrors
{
    public static Exception Read(int code, sqlite3 connection)
    {
        var cause = new SqliteException(code, raw.sqlite3_errmsg(connection).utf8_to_string());

        // The low byte is the kind of error; the rest says where it happened.
        return (code & 0xff) switch
        {
            raw.SQLITE_FULL => Full(cause),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Corrupt(cause),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => Unwritable(cause),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Locked(cause),
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM => new StoreUnavailableException(StoreUnavailableException.Failed,
                "The disk did not answer the store. Look at the system log for disk errors; nothing was stored.", cause),
            _ => cause,
        };
    }

    public static StoreUnavailableException Full(Exception? cause) => new(StoreUnavailableException.Full,
        "The disk of the store is full. Free space or enlarge it; the store goes on by itself.", cause);

    public static StoreUnavailableException Corrupt(Exception? cause) => new(StoreUnavailableException.Corrupt,
        "The store's file is damaged or is not a database. Keep the file, and restore the latest backup.", cause);

    public static StoreUnavailableException Unwritable(Exception? cause) => new(StoreUnavailableException.Unwritable,
        "The store's folder or file cannot be written. Give this process's user the right to write there.", cause);

    public static StoreUnavailableException Locked(Exception? cause) => new(StoreUnavailableException.Locked,
        "Another process has this store open. Stop it first, or give this one a database of its own.", cause);

    public static StoreUnavailableException NewerVersion(long found, long known) =>
        new(StoreUnavailableException.NewerVersion,
            $"The store was written by a newer release (schema {found}; this one knows {known}). Install that release.");

    public static StoreUnavailableException Foreign() => new(StoreUnavailableException.Foreign,
        "This database belongs to another program. Choose another path for the store.");

    public static StoreUnavailableException Closed() => new(StoreUnavailableException.Closed,
        "The store is closed because the process is stopping. Try again when it has started.");
}
