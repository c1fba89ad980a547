using System.Buffers.Binary;
using SharedConsular.Audit;

namespace SharedConsular.Runtime;

/// <summary>The leaves of a block as every store keeps them: the position of each, then its hash.</summary>
internal static class SealedLeaves
{
    private const int LeafBytes = sizeof(long) + MerkleTree.HashBytes;

    public static byte[] ToBytes(IReadOnlyList<SealedLeaf> leaves)
    {
        var bytes = new byte[leaves.Count * LeafBytes];
        for (var i = 0; i < leaves.Count; i++)
        {
            var leaf = bytes.AsSpan(i * LeafBytes, LeafBytes);
            BinaryPrimitives.WriteInt64BigEndian(leaf, leaves[i].Position);
            leaves[i].Hash.Span.CopyTo(leaf[sizeof(long)..]);
        }

        return bytes;
    }

    public static SealedLeaf[] FromBytes(ReadOnlyMemory<byte> bytes)
    {
        var leaves = new SealedLeaf[bytes.Length / LeafBytes];
        for (var i = 0; i < leaves.Length; i++)
        {
            var leaf = bytes.Slice(i * LeafBytes, LeafBytes);
            leaves[i] = new SealedLeaf(BinaryPrimitives.ReadInt64BigEndian(leaf.Span), leaf[sizeof(long)..]);
        }

        return leaves;
    }
}
