using Npgsql;

namespace SharedConsular.Runtime.Postgres;

/// <summary>The store that many nodes share: one PostgreSQL, every commit on its disk before it is answered.</summary>
public sealed partial class PostgresStore : IEventStore
{
    /// <summary>How many connections one node opens unless the connection string says otherwise; a server takes a hundred.</summary>
    private const int ConnectionsMax = 24;

    /// <summary>Of how many statements a connection keeps the plan; more than we have.</summary>
    private const int PlansMax = 200;

    private readonly PostgresDatabase _database;
    private readonly PostgresCommits _commits;
    private int _closed;
    private volatile StoreHealth _health = StoreHealth.Ready;

    private PostgresStore(PostgresDatabase database, byte[] cursorSecret)
    {
        (_database, _commits, CursorSecret) = (database, new PostgresCommits(database), cursorSecret);
    }

    public ReadOnlyMemory<byte> CursorSecret { get; }

    internal bool KeepsPlans => _database.KeepsPlans;

    /// <summary>Opens the store of a connection string. Brings its tables to this release first, unless that is somebody else's job.</summary>
    /// <exception cref="StoreUnavailableException">The database can't be used; the code says why.</exception>
    public static async Task<PostgresStore> Open(string connectionString, bool migrate, CancellationToken ct)
    {
        var settings = SettingsOf(connectionString);
        var isDirect = await Prepare(settings, migrate, ct).ConfigureAwait(false);
        settings.MaxAutoPrepare = isDirect ? Math.Max(settings.MaxAutoPrepare, PlansMax) : settings.MaxAutoPrepare;

        var database = new PostgresDatabase(NpgsqlDataSource.Create(settings), prepares: settings.MaxAutoPrepare > 0);
        try
        {
            var secret = await database.Read(
                PostgresScope.All, new PostgresStatement("SELECT value FROM meta WHERE name = 'cursor-secret'"), r => r.GetText(0), ct).ConfigureAwait(false);

            return new PostgresStore(database, Convert.FromHexString(secret.Single()));
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Brings the tables of a database to this release.</summary>
    public static async Task Migrate(string connectionString, CancellationToken ct)
    {
        await using var database = new PostgresDatabase(NpgsqlDataSource.Create(SettingsOf(connectionString)), prepares: false);
        await Migrate(database, ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<CommitResult>> CommitBatch(IReadOnlyList<Commit> batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();

        return await Watch(() => _commits.Write(batch, CancellationToken.None)).ConfigureAwait(false);
    }

    public Task Keep(string kind, string id, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        Write(PostgresScope.All, async transaction =>
        {
            ReadOnlyMemory<byte> kept = default;
            await transaction.Run(
                new PostgresStatement("INSERT INTO kept_documents VALUES ($1, $2, $3) ON CONFLICT DO NOTHING").Text(kind).Text(id).Blob(body), ct)
                .ConfigureAwait(false);
            await transaction.Run([AskKept(kind, id)], (_, reader) => kept = reader.GetBlob(0), ct).ConfigureAwait(false);

            return kept.Span.SequenceEqual(body.Span)
                ? true
                : throw new InvalidOperationException($"Another document of kind {kind} is kept under this id.");
        }, ct);

    public async Task<ReadOnlyMemory<byte>?> FindKept(string kind, string id, CancellationToken ct) =>
        (await Read(PostgresScope.All, AskKept(kind, id), r => r.GetBlob(0), ct).ConfigureAwait(false)) is [var body]
            ? body
            : default(ReadOnlyMemory<byte>?);

    public async Task<StoreHealth> CheckHealth(CancellationToken ct)
    {
        try
        {
            // Only a write shows that writing works.
            await Write(PostgresScope.All, transaction => transaction.Run(
                new PostgresStatement("UPDATE meta SET value = 'asked' WHERE name = 'probe'"), ct), ct).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            return _health;
        }

        return _health;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            await _database.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static PostgresStatement AskKept(string kind, string id) =>
        new PostgresStatement("SELECT body FROM kept_documents WHERE kind = $1 AND id = $2").Text(kind).Text(id);

    private static Task<bool> Migrate(PostgresDatabase database, CancellationToken ct) =>
        database.AsOwner(
            async connection =>
            {
                await PostgresSchema.Migrate(connection, ct).ConfigureAwait(false);

                return true;
            }, ct);

    /// <summary>
    /// Sees to it that the tables are there. Whether we speak to the server itself: a pooler, which hands out another connection for
    /// each transaction, knows nothing of what was prepared on the last, and gives itself away by naming a process that isn't the server's.
    /// </summary>
    private static async Task<bool> Prepare(NpgsqlConnectionStringBuilder settings, bool migrate, CancellationToken ct)
    {
        await using var database = new PostgresDatabase(NpgsqlDataSource.Create(settings), prepares: false);
        var isUsable = await database.AsOwner(connection => PostgresSchema.IsUsable(connection, ct), ct).ConfigureAwait(false);
        if (!isUsable)
        {
            _ = await (migrate ? Migrate(database, ct) : throw PostgresErrors.NotMigrated()).ConfigureAwait(false);
        }

        return await database.AsOwner(
            async connection =>
            {
                await using var asked = new NpgsqlCommand("SELECT pg_backend_pid()", connection);

                return (int)(await asked.ExecuteScalarAsync(ct).ConfigureAwait(false))! == connection.ProcessID;
            }, ct).ConfigureAwait(false);
    }

    // A connection is left as it was found, so nothing has to be reset.
    private static NpgsqlConnectionStringBuilder SettingsOf(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true, Enlist = false };
            if (!settings.ContainsKey("Maximum Pool Size") || settings.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize)
            {
                settings.MaxPoolSize = ConnectionsMax;
            }

            settings.ApplicationName ??= PostgresSchema.Product;

            return settings;
        }
        catch (ArgumentException ex)
        {
            throw new StoreUnavailableException(StoreUnavailableException.Foreign, "ConnectionStrings:Store is not a connection string of PostgreSQL.", ex);
        }
    }

    private Task<List<T>> Read<T>(PostgresScope scope, PostgresStatement statement, Func<NpgsqlDataReader, T> row, CancellationToken ct) =>
        Watch(() => _database.Read(scope, statement, row, ct));

    private Task<T> Write<T>(PostgresScope scope, Func<PostgresTransaction, Task<T>> change, CancellationToken ct) =>
        Watch(() => _database.Write(scope, change, ct));

    private async Task<T> Watch<T>(Func<Task<T>> work)
    {
        if (_closed == 1)
        {
            throw PostgresErrors.Closed();
        }

        try
        {
            var result = await work().ConfigureAwait(false);
            if (!_health.IsReady)
            {
                _health = StoreHealth.Ready;
            }

            return result;
        }
        catch (StoreUnavailableException ex)
        {
            _health = StoreHealth.Degraded(ex.Code);
            throw;
        }
    }
}
