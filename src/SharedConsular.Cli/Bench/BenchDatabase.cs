using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Npgsql;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Cli.Bench;

/// <summary>A database of the bench's own at a PostgreSQL that runs, with the tables of this release; it goes away with the bench.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string Program = "pgbench";
    private const int RandomBytes = 6;

    /// <summary>In less, its clients have hardly connected.</summary>
    private const int SecondsMin = 5;
    private static readonly int Threads = Environment.ProcessorCount;

    private readonly string _server;
    private readonly string _name;

    private BenchDatabase(string server, string name) => (_server, _name) = (server, name);

    /// <summary>As a node is told of it.</summary>
    public string Place => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    /// <param name="server">A connection string of somebody who may make databases; theirs is left alone.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<BenchDatabase> Create(string server, CancellationToken ct)
    {
        var database = new BenchDatabase(server, $"consular_bench_{RandomNumberGenerator.GetHexString(RandomBytes * 2, lowercase: true)}");
        try
        {
            await Run(server, $"CREATE DATABASE {database._name}", ct);
            await PostgresStore.Migrate(database.Place, ct);

            return database;
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException)
        {
            throw new UsageException($"--store names no PostgreSQL where a database can be made: {fault.Message}");
        }
    }

    /// <summary>
    /// Rows a second that the database's own bench commits one by one: the columns, key and index of events, and random bodies of the
    /// size that events have here. The table is not divided and its content is not sent, both in favour of the row.
    /// </summary>
    public async Task<double> MeasureRows(int clients, TimeSpan time, CancellationToken ct)
    {
        var bytes = (int)await Run(Place, "SELECT coalesce(avg(length(body)), 0)::bigint FROM events", ct);
        await Run(Place, "CREATE TABLE IF NOT EXISTS bare_rows (LIKE events INCLUDING ALL)", ct);
        using var folder = TemporaryFolder.Create(null);
        var script = Path.Combine(folder.Path, "row.sql");
        await File.WriteAllTextAsync(
            script,
            $"""
            INSERT INTO bare_rows(tenant, type, id, version, at, name, actor_tenant, actor_user, body) VALUES ('de', 'case',
            gen_random_uuid()::text, 1, 1764500000000, 'case-step-recorded', 'de', 'officer-1', '\x{RandomNumberGenerator.GetHexString(bytes * 2)}');
            """,
            ct);
        string[] arguments =
            ["-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Threads}", "-T", $"{Math.Max(SecondsMin, (int)time.TotalSeconds)}", "-f", script];

        return RateIn(await Ask(arguments, ct));
    }

    /// <summary>The time that the processes of the database have run; null when it is on another machine.</summary>
    public async Task<TimeSpan?> ProcessorTime(CancellationToken ct)
    {
        if (!IPAddress.TryParse(new NpgsqlConnectionStringBuilder(_server).Host, out var address) || !IPAddress.IsLoopback(address))
        {
            return null;
        }

        await using var source = NpgsqlDataSource.Create(Place);
        await using var command = source.CreateCommand("SELECT pid FROM pg_stat_activity");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ran = TimeSpan.Zero;
        while (await reader.ReadAsync(ct))
        {
            ran += ProcessorTimeOf(reader.GetInt32(0));
        }

        return ran;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
    }

    /// <returns>The number that it is answered with; 0 when it is answered with none.</returns>
    private static async Task<long> Run(string place, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(place);
        await using var command = source.CreateCommand(sql);

        return await command.ExecuteScalarAsync(ct) is long number ? number : 0;
    }

    private static TimeSpan ProcessorTimeOf(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);

            return found.TotalProcessorTime;
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    private static double RateIn(string output)
    {
        const string before = "tps = ";
        var at = output.IndexOf(before, StringComparison.Ordinal);
        var rate = at < 0 ? "" : output[(at + before.Length)..].Split(' ', 2)[0];

        return double.TryParse(rate, CultureInfo.InvariantCulture, out var rows) ? rows : throw new IOException($"{Program} tells no rate.\n{output}");
    }

    private async Task<string> Ask(string[] arguments, CancellationToken ct)
    {
        var place = new NpgsqlConnectionStringBuilder(Place);
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = place.Host,
                ["PGPORT"] = $"{place.Port}",
                ["PGUSER"] = place.Username,
                ["PGDATABASE"] = place.Database,
                ["PGPASSWORD"] = place.Password ?? "",
            },
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);

            return process.ExitCode == 0 ? await output : throw new IOException($"{Program} failed: {await errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UsageException($"{Program} is not installed; it comes with PostgreSQL.");
        }
    }
}
