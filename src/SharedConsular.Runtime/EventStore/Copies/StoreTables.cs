namespace SharedConsular.Runtime.Copies;

internal enum StoredKind
{
    Text,
    Number,
    Blob,
}

internal sealed record StoredColumn(string Name, StoredKind Kind);

/// <summary>A table that every kind of store has, with the same columns.</summary>
internal sealed record StoredTable(string Name, params StoredColumn[] Columns)
{
    public string ColumnList { get; } = string.Join(", ", Columns.Select(c => c.Name));
}

/// <summary>All that a store keeps, but for what is only of its own: the cursor secret is carried over by hand, leases not at all.</summary>
internal static class StoredTables
{
    private static readonly StoredColumn Type = Text("type");
    private static readonly StoredColumn Tenant = Text("tenant");
    private static readonly StoredColumn Id = Text("id");

    public static IReadOnlyList<StoredTable> All { get; } =
    [
        new("events", Number("position"), Type, Tenant, Id, Number("version"), Text("name"), Blob("body"), Number("at"),
            Text("actor_tenant"), Text("actor_user")),
        new("snapshots", Type, Tenant, Id, Number("version"), Text("shape"), Blob("body")),
        new("list_rows", Text("viewer"), Text("list"), Text("sort"), Id, Tenant, Type, Text("terms"), Blob("body")),
        new("list_terms", Text("viewer"), Text("list"), Text("term"), Text("sort"), Id, Tenant, Type),
        new("clocks", Type, Tenant, Id, Text("name"), Number("due_at"), Number("wake_at"), Number("attempts")),
        new("outbox", Number("position"), Type, Tenant, Id, Text("topic"), Text("order_key"), Blob("body"), Number("at"), Number("attempts"),
            Number("next_attempt_at"), Number("dead_at"), Text("last_error_code")),
        new("idempotency", Text("caller_tenant"), Text("caller_user"), Text("key"), Text("fingerprint"), Type, Tenant, Id, Number("version_before"),
            Number("version"), Blob("refusal"), Number("expires_at")),
        new("kept_documents", Text("kind"), Id, Blob("body")),
        new("reads", Number("position"), Type, Tenant, Id, Text("reader_tenant"), Text("reader_user"), Text("reader_role"), Text("rule"), Text("purpose"),
            Text("agreement"), Text("fields"), Text("via"), Number("at")),
        new("audit_blocks", Tenant, Number("number"), Text("previous"), Number("events_after"), Number("events_to"), Number("events"),
            Number("reads_after"), Number("reads_to"), Number("reads"), Text("root"), Number("sealed_at"), Blob("signature"), Blob("leaves")),
        new("audit_sealed", Number("events"), Number("reads")),
        new("tenant_keys", Tenant, Number("version"), Blob("wrapped")),
        new("person_keys", Tenant, Type, Id, Text("subject"), Text("key_id"), Number("tenant_key"), Blob("wrapped"), Text("wrapped_by")),
        new("tallies", Text("board"), Text("name"), Number("total")),
        new("entity_tallies", Type, Tenant, Id, Text("counts")),
    ];

    private static StoredColumn Text(string name) => new(name, StoredKind.Text);

    private static StoredColumn Number(string name) => new(name, StoredKind.Number);

    private static StoredColumn Blob(string name) => new(name, StoredKind.Blob);
}
