using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SkiaSharp;

namespace SharedConsular.Api.Exports;

/// <summary>
/// The fonts that lie on this machine, read from their files: a machine that has nothing but .NET has no program to ask for
/// them, and none in it may. A letter that no font has is never left out in silence, see <see cref="Printable"/>.
/// </summary>
internal sealed class Fonts
{
    private const int FilesMax = 4000;

    private static readonly string[] Kinds = [".ttf", ".otf", ".ttc"];

    private static readonly string[] FoldersOfSystems =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private readonly Lazy<ImmutableArray<Font>> _fonts;

    /// <param name="folder">The only place to look in; null for where this system has its fonts.</param>
    public Fonts(string? folder) => _fonts = new(() => Read(folder is null ? FoldersOfSystems : [folder]));

    /// <summary>Whether anything can be printed: without the Latin letters not even what is missing could be said.</summary>
    public bool Any => _fonts.Value.Any(f => f.Has("A"));

    /// <summary>The font of Latin letters.</summary>
    public SKTypeface Usual => _fonts.Value.First(f => f.Has("A")).Face;

    /// <summary>The first font that has the letter with all that is written above and below it, or null.</summary>
    public SKTypeface? FaceOf(string letter) => _fonts.Value.FirstOrDefault(f => f.Has(letter))?.Face;

    public bool CanPrint(string text) => LettersOf(text).All(l => FaceOf(l) is not null);

    /// <summary>
    /// The text with the Unicode numbers of the letters that no font has in their place, as <c>[U+12A0 U+1260]</c>: longer than
    /// an empty box, and it can be looked up who is meant.
    /// </summary>
    public string Printable(string text)
    {
        text = text.Normalize(NormalizationForm.FormC);
        if (CanPrint(text))
        {
            return text;
        }

        var printable = new StringBuilder();
        var missing = new List<string>();
        foreach (var letter in LettersOf(text))
        {
            if (FaceOf(letter) is null)
            {
                missing.AddRange(letter.EnumerateRunes().Select(r => string.Create(CultureInfo.InvariantCulture, $"U+{r.Value:X4}")));
                continue;
            }

            WriteMissing();
            printable.Append(letter);
        }

        WriteMissing();

        return printable.ToString();

        void WriteMissing()
        {
            printable.Append(missing.Count == 0 ? "" : $"[{string.Join(' ', missing)}]");
            missing.Clear();
        }
    }

    /// <summary>Letters with what is written above and below them.</summary>
    public static IEnumerable<string> LettersOf(string text)
    {
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            yield return letters.GetTextElement();
        }
    }

    /// <summary>Upright ones of usual weight and width, plain before ornate; of equal ones the same first on every machine.</summary>
    private static ImmutableArray<Font> Read(IEnumerable<string> folders) =>
    [
        .. folders.Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", Below))
            .Where(f => Kinds.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Take(FilesMax)
            .Select(f => SKTypeface.FromFile(f))
            .Where(f => f is not null && IsPlain(f))
            .OrderBy(f => !f.FamilyName.StartsWith("Noto Sans", StringComparison.Ordinal))
            .ThenBy(f => !f.FamilyName.Contains("Sans", StringComparison.Ordinal))
            .ThenBy(f => f.FamilyName.Length)
            .ThenBy(f => f.FamilyName, StringComparer.Ordinal)
            .Select(f => new Font(f, new SKFont(f))),
    ];

    private static bool IsPlain(SKTypeface face) =>
        face is { FontSlant: SKFontStyleSlant.Upright, IsFixedPitch: false }
        && face is { FontWeight: (int)SKFontStyleWeight.Normal, FontWidth: (int)SKFontStyleWidth.Normal };

    private sealed record Font(SKTypeface Face, SKFont Letters)
    {
        public bool Has(string letter) => letter.EnumerateRunes().All(r => HasNoShape(r) || Letters.ContainsGlyph(r.Value));

        /// <summary>Spaces, and characters that only say how others look or join.</summary>
        private static bool HasNoShape(Rune rune) =>
            Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
            || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
    }
}
