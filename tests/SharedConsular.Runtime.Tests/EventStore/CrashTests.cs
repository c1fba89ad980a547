using System.Diagnostics;

namespace SharedConsular.Runtime.Tests.EventStore;

public sealed class CrashTests
{
    private const int KillsMax = 3;

    [Fact]
    public async Task Every_acknowledged_command_is_there_after_the_process_was_killed()
    {
        await using var harness = new RuntimeHarness();
        await harness.Close();
        var acknowledged = new Dictionary<string, long>();
        for (var kill = 0; kill < KillsMax; kill++)
        {
            // The moment is random on purpose: each run looks at another one.
            await RunAndKill(harness, Random.Shared.Next(200, 2_000), acknowledged);
        }

        await harness.Restart();
        Assert.NotEmpty(acknowledged);
        foreach (var (id, version) in acknowledged)
        {
            var found = await harness.Find(id);
            Assert.NotNull(found);
            Assert.True(found.Version >= version, $"{id} was acknowledged at {version} but is at {found.Version}.");
            Assert.Equal(found.Version, found.State.Balance);
            var row = await harness.Lists.FindRow("au", "ledgers", id, RuntimeHarness.Stop);
            Assert.Equal(found.Version, StoredJson.Read<LedgerRow>(row!.Body.Span).Balance);
        }
    }

    private static async Task RunAndKill(RuntimeHarness harness, int linesMax, Dictionary<string, long> acknowledged)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(CrashTests).Assembly.Location);
        }

        start.ArgumentList.Add(CrashingWriter.Argument);
        start.ArgumentList.Add(harness.Place);
        start.ArgumentList.Add($"{harness.Options.DatabasePath}.root-key");
        using var child = Process.Start(start)!;
        var lines = 0;
        while (await child.StandardOutput.ReadLineAsync(RuntimeHarness.Stop) is { } line)
        {
            Note(line, acknowledged);
            if (++lines == linesMax)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync(RuntimeHarness.Stop);
        Assert.True(lines >= linesMax, "The child ended by itself.");
    }

    private static void Note(string line, Dictionary<string, long> acknowledged)
    {
        // The last line may be cut off in the middle of its number; a shorter number is a smaller one.
        if (line.Split(' ') is [var id, var text] && long.TryParse(text, out var version))
        {
            acknowledged[id] = Math.Max(version, acknowledged.GetValueOrDefault(id));
        }
    }
}
