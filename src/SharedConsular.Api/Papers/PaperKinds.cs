using SharedConsular.Cases;

namespace SharedConsular.Api.Papers;

/// <summary>The kinds of files that are taken: what a scanner or a telephone makes of a paper, and nothing that runs.</summary>
internal sealed class PaperKinds
{
    /// <summary>Says of an address that it takes such a file as its body.</summary>
    public static PaperKinds Taken { get; } = new();

    private static readonly (PaperFormat Format, string Type, byte[] Begins)[] Known =
    [
        (PaperFormat.Pdf, "application/pdf", "%PDF-"u8.ToArray()),
        (PaperFormat.Jpeg, "image/jpeg", [0xFF, 0xD8, 0xFF]),
        (PaperFormat.Png, "image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
    ];

    private PaperKinds() { }

    public static IEnumerable<string> Types => Known.Select(k => k.Type);

    public static string TypeOf(PaperFormat format) => Known.First(k => k.Format == format).Type;

    /// <summary>What a file is; null when it is none of these, or begins as something else than it is said to be.</summary>
    public static PaperFormat? Find(string? type, ReadOnlySpan<byte> contents)
    {
        var said = type?.Split(';')[0].Trim();
        foreach (var (format, name, begins) in Known)
        {
            if (name.Equals(said, StringComparison.OrdinalIgnoreCase) && contents.StartsWith(begins))
            {
                return format;
            }
        }

        return null;
    }
}
