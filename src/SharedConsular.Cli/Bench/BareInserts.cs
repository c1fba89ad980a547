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

    /// <returns>Rows a second.</returns>
    public static async Task<double> Measure(string folder, int callers, int bytesPerRow, TimeSpan time, CancellationToken ct)
    {
        await using var database = Open(Path.Combine(folder, $"bare-{Guid.NewGuid():N}.db"));
        var waiting = Channel.CreateBounded<Row>(new BoundedChannelOptions(callers) { SingleReader = true });
        var writer = Task.Run(() => Write(database, waiting.Reader), CancellationToken.None);

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

    private static async Task Write(SqliteConnection database, ChannelReader<Row> rows)
    {
        await using var insert = database.CreateCommand();
        insert.CommandText = "INSERT INTO rows(body) VALUES ($body)";
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var batch = new List<Row>(BatchMax);
        while (await rows.WaitToReadAsync())
        {
            using (var transaction = database.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (batch.Count < BatchMax && rows.TryRead(out var row))
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
