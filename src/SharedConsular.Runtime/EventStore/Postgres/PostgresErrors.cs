using System.Net.Sockets;
using Npgsql;

namespace SharedConsular.Runtime.Postgres;

/// <summary>What PostgreSQL's error codes mean to an operator.</summary>
internal static class PostgresErrors
{
    private static readonly string[] ClassesOfServer = ["08", "53", "57", "58", "XX"];

    /// <summary>Somebody else's transaction was in the way: the same one may succeed when it is tried again.</summary>
    public static bool IsRace(Exception ex) =>
        ex is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        };

    /// <summary>What the failure is to whoever uses the store; the same exception when it is a fault of this program.</summary>
    public static Exception Read(Exception ex) => ex switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StoreUnavailableException(StoreUnavailableException.Full,
            "The disk of the database is full. Free space or enlarge it; the store goes on by itself.", ex),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => new StoreUnavailableException(
            StoreUnavailableException.Corrupt, "The database reports damage. Keep its files, and restore the latest backup.", ex),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege } =>
            new StoreUnavailableException(StoreUnavailableException.Unwritable,
                "The database does not let this user write. Connect to the primary, as a user who may create tables and roles.", ex),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new StoreUnavailableException(StoreUnavailableException.Unwritable, "The database refuses the user or password of ConnectionStrings:Store.", ex),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new StoreUnavailableException(StoreUnavailableException.Failed,
            "The database that ConnectionStrings:Store names does not exist. Create it.", ex),
        PostgresException { SqlState: var state } when IsOfServer(state) => Unreachable(ex),
        PostgresException => ex,
        NpgsqlException or SocketException or TimeoutException or IOException => Unreachable(ex),
        ObjectDisposedException => Closed(),
        _ => ex,
    };

    public static StoreUnavailableException NewerVersion(long found, long known) =>
        new(StoreUnavailableException.NewerVersion,
            $"The database was brought to schema {found} by a newer release, beside which this one (schema {known}) may not work. Install that release.");

    public static StoreUnavailableException Foreign() => new(StoreUnavailableException.Foreign,
        "This database holds tables of another program. Give the store a database of its own.");

    public static StoreUnavailableException NotMigrated() => new(StoreUnavailableException.Failed,
        "The database waits for its migration: `consular store migrate`.");

    public static StoreUnavailableException Closed() => new(StoreUnavailableException.Closed,
        "The store is closed because the process is stopping. Try again when it has started.");

    private static StoreUnavailableException Unreachable(Exception cause) => new(StoreUnavailableException.Failed,
        "The database does not answer, or ended the connection. Look whether it runs and takes connections; nothing more is known of what was under way.",
        cause);

    /// <summary>
    /// Classes 08 (connection), 53 (resources), 57 (operator's intervention), 58 (system) and XX (its own fault, as of a file that
    /// could be written in part on a full disk): PostgreSQL 15, appendix A.
    /// </summary>
    private static bool IsOfServer(string state) => ClassesOfServer.Any(c => state.StartsWith(c, StringComparison.Ordinal));
}
