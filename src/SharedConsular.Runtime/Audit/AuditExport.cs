using System.Runtime.CompilerServices;
using SharedConsular.Audit;

namespace SharedConsular.Runtime;

/// <summary>Writes a tenant's chain as lines, each block with what the store has for its leaves now.</summary>
public sealed class AuditExport(IEventStore store, Notary notary, TenantSigner signer, IRootKey root, TimeProvider time)
{
    /// <summary>Blocks are read so many at a time; a block has thousands of leaves at most.</summary>
    private const int BlocksPerPageMax = 8;

    /// <summary>What the store has too much is told so many times for one block, and is a fault at the first.</summary>
    private const int UnsealedMax = 10;

    /// <summary>The whole chain, or the blocks sealed in a time. What was committed before the call is sealed first.</summary>
    /// <param name="tenant">Whose chain.</param>
    /// <param name="from">Only blocks sealed at or after this moment.</param>
    /// <param name="until">Only blocks sealed before this moment.</param>
    /// <param name="isHidden">Whether the tenant may not learn anything of an entity: its leaves are then hashes only.</param>
    /// <param name="ct">Stops between lines.</param>
    public async IAsyncEnumerable<AuditLine> Read(
        TenantId tenant, DateTimeOffset? from, DateTimeOffset? until, Func<EntityKey, Task<bool>> isHidden, [EnumeratorCancellation] CancellationToken ct)
    {
        await notary.SealAll(ct).ConfigureAwait(false);
        var head = await store.FindHead(tenant, ct).ConfigureAwait(false);
        var leaves = await LeafMaker.Open(store, root, ct).ConfigureAwait(false);
        var key = await signer.GetPublicKey(tenant, ct).ConfigureAwait(false);
        var header = new HeaderLine(HeaderLine.FormatNow, tenant, Convert.ToHexStringLower(key), time.GetUtcNow(), from, until);
        yield return header;

        // Blocks that others seal meanwhile are for the next export.
        var (count, last) = (0L, until is null ? head : null);
        for (var after = 0L; after < (head?.Number ?? 0);)
        {
            var page = await store.ReadBlocks(tenant, after, BlocksPerPageMax, ct).ConfigureAwait(false);
            foreach (var sealedBlock in page.Where(b => b.Block.Number <= head!.Number && b.Block.SealedAt >= (from ?? DateTimeOffset.MinValue)))
            {
                if (sealedBlock.Block.SealedAt >= until)
                {
                    break;
                }

                (count, last) = (count + 1, sealedBlock.Block);
                yield return new BlockLine(sealedBlock.Block, Convert.ToHexStringLower(sealedBlock.Signature.Span));
                await foreach (var line in ReadLeaves(sealedBlock, leaves, isHidden, ct).ConfigureAwait(false))
                {
                    yield return line;
                }
            }

            if (page.Count == 0 || page[^1].Block.SealedAt >= until)
            {
                break;
            }

            after = page[^1].Block.Number;
        }

        var end = new EndLine(count, last?.Number ?? 0, last?.Hash() ?? AuditBlock.Beginning, "");
        yield return end with { Signature = Convert.ToHexStringLower(await signer.Sign(tenant, end.Encode(header), ct).ConfigureAwait(false)) };
    }

    /// <summary>Lays what the store has beside what was sealed: both run in the order of positions.</summary>
    private async IAsyncEnumerable<AuditLine> ReadLeaves(
        SealedBlock block, LeafMaker leaves, Func<EntityKey, Task<bool>> isHidden, [EnumeratorCancellation] CancellationToken ct)
    {
        var (span, tenant) = (block.Block, block.Block.Tenant);
        var events = await store.ReadEventsOf(tenant, span.Events, span.Events.Count + UnsealedMax, ct).ConfigureAwait(false);
        var reads = await store.ReadReadsOf(tenant, span.Reads, span.Reads.Count + UnsealedMax, ct).ConfigureAwait(false);
        var found = events.Select(e => (e.Position, IsRead: false, e.Key, Leaf: (AuditLeaf)leaves.Of(e)))
            .Concat(reads.Select(r => (r.Position, IsRead: true, Key: r.Record.Entity, Leaf: (AuditLeaf)leaves.Of(r))))
            .ToList();
        var next = 0;
        for (var i = 0; i < block.Leaves.Count; i++)
        {
            var (leaf, isRead) = (block.Leaves[i], i >= span.Events.Count);
            while (next < found.Count && (found[next].IsRead, found[next].Position).CompareTo((isRead, leaf.Position)) < 0)
            {
                yield return new UnsealedLine(found[next].Position, found[next].IsRead);
                next++;
            }

            var hash = Convert.ToHexStringLower(leaf.Hash.Span);
            if (next == found.Count || found[next].Position != leaf.Position || found[next].IsRead != isRead)
            {
                yield return new GoneLine(i + 1, hash, leaf.Position);
                continue;
            }

            var there = found[next++];
            yield return await isHidden(there.Key).ConfigureAwait(false) ? new HiddenLine(i + 1, hash, leaf.Position)
                : there.Leaf is EventLeaf @event ? new EventLine(i + 1, hash, @event)
                : new ReadLine(i + 1, hash, (ReadLeaf)there.Leaf);
        }

        for (; next < found.Count; next++)
        {
            yield return new UnsealedLine(found[next].Position, found[next].IsRead);
        }
    }
}
