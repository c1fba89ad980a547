using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SharedConsular.Cli.Bench;

/// <summary>
/// What the disk and SQLite would allow: one table of blobs, one writer that drains whatever waits into one durable
/// transaction (WAL, <c>synchronous=FULL</c>), and callers that each wait until their row is on the disk.
/// </summary>
internal static class BareInserts
{
    private const int BatchMax = 1024;

    /// <param name="folder">On which disk.</param>
    /// <param name="callers">How many wait at once.</param>
    /// <param name="bytesPerRow">Of content.</param>
    /// <param name="time">How long.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="together">How many rows may share a transaction; 1 is the naive way, a commit for each.</param>
    /// <returns>Rows a second.</returns>
    public static async Task<double> Measure(
        string folder, int callers, int bytesPerRow, TimeSpan time, CancellationToken ct, int together = BatchMax)
    {
        await using var database = Open(Path.Combine(folder, $"bare-{Guid.NewGuid():N}.db"));
        var waiting = Channel.CreateBounded<Row>(new BoundedChannelOptions(callers) { SingleReader = true });
        var writer = Task.Run(() => Write(database, waiting.Reader, together), CancellationToken.None);

        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => Call(waiting.Writer, bytesPerRow, watch, time, ct), ct)));
        var seconds = watch.Elapsed.TotalSeconds;
        waiting.Writer.Complete();
        await writer;

        return counts.Sum() / seconds;
    }

    private static async Task<long> Call(ChannelWriter<Row> rows, int bytes, Stopwatch watch, TimeSpan time, CancellationToken ct)
    {
        var body = new byte[bytes];
        Random.Shared.NextBytes(body);
        long count = 0;
        while (watch.Elapsed < time && !ct.IsCancellationRequested)
        {
            var row = new Row(body);
            await rows.WriteAsync(row, ct);
            await row.Durable.Task;
            count++;
        }

        return count;
    }

    private static async Task Write(SqliteConnection database, ChannelReader<Row> rows, int together)
    {
        await using var insert = database.CreateCommand();
        insert.CommandText = "INSERT INTO rows(body) VALUES ($body)";
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var batch = new List<Row>(together);
        while (await rows.WaitToReadAsync())
        {
            using (var transaction = database.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (batch.Count < together && rows.TryRead(out var row))
                {
                    body.Value = row.Body;
                    insert.ExecuteNonQuery();
                    batch.Add(row);
                }

                transaction.Commit();
            }

            foreach (var row in batch)
            {
                row.Durable.SetResult();
            }

            batch.Clear();
        }
    }

    private static SqliteConnection Open(string path)
    {
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        database.Open();
        using var setUp = database.CreateCommand();
        setUp.CommandText =
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 8192;
            CREATE TABLE rows(position INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
            """;
        setUp.ExecuteNonQuery();

        return database;
    }

    private sealed record Row(byte[] Body)
    {
        public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
