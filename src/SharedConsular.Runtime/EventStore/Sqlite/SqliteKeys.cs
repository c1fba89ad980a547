namespace SharedConsular.Runtime.Sqlite;

/// <summary>Writes and destroys persons' keys inside a transaction that is already open.</summary>
internal static class SqliteKeys
{
    public const string Columns = "type, tenant, id, subject, key_id, tenant_key, wrapped, wrapped_by";

    public static void Write(SqliteSession session, Commit commit)
    {
        foreach (var key in commit.NewKeys)
        {
            session.Prepare($"INSERT INTO person_keys({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .Key(key.Entity).Text(key.Subject).Text(key.Id).Number(key.TenantKey).Blob(key.Wrapped)
                .Text(key.WrappedBy.Value).Run();
        }

        foreach (var key in commit.Rewrapped)
        {
            session.Prepare($"""
                UPDATE person_keys SET tenant_key = ?, wrapped = ?, wrapped_by = ?
                WHERE type = ? AND tenant = ? AND id = ? AND subject = ? AND key_id = ?
                """).Number(key.TenantKey).Blob(key.Wrapped).Text(key.WrappedBy.Value).Key(key.Entity).Text(key.Subject).Text(key.Id).Run();
        }

        if (commit.LeavesRemains)
        {
            SqliteRemains.Note(session);
        }

        if (commit.Forgotten.Count == 0)
        {
            return;
        }

        foreach (var subject in commit.Forgotten)
        {
            session.Prepare("DELETE FROM person_keys WHERE type = ? AND tenant = ? AND id = ? AND subject = ?")
                .Key(commit.Key).Text(subject).Run();
        }

        session.Prepare("DELETE FROM snapshots WHERE type = ? AND tenant = ? AND id = ?").Key(commit.Key).Run();
    }

    public static StoredPersonKey Get(SqliteStatement statement) =>
        new(statement.GetKey(0), statement.GetText(3), statement.GetText(4), (int)statement.GetNumber(5), statement.GetBlob(6))
        {
            WrappedBy = TenantId.Get(statement.GetText(7)),
        };
}
