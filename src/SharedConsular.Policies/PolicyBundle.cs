using System.IO.Compression;
using System.Text;

namespace SharedConsular.Policies;

/// <summary>
/// Policies and reference data in one piece of bytes, so that a decision can be replayed on what it was made with.
/// The same files give the same bytes.
/// </summary>
public static class PolicyBundle
{
    private const int FilesMax = 10_000;
    private const int NameBytesMax = 1000;
    private const int BytesMax = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> Mark => "SCPB1\n"u8;

    public static byte[] Pack(PolicySources sources)
    {
        var faults = new List<PolicyFault>();
        var files = sources.ReadFiles(faults);

        return faults.Count is 0 ? Pack(files) : throw new InvalidDataException(faults[0].ToString());
    }

    public static byte[] Pack(IReadOnlyDictionary<string, byte[]> files)
    {
        using var packed = new MemoryStream();
        packed.Write(Mark);
        using (var zipped = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(zipped, Encoding.UTF8))
        {
            writer.Write(files.Count);
            foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                writer.Write(Encoding.UTF8.GetByteCount(name));
                writer.Write(Encoding.UTF8.GetBytes(name));
                writer.Write(content.Length);
                writer.Write(content);
            }
        }

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no bundle, or one larger than any of ours.</exception>
    public static IReadOnlyDictionary<string, byte[]> Unpack(byte[] bundle)
    {
        if (!bundle.AsSpan().StartsWith(Mark))
        {
            throw new InvalidDataException("Not a bundle of policies.");
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            using var zipped = new GZipStream(new MemoryStream(bundle, Mark.Length, bundle.Length - Mark.Length), CompressionMode.Decompress);
            using var reader = new BinaryReader(zipped, Encoding.UTF8);
            var left = BytesMax;
            for (var count = Bounded(reader.ReadInt32(), FilesMax); count > 0; count--)
            {
                var name = Encoding.UTF8.GetString(Exactly(reader, Bounded(reader.ReadInt32(), NameBytesMax)));
                var length = Bounded(reader.ReadInt32(), left);
                left -= length;
                files[name] = Exactly(reader, length);
            }
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("The bundle ends too early.", fault);
        }

        return files;
    }

    private static byte[] Exactly(BinaryReader reader, int length) =>
        reader.ReadBytes(length) is var bytes && bytes.Length == length ? bytes : throw new EndOfStreamException();

    private static int Bounded(int number, int max) =>
        number >= 0 && number <= max ? number : throw new InvalidDataException("The bundle names an impossible size.");
}
