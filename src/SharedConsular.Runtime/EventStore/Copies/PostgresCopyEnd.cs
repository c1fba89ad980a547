using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Runtime.Copies;

/// <summary>A PostgreSQL store. As the source it is read as of one moment, and may go on being used; as the target all is written, or nothing.</summary>
internal sealed class PostgresCopyEnd : ICopyEnd
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private PostgresCopyEnd(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public static async Task<PostgresCopyEnd> Open(string connectionString, bool mayBeMade, CancellationToken ct)
    {
        // Opened as a store first: that says in a sentence what may be wrong with it.
        await (await PostgresStore.Open(connectionString, mayBeMade, ct).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct).ConfigureAwait(false);
        var end = new PostgresCopyEnd(connection, transaction);
        await end.Run($"SELECT set_config('role', '{PostgresRoles.OfAll}', true)", ct).ConfigureAwait(false);

        return end;
    }

    public async Task<byte[]> ReadSecret(CancellationToken ct) =>
        Convert.FromHexString((string)(await Run("SELECT value FROM meta WHERE name = 'cursor-secret'", ct).ConfigureAwait(false))!);

    public async IAsyncEnumerable<object?[]> Read(StoredTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {table.ColumnList} FROM {table.Name}";
        await using var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            yield return [.. table.Columns.Select((column, i) => Value(reader, column, i))];
        }
    }

    public async Task<bool> IsEmpty(CancellationToken ct) => (bool)(await Run("""
        SELECT NOT EXISTS (SELECT 1 FROM events) AND NOT EXISTS (SELECT 1 FROM kept_documents) AND NOT EXISTS (SELECT 1 FROM reads)
        """, ct).ConfigureAwait(false))!;

    public Task WriteSecret(byte[] secret, CancellationToken ct) =>
        Run($"DELETE FROM audit_sealed; UPDATE meta SET value = '{Convert.ToHexStringLower(secret)}' WHERE name = 'cursor-secret'", ct);

    public async Task Write(StoredTable table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var places = string.Join(", ", table.Columns.Select((_, i) => $"${i + 1}"));
        var statement = new PostgresStatement($"INSERT INTO {table.Name}({table.ColumnList}) SELECT * FROM unnest({places})");
        foreach (var (column, index) in table.Columns.Select((c, i) => (c, i)))
        {
            _ = column.Kind switch
            {
                StoredKind.Text => statement.Texts(rows.Select(r => (string?)r[index])),
                StoredKind.Number => statement.NumbersOrNull(rows.Select(r => (long?)r[index])),
                _ => statement.BlobsOrNull(rows.Select(r => (byte[]?)r[index])),
            };
        }

        await PostgresDatabase.Run(_connection, null, [statement], null, ct).ConfigureAwait(false);
    }

    public async Task Finish(CancellationToken ct)
    {
        // Setting a sequence is the owner's; to take a role ends with the transaction, or when it is given back.
        await Run("SELECT set_config('role', 'none', true)", ct).ConfigureAwait(false);
        foreach (var table in (string[])["events", "outbox", "reads"])
        {
            await Run($"SELECT setval('{table}_position', greatest((SELECT coalesce(max(position), 1) FROM {table}), 1))", ct).ConfigureAwait(false);
        }

        await _transaction.CommitAsync(ct).ConfigureAwait(false);
        foreach (var table in StoredTables.All)
        {
            await Run($"ANALYZE {table.Name}", ct).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static object? Value(NpgsqlDataReader reader, StoredColumn column, int index) =>
        reader.IsDBNull(index) ? null
        : column.Kind switch
        {
            StoredKind.Text => reader.GetString(index),
            StoredKind.Number => reader.GetFieldValue<long>(index),
            _ => reader.GetFieldValue<byte[]>(index),
        };

    private async Task<object?> Run(string statement, CancellationToken ct)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = statement;

        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }
}
