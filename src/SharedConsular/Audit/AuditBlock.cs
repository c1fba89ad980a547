using System.Security.Cryptography;

namespace SharedConsular.Audit;

/// <summary>A stretch of the record, behind one position and up to another, and how many leaves of a tenant lie in it.</summary>
public sealed record AuditSpan(long After, long To, int Count);

/// <summary>
/// What a notary signs: all that was committed of one tenant's entities in two stretches of the record, as one root, behind
/// the block before it.
/// </summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Previous">The hash of the block before; of the first block <see cref="Beginning"/>.</param>
/// <param name="Root">The Merkle root over the events in order of their position, then the reads.</param>
public sealed record AuditBlock(
    TenantId Tenant, long Number, string Previous, AuditSpan Events, AuditSpan Reads, string Root, DateTimeOffset SealedAt)
{
    private const string Kind = "shared-consular/audit/block/1";

    /// <summary>Stands where the hash of a block before the first one would.</summary>
    public static string Beginning { get; } = new('0', 2 * MerkleTree.HashBytes);

    public int Leaves => Events.Count + Reads.Count;

    /// <summary>The bytes that are signed.</summary>
    public byte[] Encode() => new CanonicalBytes(Kind)
        .Text(Tenant.Value).Number(Number).Text(Previous)
        .Number(Events.After).Number(Events.To).Number(Events.Count)
        .Number(Reads.After).Number(Reads.To).Number(Reads.Count)
        .Text(Root).Time(SealedAt).ToArray();

    /// <summary>What the next block and whoever keeps heads elsewhere refer to: the SHA-256 of the signed bytes.</summary>
    public string Hash() => Hex.Sha256(Encode());

    /// <summary>The block that follows, over the hashes of its leaves: first the events, then the reads.</summary>
    public static AuditBlock After(
        AuditBlock? before, TenantId tenant, (long To, int Count) events, (long To, int Count) reads, ReadOnlySpan<byte[]> leaves, DateTimeOffset now) =>
        new(
            tenant,
            (before?.Number ?? 0) + 1,
            before?.Hash() ?? Beginning,
            new AuditSpan(before?.Events.To ?? 0, events.To, events.Count),
            new AuditSpan(before?.Reads.To ?? 0, reads.To, reads.Count),
            Hex.Of(MerkleTree.RootOf(leaves)),
            // A clock that was set back does not make a block older than the one it stands on. Stores keep milliseconds.
            before is not null && before.SealedAt > now ? before.SealedAt : DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()));
}

/// <summary>Signatures of tenants: ECDSA over P-256 with SHA-256, IEEE P1363 form.</summary>
public static class TenantSignature
{
    /// <summary>Whether this data was signed with the other half of a public key (SubjectPublicKeyInfo); needs no store and no secret.</summary>
    public static bool IsGood(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);

            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                && key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
        catch (Exception ex) when (ex is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
