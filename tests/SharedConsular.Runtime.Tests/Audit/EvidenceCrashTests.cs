using System.Diagnostics;
using SharedConsular.Audit;

namespace SharedConsular.Runtime.Tests.Audit;

public sealed class EvidenceCrashTests
{
    private const int KillsMax = 3;

    [Fact]
    public async Task Every_read_that_was_answered_is_in_the_chain_once_after_the_process_was_killed()
    {
        await using var runtime = new RuntimeHarness();
        await runtime.Close();
        var answered = new HashSet<string>();
        for (var kill = 0; kill < KillsMax; kill++)
        {
            // The moment is random on purpose: each run looks at another one.
            await RunAndKill(runtime, Random.Shared.Next(100, 600), answered);
        }

        await runtime.Restart();
        await using var evidence = new EvidenceHarness(runtime);
        var lines = await evidence.ExportLines();
        var verifier = new AuditVerifier();
        lines.ForEach(l => verifier.Read(l.Write()));
        Assert.True(verifier.End(), verifier.Difference?.ToString());
        var found = lines.OfType<ReadLine>().Select(l => l.Read.Id).ToList();
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Superset(answered, found.ToHashSet());
        Assert.Equal((await runtime.Store.ReadAll(0, 100_000, RuntimeHarness.Stop)).Count, lines.OfType<EventLine>().Count());
    }

    private static async Task RunAndKill(RuntimeHarness runtime, int linesMax, HashSet<string> answered)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(EvidenceCrashTests).Assembly.Location);
        }

        start.ArgumentList.Add(CrashingNotary.Argument);
        start.ArgumentList.Add(runtime.Place);
        start.ArgumentList.Add($"{runtime.Options.DatabasePath}.root-key");
        using var child = Process.Start(start)!;
        string? last = null;
        for (var lines = 1; await child.StandardOutput.ReadLineAsync(RuntimeHarness.Stop) is { } line; lines++)
        {
            // The last line may be cut off.
            if (last is not null)
            {
                answered.Add(last);
            }

            last = line;
            if (lines == linesMax)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync(RuntimeHarness.Stop);
        Assert.True(answered.Count > 0, "The child ended by itself.");
    }
}
