using Npgsql;
using NpgsqlTypes;

namespace SharedConsular.Runtime.Postgres;

/// <summary>A statement with its values, in the order of their numbers. Everything a caller says is bound, never written into it.</summary>
internal sealed class PostgresStatement(string sql)
{
    public NpgsqlBatchCommand Command { get; } = new(sql);

    public PostgresStatement Text(string value) => Bind(value, NpgsqlDbType.Text);

    public PostgresStatement TextOrNull(string? value) => value is null ? Null(NpgsqlDbType.Text) : Text(value);

    public PostgresStatement Number(long value) => Bind(value, NpgsqlDbType.Bigint);

    public PostgresStatement NumberOrNull(long? value) => value is { } number ? Number(number) : Null(NpgsqlDbType.Bigint);

    public PostgresStatement Time(DateTimeOffset value) => Number(value.ToUnixTimeMilliseconds());

    public PostgresStatement Blob(ReadOnlyMemory<byte> value) => Bind(value, NpgsqlDbType.Bytea);

    /// <summary>Tenant, type and id, as three values.</summary>
    public PostgresStatement Key(EntityKey key) => Text(key.Tenant.Value).Text(key.Type).Text(key.Id);

    public PostgresStatement Texts(IEnumerable<string?> values) => Bind(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public PostgresStatement Numbers(IEnumerable<long> values) => Bind(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public PostgresStatement NumbersOrNull(IEnumerable<long?> values) => Bind(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public PostgresStatement Blobs(IEnumerable<ReadOnlyMemory<byte>> values) => Bind(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public PostgresStatement BlobsOrNull(IEnumerable<byte[]?> values) => Bind(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    /// <summary>Tenants, types and ids, as three arrays.</summary>
    public PostgresStatement Keys(IReadOnlyCollection<EntityKey> keys) =>
        Texts(keys.Select(k => k.Tenant.Value)).Texts(keys.Select(k => k.Type)).Texts(keys.Select(k => k.Id));

    private PostgresStatement Null(NpgsqlDbType type)
    {
        Command.Parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });

        return this;
    }

    private PostgresStatement Bind<T>(T value, NpgsqlDbType type)
    {
        Command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

        return this;
    }
}

/// <summary>Reads columns the way they were written.</summary>
internal static class PostgresColumns
{
    public static long GetNumber(this NpgsqlDataReader reader, int column) => reader.GetInt64(column);

    public static string GetText(this NpgsqlDataReader reader, int column) => reader.GetString(column);

    public static byte[] GetBlob(this NpgsqlDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    public static DateTimeOffset GetTime(this NpgsqlDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    /// <summary>Tenant, type and id, from three columns.</summary>
    public static EntityKey GetKey(this NpgsqlDataReader reader, int column) =>
        new(TenantId.Get(reader.GetString(column)), reader.GetString(column + 1), reader.GetString(column + 2));
}
