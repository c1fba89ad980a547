using SharedConsular.Audit;

namespace SharedConsular.Runtime;

/// <summary>Up to which positions the record of events and of reads goes.</summary>
public readonly record struct RecordEnd(long Events, long Reads);

/// <summary>A leaf as it was sealed: where it stands, and its hash.</summary>
public readonly record struct SealedLeaf(long Position, ReadOnlyMemory<byte> Hash);

/// <param name="Block">What was signed.</param>
/// <param name="Signature">The tenant's signature over the block, 64 bytes.</param>
/// <param name="Leaves">The leaves the root stands for: the events, then the reads, each in order of position.</param>
public sealed record SealedBlock(AuditBlock Block, ReadOnlyMemory<byte> Signature, IReadOnlyList<SealedLeaf> Leaves);

/// <summary>The chains of blocks, one per tenant, and how far the record is sealed. Blocks are added and never changed.</summary>
public interface IBlockStore
{
    /// <summary>Up to where everything is in a block.</summary>
    Task<RecordEnd> ReadSealed(CancellationToken ct);

    /// <summary>
    /// Up to where everything that was ever given a position is there to be read: nothing can appear at or before it any more.
    /// One writer gives positions in the order of its commits, so there it is the last position; a store whose transactions
    /// overtake each other answers with what lies before the oldest of those still under way.
    /// </summary>
    Task<RecordEnd> ReadSettled(CancellationToken ct);

    /// <summary>
    /// Adds blocks and moves the sealed end, whole or not at all. False, and nothing done, when somebody else has moved the
    /// end meanwhile.
    /// </summary>
    Task<bool> Seal(RecordEnd from, RecordEnd to, IReadOnlyList<SealedBlock> blocks, CancellationToken ct);

    /// <summary>The tenants that have a chain.</summary>
    Task<IReadOnlyList<TenantId>> ReadSealedTenants(CancellationToken ct);

    /// <summary>The last block of a tenant's chain; null when there is none.</summary>
    Task<AuditBlock?> FindHead(TenantId tenant, CancellationToken ct);

    /// <summary>Blocks of a tenant in their order, at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<SealedBlock>> ReadBlocks(TenantId tenant, long afterNumber, int countMax, CancellationToken ct);

    /// <summary>The blocks of a tenant from the newest back, without their leaves.</summary>
    Task<IReadOnlyList<AuditBlock>> ReadHeads(TenantId tenant, long beforeNumber, int countMax, CancellationToken ct);

    /// <summary>Events of one tenant's entities in a stretch of the record, in the order they were stored.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadEventsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct);

    /// <summary>Reads of one tenant's entities in a stretch of the record, in the order they were stored.</summary>
    Task<IReadOnlyList<StoredRead>> ReadReadsOf(TenantId tenant, AuditSpan span, int countMax, CancellationToken ct);
}
