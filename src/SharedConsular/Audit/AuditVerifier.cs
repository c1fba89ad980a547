using System.Globalization;

namespace SharedConsular.Audit;

/// <summary>The first thing that is not as it was sealed.</summary>
/// <param name="Block">In which block; null when it is about the file as a whole.</param>
/// <param name="Leaf">At which leaf of it, from 1.</param>
/// <param name="Code">What kind of difference, in a word that stays.</param>
/// <param name="What">The same as a sentence.</param>
public sealed record AuditDifference(long? Block, int? Leaf, string Code, string What)
{
    public override string ToString()
    {
        var where = (Block, Leaf) switch
        {
            ({ } block, { } leaf) => string.Create(CultureInfo.InvariantCulture, $"block {block}, leaf {leaf}: "),
            ({ } block, null) => string.Create(CultureInfo.InvariantCulture, $"block {block}: "),
            _ => "",
        };

        return $"{where}{What} ({Code})";
    }
}

/// <summary>What a file proves when nothing differs.</summary>
public sealed record AuditSummary(
    TenantId? Tenant, string? KeyFingerprint, long FirstBlock, long Blocks, long Events, long Reads, long Hidden, DateTimeOffset? ExportedAt, AuditHead? Head);

/// <summary>
/// Goes through an exported record line by line and stops at the first difference: is the chain whole (no block, no leaf
/// missing, none too many), is every leaf what was sealed, is every block signed. Needs nothing but the file, and what was
/// kept elsewhere to see that a chain was not rewritten as a whole.
/// </summary>
public sealed class AuditVerifier(AuditHeads? kept = null)
{
    private readonly Dictionary<long, string> _kept = (kept?.Heads ?? []).ToDictionary(h => h.Number, h => h.Hash);
    private readonly List<byte[]> _hashes = [];

    private HeaderLine? _header;
    private byte[] _key = [];
    private AuditBlock? _block;
    private EndLine? _end;
    private long _place;
    private (long First, long Blocks, long Events, long Reads, long Hidden) _counts;

    /// <summary>The first difference, once there is one.</summary>
    public AuditDifference? Difference { get; private set; }

    public AuditSummary Summary => new(
        _header?.Tenant, _header is null ? null : Hex.Sha256(_key), _counts.First, _counts.Blocks, _counts.Events, _counts.Reads, _counts.Hidden,
        _header?.ExportedAt, _end is null ? null : new AuditHead(_end.Head, _end.HeadHash));

    /// <summary>Takes the next line. After the first difference nothing more is looked at.</summary>
    /// <returns>Whether all is well so far.</returns>
    public bool Read(string text)
    {
        Difference ??= AuditLine.Find(text) is { } line
            ? Follow(line)
            : In("unreadable", "the line that follows is not one of this format, or was written otherwise.");

        return Difference is null;
    }

    /// <summary>The file is at its end.</summary>
    /// <returns>Whether the whole record is as it was sealed.</returns>
    public bool End()
    {
        Difference ??= _header is null ? Whole("empty", "the file holds no record.")
            : _end is null ? FindIncomplete() ?? Whole("truncated", $"the file ends behind block {_block?.Number ?? 0}, without its end: it was cut off.")
            : null;

        return Difference is null;
    }

    private AuditDifference? Follow(AuditLine line) => line switch
    {
        _ when _end is not null => Whole("after-end", "something stands behind the end of the file."),
        HeaderLine header when _header is null => Begin(header),
        _ when _header is null => Whole("no-header", "the file does not begin with its header: its first line is missing."),
        HeaderLine => In("second-header", "a second header follows: two files were put together."),
        BlockLine next => FindIncomplete() ?? Next(next),
        LeafLine when _block is null => Whole("no-block", "a leaf stands in front of the first block."),
        LeafLine leaf => Next(leaf),
        UnsealedLine extra => In(
            "unsealed", $"the store has {(extra.IsRead ? "a read" : "an event")} at position {extra.Position} that was not there when the block was sealed."),
        EndLine end => FindIncomplete() ?? Close(end),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private AuditDifference? Begin(HeaderLine header)
    {
        (_header, _key) = (header, Hex.Find(header.PublicKey) ?? []);

        return header.Format != HeaderLine.FormatNow
                ? Whole("newer-format", $"the file is of format {header.Format}; this program reads {HeaderLine.FormatNow}.")
            : kept is not null && kept.Tenant != header.Tenant
                ? Whole("other-tenant", $"the file is of {header.Tenant}, the heads that were kept are of {kept.Tenant}.")
            : kept is not null && kept.PublicKey != header.PublicKey
                ? Whole("other-key", "the file is signed with another key than the one that was kept.")
            : null;
    }

    private AuditDifference? Next(BlockLine line)
    {
        var (before, block) = (_block, line.Block);
        var isFirst = before is null && _header!.From is null;
        var expected = before is null ? (isFirst ? 1 : block.Number) : before.Number + 1;
        var behind = before?.Hash() ?? (block.Number == 1 ? AuditBlock.Beginning : block.Previous);
        var difference = block.Number != expected ? At(
                Math.Min(block.Number, expected), "missing-block",
                block.Number > expected ? $"the block is missing; {block.Number} follows." : $"the block stands where block {expected} should.")
            : block.Tenant != _header!.Tenant ? At(block.Number, "other-tenant", $"the block is of {block.Tenant}.")
            : block.Previous != behind ? At(block.Number, "broken-chain", "the block does not stand on the one in front of it: their hashes differ.")
            : !IsSigned(block.Encode(), line.Signature) ? At(block.Number, "signature", "the signature is not of this block, or not by this key.")
            : block.Events.After != (before?.Events.To ?? (isFirst ? 0 : block.Events.After))
                || block.Reads.After != (before?.Reads.To ?? (isFirst ? 0 : block.Reads.After))
                ? At(block.Number, "gap", "the block does not begin where the one in front of it ended.")
            : before is not null && block.SealedAt < before.SealedAt ? At(block.Number, "back-dated", "the block says it is older than the one in front of it.")
            : _kept.TryGetValue(block.Number, out var hash) && hash != block.Hash()
                ? At(block.Number, "rewritten", "the block is not the one whose head was kept: the record was rewritten.")
            : null;
        _block = block;
        _hashes.Clear();
        _place = long.MinValue;
        _counts.First = _counts.Blocks == 0 ? block.Number : _counts.First;
        _counts.Blocks++;

        return difference;
    }

    private AuditDifference? Next(LeafLine line)
    {
        var (block, number) = (_block!, _hashes.Count + 1);
        if (number > block.Leaves)
        {
            return At(block.Number, number, "too-many-leaves", $"the block was sealed with {block.Leaves} leaves.");
        }

        if (line.Leaf != number)
        {
            return At(block.Number, number, "missing-leaf", $"leaf {line.Leaf} stands where this one should: one is missing, or two were swapped.");
        }

        var isRead = number > block.Events.Count;
        var span = isRead ? block.Reads : block.Events;
        var place = line.Place();
        _place = number == block.Events.Count + 1 ? long.MinValue : _place;
        if (line is GoneLine)
        {
            var what = isRead ? "the read" : "the event";

            return At(block.Number, number, "gone", $"{what} at position {place} was sealed, and the store does not have it any more.");
        }

        if (line is EventLine == isRead && line is not HiddenLine)
        {
            return At(block.Number, number, "kind", isRead ? "an event stands where a read was sealed." : "a read stands where an event was sealed.");
        }

        if (place <= span.After || place > span.To || place <= _place)
        {
            return At(block.Number, number, "order", $"position {place} does not belong here.");
        }

        if (Hex.Find(line.Sealed) is not { Length: MerkleTree.HashBytes } hash)
        {
            return At(block.Number, number, "hash", "the sealed hash is none.");
        }

        AuditLeaf? leaf = line switch { EventLine { Event: var e } => e, ReadLine { Read: var r } => r, _ => null };
        if (leaf is not null && !leaf.Hash().AsSpan().SequenceEqual(hash))
        {
            return At(block.Number, number, "content", $"{NameOf(leaf)} is not what was sealed: it has another hash.");
        }

        _place = place;
        _hashes.Add(hash);
        Count(line, isRead);

        return _hashes.Count == block.Leaves && Hex.Of(MerkleTree.RootOf(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_hashes))) != block.Root
            ? At(block.Number, "root", "the leaves together are not what was sealed: they have another root.")
            : null;
    }

    private AuditDifference? Close(EndLine end)
    {
        _end = end;
        if (end.Blocks != _counts.Blocks || (_block is { } last && (end.Head != last.Number || end.HeadHash != last.Hash())))
        {
            return Whole(
                "truncated",
                $"the file was written with {end.Blocks} blocks up to number {end.Head}, and holds {_counts.Blocks} up to {_block?.Number ?? 0}.");
        }

        if (!IsSigned(end.Encode(_header!), end.Signature))
        {
            return Whole("signature", "the signature at the end of the file is not of its header and its end, or not by this key.");
        }

        // A file of a stretch says nothing of what comes behind it.
        return _header!.To is null && _kept.Keys.Where(n => n > end.Head).Order().FirstOrDefault() is var cut and > 0
            ? At(cut, "rewritten", $"the head of this block was kept, and the record now ends at block {end.Head}: it was cut off or rewritten.")
            : null;
    }

    private AuditDifference? FindIncomplete() => _block is { } block && _hashes.Count < block.Leaves
        ? At(block.Number, _hashes.Count + 1, "missing-leaf", $"the leaf is missing; the block was sealed with {block.Leaves}.")
        : null;

    private bool IsSigned(byte[] data, string signature) => Hex.Find(signature) is { } bytes && TenantSignature.IsGood(_key, data, bytes);

    private void Count(LeafLine line, bool isRead)
    {
        _counts.Events += isRead ? 0 : 1;
        _counts.Reads += isRead ? 1 : 0;
        _counts.Hidden += line is HiddenLine ? 1 : 0;
    }

    private static string NameOf(AuditLeaf leaf) => leaf switch
    {
        EventLeaf e => string.Create(CultureInfo.InvariantCulture, $"event {e.Name} of {e.Type} {e.Id}, version {e.Version}, position {e.Position},"),
        ReadLeaf r => string.Create(CultureInfo.InvariantCulture, $"the read of {r.Type} {r.Id} by {r.By}, position {r.Position},"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Where the reader has got to.</summary>
    private AuditDifference In(string code, string what) =>
        new(_block?.Number, _block is { } block && _hashes.Count < block.Leaves ? _hashes.Count + 1 : null, code, what);

    private static AuditDifference At(long block, string code, string what) => new(block, null, code, what);

    private static AuditDifference At(long block, int leaf, string code, string what) => new(block, leaf, code, what);

    private static AuditDifference Whole(string code, string what) => new(null, null, code, what);
}
