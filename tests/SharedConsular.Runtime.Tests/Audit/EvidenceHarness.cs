using Microsoft.Extensions.Logging.Abstractions;
using SharedConsular.Audit;
using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests.Audit;

/// <summary>A notary and its export on a store of their own.</summary>
internal sealed class EvidenceHarness : IAsyncDisposable
{
    public static readonly TenantId Au = TenantId.Get("au");

    private readonly RootKeyring _root;
    private readonly bool _ownsRuntime;
    private TenantSigner _signer = null!;

    public EvidenceHarness(RuntimeHarness? runtime = null)
    {
        _ownsRuntime = runtime is null;
        Runtime = runtime ?? new RuntimeHarness();
        _root = RootKeyring.Open(new RootKeyFile($"{Runtime.Options.DatabasePath}.root-key"));
        Open();
    }

    public RuntimeHarness Runtime { get; }

    public Notary Notary { get; private set; } = null!;

    public AuditExport Export { get; private set; } = null!;

    /// <summary>Leaves behind events and reads of Australia, and one event of another tenant.</summary>
    public async Task Work(int events, int reads)
    {
        for (var i = 0; i < events; i++)
        {
            await Runtime.Execute($"l{i % 3}", new Deposit(1));
        }

        await Runtime.Store.AppendReads([.. Enumerable.Range(0, reads).Select(i => EvidenceStoreContract.NewRead($"l{i}", "au"))], RuntimeHarness.Stop);
    }

    public async Task Restart()
    {
        Close();
        await Runtime.Restart();
        Open();
    }

    public async Task<List<AuditLine>> ExportLines(DateTimeOffset? from = null, DateTimeOffset? until = null, Func<EntityKey, bool>? isHidden = null, TenantId? tenant = null)
    {
        var lines = new List<AuditLine>();
        await foreach (var line in Export.Read(tenant ?? Au, from, until, key => Task.FromResult(isHidden?.Invoke(key) is true), RuntimeHarness.Stop))
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>What the offline verifier says of an export: as text, as it goes over the wire.</summary>
    public async Task<(AuditDifference? Difference, AuditSummary Summary)> Verify(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var verifier = new AuditVerifier();
        foreach (var line in await ExportLines(from, until))
        {
            verifier.Read(line.Write());
        }

        verifier.End();

        return (verifier.Difference, verifier.Summary);
    }

    /// <summary>Does something to the database behind everybody's back.</summary>
    public async Task Tamper(string sql)
    {
        Close();
        await Runtime.Close();
        await TestStore.Run(Runtime.Place, sql);

        await Runtime.Restart();
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        _root.Dispose();
        if (_ownsRuntime)
        {
            await Runtime.DisposeAsync();
        }
    }

    private void Open()
    {
        _signer = new TenantSigner(Runtime.Store, _root);
        Notary = new Notary(Runtime.Store, Runtime.Leases, _signer, _root, Runtime.Time, NullLogger<Notary>.Instance);
        Export = new AuditExport(Runtime.Store, Notary, _signer, _root, Runtime.Time);
    }

    private void Close()
    {
        Notary.Dispose();
        _signer.Dispose();
    }
}
