using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests.Audit;

/// <summary>The child of the notary's crash test: works and reads as fast as it can while a notary seals without pause.</summary>
internal static class CrashingNotary
{
    public const string Argument = "crashing-notary";

    private const int WritersMax = 8;

    public static async Task<int> Run(string place, string rootKey)
    {
        await using var store = await TestStore.Open(place);
        using var root = RootKeyring.Open(new RootKeyFile(rootKey));
        using var signer = new TenantSigner(store, root);
        using var leases = new Leases(store, TimeProvider.System, NullLogger<Leases>.Instance);
        using var notary = new Notary(store, leases, signer, root, TimeProvider.System, NullLogger<Notary>.Instance);
        var options = new RuntimeOptions { DatabasePath = place };
        await using var committer = new GroupCommitter(store, options, NullLogger<GroupCommitter>.Instance);
        await using var reads = new ReadCommitter(store, NullLogger<ReadCommitter>.Instance);
        using var keys = new KeyRing(store, root);
        var runtime = new EntityRuntime(store, keys, new EntityTypes().Register(Ledger.Type), committer, options, TimeProvider.System);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, WritersMax).Select(w => Work(runtime, reads, w, output)).Append(Seal(notary)));

        return 0;
    }

    private static async Task Seal(Notary notary)
    {
        for (var i = 0; i < int.MaxValue; i++)
        {
            await notary.SealAll(CancellationToken.None);
            await Task.Yield();
        }
    }

    private static async Task Work(EntityRuntime runtime, ReadCommitter reads, int writer, TextWriter output)
    {
        for (var i = 1; i < int.MaxValue; i++)
        {
            await runtime.Execute(Ledger.Type, Ledger.Key($"w{writer}"), new Deposit(1), RuntimeHarness.Officer, null, null, CancellationToken.None);
            var read = $"r{Environment.ProcessId}-{writer}-{i}";
            await reads.Record([EvidenceStoreContract.NewRead(read, "au")]);
            await output.WriteLineAsync(read);
        }
    }
}
