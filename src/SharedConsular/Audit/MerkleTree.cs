using System.Security.Cryptography;

namespace SharedConsular.Audit;

/// <summary>The Merkle tree hash of RFC 6962, section 2.1 (Certificate Transparency), over SHA-256.</summary>
public static class MerkleTree
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    public static byte[] HashOfLeaf(ReadOnlySpan<byte> leaf)
    {
        var bytes = new byte[leaf.Length + 1];
        bytes[0] = LeafPrefix;
        leaf.CopyTo(bytes.AsSpan(1));

        return SHA256.HashData(bytes);
    }

    /// <summary>The root over the hashes of leaves, in their order. Of no leaves it is the hash of nothing.</summary>
    public static byte[] RootOf(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.IsEmpty ? SHA256.HashData([]) : leaves[0];
        }

        // The left side holds the largest power of two below the number of leaves.
        var left = (int)(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)leaves.Length) / 2);
        Span<byte> node = stackalloc byte[1 + (2 * HashBytes)];
        node[0] = NodePrefix;
        RootOf(leaves[..left]).CopyTo(node[1..]);
        RootOf(leaves[left..]).CopyTo(node[(1 + HashBytes)..]);

        return SHA256.HashData(node);
    }
}
