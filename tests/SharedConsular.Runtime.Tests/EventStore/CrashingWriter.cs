namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>The child of the crash test: writes as fast as it can and names each command once it is acknowledged.</summary>
internal static class CrashingWriter
{
    public const string Argument = "crashing-writer";

    private const int WritersMax = 32;

    public static async Task<int> Run(string place, string rootKey)
    {
        await using var store = await TestStore.Open(place);
        var options = new RuntimeOptions { DatabasePath = place };
        await using var committer = new GroupCommitter(
            store, options, Microsoft.Extensions.Logging.Abstractions.NullLogger<GroupCommitter>.Instance);
        using var root = RootKeyring.Open(new RootKeyFile(rootKey));
        using var keys = new KeyRing(store, root);
        var runtime = new EntityRuntime(
            store, keys, new EntityTypes().Register(Ledger.Type), committer, options, TimeProvider.System);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, WritersMax).Select(writer => Write(runtime, $"{Environment.ProcessId}", writer, output)));

        return 0;
    }

    private static async Task Write(EntityRuntime runtime, string run, int writer, TextWriter output)
    {
        for (var i = 1; i < int.MaxValue; i++)
        {
            var outcome = await RuntimeHarness.ExecuteOn(runtime, $"w{writer}", new Deposit(1), $"{run}-{writer}-{i}");
            await output.WriteLineAsync($"w{writer} {outcome.Version}");
        }
    }
}
