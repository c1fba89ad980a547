using Npgsql;
using NpgsqlTypes;

namespace SharedConsular.Runtime.Postgres;

/// <summary>For whom a transaction works: it sees their rows and no others.</summary>
/// <param name="Parties">Tenants, or viewers of lists; null for what serves all.</param>
internal readonly record struct PostgresScope(string[]? Parties)
{
    public static PostgresScope All => new(null);

    public static PostgresScope Of(TenantId tenant) => new([tenant.Value]);

    public static PostgresScope Of(string viewer) => new([viewer]);

    public static PostgresScope Of(IEnumerable<TenantId> tenants) => new([.. tenants.Select(t => t.Value).Distinct()]);
}

/// <summary>
/// Runs statements in transactions. A connection keeps no setting and no lock from one to the next, so that a pooler may hand out
/// another one for each.
/// </summary>
/// <param name="source">Its connections.</param>
/// <param name="prepares">Whether they keep the plans of our statements. Planning takes the server as long as running them does.</param>
internal sealed class PostgresDatabase(NpgsqlDataSource source, bool prepares) : IAsyncDisposable
{
    // The role and the parties hold to the end of the transaction. A plan must not hang on statistics that a young partition has
    // not got yet: all our statements find their rows by an index, whatever their values are, and one plan that is kept serves all.
    private const string Begin = $"""
        SELECT set_config('role', $1, true), set_config('{PostgresRoles.PartiesSetting}', $2::text, true), set_config('jit', 'off', true),
            set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            set_config('plan_cache_mode', $3, true)
        """;

    private readonly string _planning = prepares ? "force_generic_plan" : "auto";

    public bool KeepsPlans => prepares;

    /// <summary>Runs statements in one transaction and one trip, and reads what the last of them answers.</summary>
    public async Task<List<T>> Read<T>(PostgresScope scope, PostgresStatement statement, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        var found = new List<T>();
        await Read(scope, [statement], (_, reader) => found.Add(row(reader)), ct).ConfigureAwait(false);

        return found;
    }

    /// <summary>Runs statements in one transaction and one trip; says of each row which statement answered it.</summary>
    public async Task Read(PostgresScope scope, IReadOnlyList<PostgresStatement> statements, Action<int, NpgsqlDataReader> row, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
            await Run(connection, BeginFor(scope), statements, row, ct).ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is not OperationCanceledException && PostgresErrors.Read(ex) is var known && known != ex)
        {
            throw known;
        }
    }

    /// <summary>Runs a change in a transaction that is committed when it returns, and rolled back when it throws.</summary>
    public async Task<T> Write<T>(PostgresScope scope, Func<PostgresTransaction, Task<T>> change, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
            var result = await change(new PostgresTransaction(connection, BeginFor(scope))).ConfigureAwait(false);

            // From here on nobody may stop it: what was decided is carried through.
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);

            return result;
        }
        catch (Exception ex) when (ex is not OperationCanceledException && PostgresErrors.Read(ex) is var known && known != ex)
        {
            throw known;
        }
    }

    /// <summary>Runs something as the one who signed in, outside of any transaction of ours.</summary>
    public async Task<T> AsOwner<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct).ConfigureAwait(false);

            return await work(connection).ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is not OperationCanceledException && PostgresErrors.Read(ex) is var known && known != ex)
        {
            throw known;
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    internal static async Task<int> Run(
        NpgsqlConnection connection, NpgsqlBatchCommand? begin, IReadOnlyList<PostgresStatement> statements, Action<int, NpgsqlDataReader>? row,
        CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        var offset = 0;
        if (begin is not null)
        {
            batch.BatchCommands.Add(begin);
            offset = 1;
        }

        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement.Command);
        }

        var result = -offset;
        await using var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        do
        {
            while (await reader.ReadAsync(ct).ConfigureAwait(false))
            {
                if (result >= 0)
                {
                    row?.Invoke(result, reader);
                }
            }

            result++;
        }
        while (await reader.NextResultAsync(ct).ConfigureAwait(false));

        return reader.RecordsAffected;
    }

    private NpgsqlBatchCommand BeginFor(PostgresScope scope) => new(Begin)
    {
        Parameters =
        {
            new NpgsqlParameter<string>
            {
                TypedValue = scope.Parties is null ? PostgresRoles.OfAll : PostgresRoles.OfParties,
                NpgsqlDbType = NpgsqlDbType.Text,
            },
            new NpgsqlParameter<string[]> { TypedValue = scope.Parties ?? [], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new NpgsqlParameter<string> { TypedValue = _planning, NpgsqlDbType = NpgsqlDbType.Text },
        },
    };
}

/// <summary>A transaction that is open.</summary>
/// <param name="connection">Where it runs.</param>
/// <param name="begin">Goes before its first statements.</param>
internal sealed class PostgresTransaction(NpgsqlConnection connection, NpgsqlBatchCommand begin)
{
    private NpgsqlBatchCommand? _begin = begin;

    /// <summary>Runs statements in one trip; says of each row which statement answered it. Returns how many rows were changed.</summary>
    public Task<int> Run(IReadOnlyList<PostgresStatement> statements, Action<int, NpgsqlDataReader>? row, CancellationToken ct)
    {
        var first = _begin;
        _begin = null;

        return PostgresDatabase.Run(connection, first, statements, row, ct);
    }

    public Task<int> Run(PostgresStatement statement, CancellationToken ct) => Run([statement], null, ct);
}
