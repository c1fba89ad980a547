using System.Security.Cryptography;
using SharedConsular.Audit;

namespace SharedConsular.Tests.Audit;

/// <summary>A tenant with a key, and a record of three blocks: five leaves, three, and one.</summary>
internal sealed class AuditExamples : IDisposable
{
    public static readonly TenantId Ee = TenantId.Get("ee");

    private static readonly DateTimeOffset Began = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => Convert.ToHexStringLower(_key.ExportSubjectPublicKeyInfo());

    public static EventLeaf Event(long position, DateTimeOffset? at = null) => new(
        position, "case", $"SC-{position}", 1, "case-opened", at ?? Began.AddSeconds(position), "de", "officer-1", new string('a', 64), $"{position:x32}");

    public static ReadLeaf Read(long position) => new(
        position, "case", $"SC-{position}", "de", "officer-1", "officer", "owner-serves", "service", "case persons", "get", Began.AddSeconds(position),
        $"{position + 100:x32}", "eu-2015-637");

    /// <summary>The record as the platform writes it.</summary>
    /// <param name="change">What is other in this record from the moment it was sealed on.</param>
    public string[] Write(Func<AuditLeaf, AuditLeaf>? change = null)
    {
        List<AuditLine> lines = [new HeaderLine(HeaderLine.FormatNow, Ee, PublicKey, Began.AddHours(1))];
        AuditBlock? head = null;
        foreach (var (events, reads) in new[] { (2, 3), (3, 0), (0, 1) })
        {
            var (e, r) = (head?.Events.To ?? 0, head?.Reads.To ?? 0);
            AuditLeaf[] leaves =
            [
                .. Enumerable.Range(1, events).Select(i => Event(e + i)),
                .. Enumerable.Range(1, reads).Select(i => Read(r + i)),
            ];
            leaves = [.. leaves.Select(l => change?.Invoke(l) ?? l)];
            head = AuditBlock.After(
                head, Ee, (e + events, events), (r + reads, reads), leaves.Select(l => l.Hash()).ToArray(), Began.AddMinutes(lines.Count));
            lines.Add(new BlockLine(head, Sign(head.Encode())));
            lines.AddRange(leaves.Select((l, i) => LineOf(l, i + 1)));
        }

        var end = new EndLine(3, head!.Number, head.Hash(), "");
        lines.Add(end with { Signature = Sign(end.Encode((HeaderLine)lines[0])) });

        return [.. lines.Select(l => l.Write())];
    }

    public AuditHeads Heads(string[] lines) => new(
        Ee, PublicKey,
        [.. lines.Select(AuditLine.Find).OfType<BlockLine>().Select(l => new AuditHead(l.Block.Number, l.Block.Hash()))]);

    public string Sign(byte[] data) => Convert.ToHexStringLower(_key.SignData(data, HashAlgorithmName.SHA256));

    public void Dispose() => _key.Dispose();

    private static LeafLine LineOf(AuditLeaf leaf, int place)
    {
        var hash = Convert.ToHexStringLower(leaf.Hash());

        return leaf is EventLeaf @event ? new EventLine(place, hash, @event) : new ReadLine(place, hash, (ReadLeaf)leaf);
    }
}
