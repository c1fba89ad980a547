namespace SharedConsular.Runtime.Sqlite;

/// <summary>Writes and destroys persons' keys inside a transaction that is already open.</summary>
internal static class SqliteKeys
{
    public const string Columns = "type, tenant, id, subject, key_id, tenant_key, wrapped";

    public static void Write(SqliteSession session, Commit commit)
    {
        foreach (var key in commit.NewKeys)
        {
            session.Prepare($"INSERT INTO person_keys({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .Key(key.Entity).Text(key.Subject).Text(key.Id).Number(key.TenantKey).Blob(key.Wrapped).Run();
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

        SqliteRemains.Note(session);
        session.Prepare("DELETE FROM snapshots WHERE type = ? AND tenant = ? AND id = ?").Key(commit.Key).Run();
    }

    public static StoredPersonKey Get(SqliteStatement statement) =>
        new(statement.GetKey(0), statement.GetText(3), statement.GetText(4), (int)statement.GetNumber(5), statement.GetBlob(6));
}
