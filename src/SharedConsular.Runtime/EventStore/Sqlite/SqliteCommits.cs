namespace SharedConsular.Runtime.Sqlite;

/// <summary>Writes a batch of commits inside a transaction that is already open.</summary>
internal static class SqliteCommits
{
    public static IReadOnlyList<CommitResult> Write(SqliteSession session, IReadOnlyList<Commit> batch)
    {
        var results = new CommitResult[batch.Count];
        HashSet<EntityKey>? failed = null;
        for (var i = 0; i < results.Length; i++)
        {
            var commit = batch[i];
            results[i] = failed is not null && failed.Contains(commit.Key)
                ? CommitResult.LostRace
                : Write(session, commit);
            if (results[i] != CommitResult.Stored)
            {
                (failed ??= []).Add(commit.Key);
            }
        }

        return results;
    }

    public static long ReadVersion(SqliteSession session, EntityKey key)
    {
        var statement = session.Prepare(
            "SELECT version FROM events WHERE type = ? AND tenant = ? AND id = ? ORDER BY version DESC LIMIT 1").Key(key);
        var version = statement.Step() ? statement.GetNumber(0) : 0;
        statement.Reset();

        return version;
    }

    private static CommitResult Write(SqliteSession session, Commit commit)
    {
        if (ReadVersion(session, commit.Key) != commit.ExpectedVersion)
        {
            return CommitResult.LostRace;
        }

        if (commit.Answer is { } answer && !TryWriteAnswer(session, answer, commit.RecordedAt))
        {
            return CommitResult.KeyTaken;
        }

        WriteEvents(session, commit);
        foreach (var row in commit.Rows)
        {
            SqliteRows.Change(session, commit.Key, row, isFirst: commit.ExpectedVersion == 0);
        }

        if (commit.Tallies is { } tallies)
        {
            SqliteTallies.Replace(session, commit.Key, tallies, isFirst: commit.ExpectedVersion == 0);
        }

        foreach (var clock in commit.Clocks)
        {
            WriteClock(session, commit.Key, clock);
        }

        foreach (var message in commit.Messages)
        {
            session.Prepare("INSERT INTO outbox(type, tenant, id, topic, order_key, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .Key(commit.Key).Text(message.Topic).Text(message.OrderKey).Blob(message.Body).Time(commit.RecordedAt)
                .Run();
        }

        SqliteKeys.Write(session, commit);
        if (commit.Snapshot is { } snapshot)
        {
            session.Prepare("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?)")
                .Key(commit.Key).Number(snapshot.Version).Text(snapshot.Shape).Blob(snapshot.Body).Run();
        }

        return CommitResult.Stored;
    }

    private static void WriteEvents(SqliteSession session, Commit commit)
    {
        var version = commit.ExpectedVersion;
        foreach (var @event in commit.Events)
        {
            session.Prepare("""
                INSERT INTO events(type, tenant, id, version, name, body, at, actor_tenant, actor_user)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """).Key(commit.Key).Number(++version).Text(@event.Name).Blob(@event.Body).Time(commit.RecordedAt)
                .Text(commit.Actor.Tenant.Value).Text(commit.Actor.User.Value).Run();
        }
    }

    private static bool TryWriteAnswer(SqliteSession session, AnswerRecord record, DateTimeOffset now)
    {
        // An expired answer that the sweep has not reached yet gives its place to the new one.
        var statement = session.Prepare("""
            INSERT INTO idempotency VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT DO UPDATE SET fingerprint = ?4, type = ?5, tenant = ?6, id = ?7, version_before = ?8,
                version = ?9, refusal = ?10, expires_at = ?11
            WHERE expires_at <= ?12
            """);
        var answer = record.Answer;
        statement.Text(record.Key.Tenant.Value).Text(record.Key.User.Value).Text(record.Key.Key)
            .Text(answer.Fingerprint).Key(answer.Entity).Number(answer.VersionBefore).Number(answer.Version);
        _ = answer.Refusal is { } refusal ? statement.Blob(refusal) : statement.Null();

        return statement.Time(record.ExpiresAt).Time(now).Run() == 1;
    }

    private static void WriteClock(SqliteSession session, EntityKey key, ClockChange clock)
    {
        if (clock.DueAt is not { } dueAt)
        {
            session.Prepare("DELETE FROM clocks WHERE type = ? AND tenant = ? AND id = ? AND name = ?")
                .Key(key).Text(clock.Name).Run();

            return;
        }

        session.Prepare("""
            INSERT INTO clocks VALUES (?1, ?2, ?3, ?4, ?5, ?5, 0)
            ON CONFLICT DO UPDATE SET due_at = ?5, wake_at = ?5, attempts = 0
            """).Key(key).Text(clock.Name).Number(RoundUpToMilliseconds(dueAt)).Run();
    }

    /// <summary>A deadline is never answered before its time, not even by part of a millisecond.</summary>
    private static long RoundUpToMilliseconds(DateTimeOffset time) =>
        time.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();
}
