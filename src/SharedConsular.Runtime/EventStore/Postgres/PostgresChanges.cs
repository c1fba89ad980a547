using System.Globalization;

namespace SharedConsular.Runtime.Postgres;

/// <summary>
/// What a batch leaves behind, all together: of what changes twice in it only the end is written. The statements come in one
/// order for everybody, and within each the keys do, so that no two transactions wait for each other.
/// </summary>
internal sealed class PostgresChanges(PostgresFindings found)
{
    private const char FieldSeparator = '\u001f';
    private const int FieldsPerTally = 3;

    private readonly List<(EntityKey Key, long Version, SerializedEvent Event, Commit Of)> _events = [];
    private readonly List<(EntityKey Key, SerializedMessage Message, DateTimeOffset At)> _messages = [];
    private readonly Dictionary<(EntityKey Key, string Name), DateTimeOffset?> _clocks = [];
    private readonly Dictionary<EntityKey, SerializedSnapshot?> _snapshots = [];
    private readonly Dictionary<(EntityKey Key, string Subject), StoredPersonKey?> _persons = [];
    private readonly Dictionary<EntityKey, (string Before, IReadOnlyList<Tally> After)> _counts = [];
    private readonly PostgresRowChanges _rows = new(found);
    private bool _leavesRemains;

    /// <summary>The order in which everybody goes through entities.</summary>
    public static IComparer<EntityKey> InOrder { get; } = Comparer<EntityKey>.Create((a, b) =>
        string.CompareOrdinal(a.Tenant.Value, b.Tenant.Value) is var byTenant and not 0 ? byTenant
        : string.CompareOrdinal(a.Type, b.Type) is var byType and not 0 ? byType : string.CompareOrdinal(a.Id, b.Id));

    public void Add(Commit commit)
    {
        var version = commit.ExpectedVersion;
        foreach (var @event in commit.Events)
        {
            _events.Add((commit.Key, ++version, @event, commit));
        }

        foreach (var row in commit.Rows)
        {
            _rows.Add(commit.Key, row);
        }

        foreach (var clock in commit.Clocks)
        {
            _clocks[(commit.Key, clock.Name)] = clock.DueAt;
        }

        foreach (var message in commit.Messages)
        {
            _messages.Add((commit.Key, message, commit.RecordedAt));
        }

        if (commit.Tallies is { } tallies)
        {
            var before = _counts.TryGetValue(commit.Key, out var counted) ? counted.Before : found.Counts.GetValueOrDefault(commit.Key, "");
            _counts[commit.Key] = (before, tallies);
        }

        AddKeys(commit);
    }

    /// <summary>Puts these rows and tallies in place of all that an entity has.</summary>
    public void Replace(EntityKey key, ListedState state)
    {
        foreach (var (_, viewer, list) in found.Rows.Keys.Where(r => r.Key == key))
        {
            _rows.Add(key, RowChange.Remove(viewer, list));
        }

        foreach (var row in state.Rows)
        {
            _rows.Add(key, row);
        }

        _counts[key] = (found.Counts.GetValueOrDefault(key, ""), state.Tallies);
    }

    public List<PostgresStatement> Write()
    {
        var statements = new List<PostgresStatement>();
        AddTo(statements, _events.Count, WriteEvents);
        AddTo(statements, _persons.Count, RemovePersons);
        AddTo(statements, _persons.Values.Count(k => k is not null), WritePersons);
        AddTo(statements, _leavesRemains ? 1 : 0, () => new PostgresStatement("INSERT INTO remains VALUES (pg_current_xact_id())"));
        AddTo(statements, _snapshots.Values.Count(s => s is null), RemoveSnapshots);
        AddTo(statements, _snapshots.Values.Count(s => s is not null), WriteSnapshots);
        AddTo(statements, _clocks.Values.Count(c => c is null), RemoveClocks);
        AddTo(statements, _clocks.Values.Count(c => c is not null), WriteClocks);
        AddTo(statements, _messages.Count, WriteMessages);
        statements.AddRange(_rows.Write());
        WriteTallies(statements);

        return statements;
    }

    private void AddKeys(Commit commit)
    {
        _leavesRemains |= commit.LeavesRemains;
        foreach (var key in commit.NewKeys.Concat(commit.Rewrapped))
        {
            _persons[(key.Entity, key.Subject)] = key;
        }

        foreach (var subject in commit.Forgotten)
        {
            _persons[(commit.Key, subject)] = null;
            _snapshots[commit.Key] = null;
        }

        if (commit.Snapshot is { } snapshot)
        {
            _snapshots[commit.Key] = snapshot;
        }
    }

    private PostgresStatement WriteEvents() => new PostgresStatement("""
        INSERT INTO events(tenant, type, id, version, name, body, at, actor_tenant, actor_user)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)
        .Keys([.. _events.Select(e => e.Key)]).Numbers(_events.Select(e => e.Version)).Texts(_events.Select(e => e.Event.Name))
        .Blobs(_events.Select(e => e.Event.Body)).Numbers(_events.Select(e => e.Of.RecordedAt.ToUnixTimeMilliseconds()))
        .Texts(_events.Select(e => e.Of.Actor.Tenant.Value)).Texts(_events.Select(e => e.Of.Actor.User.Value));

    private PostgresStatement WriteMessages() => new PostgresStatement("""
        INSERT INTO outbox(tenant, type, id, topic, order_key, body, at) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        """)
        .Keys([.. _messages.Select(m => m.Key)]).Texts(_messages.Select(m => m.Message.Topic)).Texts(_messages.Select(m => m.Message.OrderKey))
        .Blobs(_messages.Select(m => m.Message.Body)).Numbers(_messages.Select(m => m.At.ToUnixTimeMilliseconds()));

    private PostgresStatement RemovePersons() => new PostgresStatement("""
        DELETE FROM person_keys p USING unnest($1, $2, $3, $4) AS k(tenant, type, id, subject)
        WHERE p.tenant = k.tenant AND p.type = k.type AND p.id = k.id AND p.subject = k.subject
        """).Keys([.. Gone().Select(p => p.Key)]).Texts(Gone().Select(p => p.Subject));

    private IEnumerable<(EntityKey Key, string Subject)> Gone() => _persons.Where(p => p.Value is null).Select(p => p.Key);

    private PostgresStatement WritePersons()
    {
        var keys = _persons.Values.OfType<StoredPersonKey>().ToList();

        return new PostgresStatement("""
            INSERT INTO person_keys(tenant, type, id, subject, key_id, tenant_key, wrapped, wrapped_by)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (tenant, type, id, subject) DO UPDATE SET tenant_key = excluded.tenant_key, wrapped = excluded.wrapped,
                wrapped_by = excluded.wrapped_by
            """)
            .Keys([.. keys.Select(k => k.Entity)]).Texts(keys.Select(k => k.Subject)).Texts(keys.Select(k => k.Id))
            .Numbers(keys.Select(k => (long)k.TenantKey)).Blobs(keys.Select(k => k.Wrapped))
            .Texts(keys.Select(k => k.WrappedBy.Value));
    }

    private PostgresStatement RemoveSnapshots() => new PostgresStatement("""
        DELETE FROM snapshots s USING unnest($1, $2, $3) AS k(tenant, type, id) WHERE s.tenant = k.tenant AND s.type = k.type AND s.id = k.id
        """).Keys([.. _snapshots.Where(s => s.Value is null).Select(s => s.Key)]);

    private PostgresStatement WriteSnapshots()
    {
        var snapshots = _snapshots.Where(s => s.Value is not null).Select(s => (s.Key, Snapshot: s.Value!)).ToList();

        return new PostgresStatement("""
            INSERT INTO snapshots(tenant, type, id, version, shape, body) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant, type, id) DO UPDATE SET version = excluded.version, shape = excluded.shape, body = excluded.body
            """)
            .Keys([.. snapshots.Select(s => s.Key)]).Numbers(snapshots.Select(s => s.Snapshot.Version))
            .Texts(snapshots.Select(s => s.Snapshot.Shape)).Blobs(snapshots.Select(s => s.Snapshot.Body));
    }

    private PostgresStatement RemoveClocks() => new PostgresStatement("""
        DELETE FROM clocks c USING unnest($1, $2, $3, $4) AS k(tenant, type, id, name)
        WHERE c.tenant = k.tenant AND c.type = k.type AND c.id = k.id AND c.name = k.name
        """)
        .Keys([.. _clocks.Where(c => c.Value is null).Select(c => c.Key.Key)]).Texts(_clocks.Where(c => c.Value is null).Select(c => c.Key.Name));

    private PostgresStatement WriteClocks()
    {
        var clocks = _clocks.Where(c => c.Value is not null).Select(c => (c.Key.Key, c.Key.Name, DueAt: c.Value!.Value)).ToList();

        return new PostgresStatement("""
            INSERT INTO clocks(tenant, type, id, name, due_at, wake_at)
            SELECT k.*, k.due_at FROM unnest($1, $2, $3, $4, $5) AS k(tenant, type, id, name, due_at)
            ON CONFLICT (tenant, type, id, name) DO UPDATE SET due_at = excluded.due_at, wake_at = excluded.due_at, attempts = 0
            """)
            .Keys([.. clocks.Select(c => c.Key)]).Texts(clocks.Select(c => c.Name)).Numbers(clocks.Select(c => RoundUpToMilliseconds(c.DueAt)));
    }

    private void WriteTallies(List<PostgresStatement> statements)
    {
        var changes = new SortedDictionary<(string Board, string Name), long>();
        foreach (var (before, after) in _counts.Values)
        {
            foreach (var (board, name, count) in ReadCounts(before))
            {
                changes[(board, name)] = changes.GetValueOrDefault((board, name)) - count;
            }

            foreach (var (board, name, count) in after)
            {
                changes[(board, name)] = changes.GetValueOrDefault((board, name)) + count;
            }
        }

        AddTo(statements, _counts.Count, () => new PostgresStatement("""
            INSERT INTO entity_tallies(tenant, type, id, counts) SELECT * FROM unnest($1, $2, $3, $4)
            ON CONFLICT (tenant, type, id) DO UPDATE SET counts = excluded.counts
            """).Keys([.. _counts.Keys]).Texts(_counts.Values.Select(c => WriteCounts(c.After))));
        var moved = changes.Where(c => c.Value != 0).OrderBy(c => c.Key.Board, StringComparer.Ordinal).ThenBy(c => c.Key.Name, StringComparer.Ordinal).ToList();
        AddTo(statements, moved.Count, () => new PostgresStatement("""
            INSERT INTO tallies AS t (board, name, total) SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (board, name) DO UPDATE SET total = t.total + excluded.total
            """).Texts(moved.Select(m => m.Key.Board)).Texts(moved.Select(m => m.Key.Name)).Numbers(moved.Select(m => m.Value)));
    }

    private static IEnumerable<Tally> ReadCounts(string counts) =>
        counts.Split(FieldSeparator, StringSplitOptions.RemoveEmptyEntries).Chunk(FieldsPerTally)
            .Select(f => new Tally(f[0], f[1], long.Parse(f[2], CultureInfo.InvariantCulture)));

    private static string WriteCounts(IReadOnlyList<Tally> tallies) => string.Join(
        FieldSeparator,
        tallies.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Board}{FieldSeparator}{t.Name}{FieldSeparator}{t.Count}")));

    private static void AddTo(List<PostgresStatement> statements, int count, Func<PostgresStatement> write)
    {
        if (count > 0)
        {
            statements.Add(write());
        }
    }

    /// <summary>A deadline is never answered before its time, not even by part of a millisecond.</summary>
    private static long RoundUpToMilliseconds(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();
}
