using Npgsql;

namespace SharedConsular.Cluster.Tests.Chaos.Faults;

/// <summary>The database is killed whole; started again, it recovers from its log.</summary>
internal sealed class DatabaseKilled : IFault
{
    public string Kind => "database killed and recovered";

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        on.Database.Kill();

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct) => on.Database.StartAgain();
}

/// <summary>One process of the database is killed: it throws everybody out and recovers by itself.</summary>
internal sealed class BackendKilled : IFault
{
    public string Kind => "process of the database killed";

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        on.Database.KillOneBackend();

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>The database lives and does nothing.</summary>
internal sealed class DatabaseHung : IFault
{
    public string Kind => "database hung";

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        on.Database.Hang();

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct)
    {
        on.Database.GoOn();

        return Task.CompletedTask;
    }
}

/// <summary>Whatever goes to the database or comes from it takes its time.</summary>
internal sealed class StoreSlow : IFault
{
    private static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(60);

    public string Kind => "slow store";

    public Task Begin(Installation on, Random random, CancellationToken ct)
    {
        var delay = DelayMax * random.NextDouble();
        foreach (var wire in on.Wires)
        {
            wire.SlowDown(delay);
        }

        return Task.CompletedTask;
    }

    public Task End(Installation on, CancellationToken ct)
    {
        foreach (var wire in on.Wires)
        {
            wire.Heal();
        }

        return Task.CompletedTask;
    }
}

/// <summary>Somebody else takes every connection the database has, after those of the nodes were ended.</summary>
internal sealed class ConnectionsTaken : IFault
{
    /// <summary>More than the database gives to all together.</summary>
    private const int ConnectionsMax = 70;

    private readonly List<NpgsqlConnection> _taken = [];

    public string Kind => "connections exhausted";

    public async Task Begin(Installation on, Random random, CancellationToken ct)
    {
        // Those that become free are taken before the nodes come back for them.
        await Take(on, ct);
        await on.Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'consular' AND application_name = 'shared-consular'", ct);
        await Take(on, ct);
    }

    public async Task End(Installation on, CancellationToken ct)
    {
        foreach (var connection in _taken)
        {
            await connection.DisposeAsync();
        }

        _taken.Clear();
    }

    private async Task Take(Installation on, CancellationToken ct)
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, ConnectionsMax).Select(_ => TryTake(on, ct)));
        _taken.AddRange(taken.OfType<NpgsqlConnection>());
    }

    private static async Task<NpgsqlConnection?> TryTake(Installation on, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(on.AsOwner);
        try
        {
            await connection.OpenAsync(ct);

            return connection;
        }
        catch (NpgsqlException)
        {
            await connection.DisposeAsync();

            return null; // There are no more.
        }
    }
}

/// <summary>
/// There is no room left on the disk of the database, which may end for it. Where we have no disk that we may fill, the database is
/// made to say so of every event instead.
/// </summary>
internal sealed class DiskFull : IFault
{
    private const string Filler = "filler";
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>What lets the database say so; done once, because a table in use is not changed without a quarrel about locks.</summary>
    public const string Prepare = $"{HaveRoom}; CREATE TRIGGER no_room BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION no_room()";

    private const string HaveRoom = "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$";

    private const string HaveNone =
        "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$";

    public string Kind => "disk full";

    public async Task Begin(Installation on, Random random, CancellationToken ct)
    {
        if (on.Disk is not { } disk)
        {
            await on.Run(HaveNone, ct);
            return;
        }

        await using var filler = new FileStream(Path.Combine(disk, Filler), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var chunk = new byte[ChunkBytes];
        for (var size = chunk.Length; size > 0;)
        {
            try
            {
                await filler.WriteAsync(chunk.AsMemory(0, size), ct);
            }
            catch (IOException)
            {
                size /= 2; // The last corner is filled as well.
            }
        }
    }

    public async Task End(Installation on, CancellationToken ct)
    {
        if (on.Disk is not { } disk)
        {
            await on.Run(HaveRoom, ct);
            return;
        }

        File.Delete(Path.Combine(disk, Filler));
        if (on.Database.HasEnded)
        {
            await on.Database.StartAgain();
        }
    }
}
