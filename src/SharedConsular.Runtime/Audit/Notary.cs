using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SharedConsular.Audit;

namespace SharedConsular.Runtime;

/// <summary>
/// Seals what was committed, tenant by tenant, into chains of signed blocks. It reads the record in the order of positions,
/// and the blocks of a step are stored together with how far it got: a process that is killed leaves no gap and seals
/// nothing twice, and of two notaries only one moves on.
/// </summary>
public sealed partial class Notary(
    IEventStore store, Leases leases, TenantSigner signer, IRootKey root, TimeProvider time, ILogger<Notary> log) : BackgroundService
{
    /// <summary>How long a change may be unsealed while nobody asks. Shorter only makes more and smaller blocks.</summary>
    private static readonly TimeSpan SealDelay = TimeSpan.FromMinutes(1);

    /// <summary>How many of each one step takes; so no block has more leaves than twice this.</summary>
    internal const int EventsPerStepMax = 1_000;
    internal const int ReadsPerStepMax = 4_000;

    /// <summary>A round that does not come to its end goes on in the next.</summary>
    private const int StepsPerRoundMax = 100_000;

    private readonly SemaphoreSlim _turn = new(1);
    private LeafMaker? _leaves;

    /// <summary>Seals everything that was committed before this was called.</summary>
    public async Task SealAll(CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            _leaves ??= await LeafMaker.Open(store, root, ct).ConfigureAwait(false);
            var end = await store.ReadSettled(ct).ConfigureAwait(false);
            for (var step = 0; step < StepsPerRoundMax; step++)
            {
                var from = await store.ReadSealed(ct).ConfigureAwait(false);
                if (from.Events >= end.Events && from.Reads >= end.Reads)
                {
                    break;
                }

                await SealStep(from, end, _leaves, ct).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SealDelay, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TrySeal(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what is not sealed is when it starts again.
        }
    }

    private async Task TrySeal(CancellationToken ct)
    {
        try
        {
            if (await leases.Hold(Leases.Notary, ct).ConfigureAwait(false))
            {
                await SealAll(ct).ConfigureAwait(false);
            }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogFailed(log, ex);
        }
    }

    private async Task SealStep(RecordEnd from, RecordEnd end, LeafMaker leaves, CancellationToken ct)
    {
        var events = UpTo(await store.ReadAll(from.Events, EventsPerStepMax, ct).ConfigureAwait(false), e => e.Position, end.Events);
        var reads = UpTo(await store.ReadAllReads(from.Reads, ReadsPerStepMax, ct).ConfigureAwait(false), r => r.Position, end.Reads);
        var to = new RecordEnd(
            events.Count == EventsPerStepMax ? events[^1].Position : Math.Max(from.Events, end.Events),
            reads.Count == ReadsPerStepMax ? reads[^1].Position : Math.Max(from.Reads, end.Reads));

        var eventsOf = events.ToLookup(e => e.Key.Tenant);
        var readsOf = reads.ToLookup(r => r.Record.Entity.Tenant);
        var blocks = new List<SealedBlock>();
        foreach (var tenant in eventsOf.Select(g => g.Key).Union(readsOf.Select(g => g.Key)).Order())
        {
            blocks.Add(await MakeBlock(tenant, [.. eventsOf[tenant].Select(leaves.Of)], [.. readsOf[tenant].Select(leaves.Of)], to, ct).ConfigureAwait(false));
        }

        if (await store.Seal(from, to, blocks, ct).ConfigureAwait(false))
        {
            LogSealed(log, events.Count, reads.Count, blocks.Count);
        }
    }

    private async Task<SealedBlock> MakeBlock(TenantId tenant, List<EventLeaf> events, List<ReadLeaf> reads, RecordEnd to, CancellationToken ct)
    {
        var leaves = events.Cast<AuditLeaf>().Concat(reads).Select(leaf => (leaf.Position, Hash: leaf.Hash())).ToArray();
        var block = AuditBlock.After(
            await store.FindHead(tenant, ct).ConfigureAwait(false), tenant, (to.Events, events.Count), (to.Reads, reads.Count),
            leaves.Select(l => l.Hash).ToArray(), time.GetUtcNow());

        return new SealedBlock(
            block, await signer.Sign(tenant, block.Encode(), ct).ConfigureAwait(false), [.. leaves.Select(l => new SealedLeaf(l.Position, l.Hash))]);
    }

    private static List<T> UpTo<T>(IReadOnlyList<T> all, Func<T, long> position, long end) => [.. all.TakeWhile(x => position(x) <= end)];

    [LoggerMessage(LogLevel.Debug, "Sealed {Events} events and {Reads} reads into {Blocks} blocks.")]
    private static partial void LogSealed(ILogger log, int events, int reads, int blocks);

    [LoggerMessage(LogLevel.Error, "The record could not be sealed; it goes on with the next round.")]
    private static partial void LogFailed(ILogger log, Exception ex);
}
