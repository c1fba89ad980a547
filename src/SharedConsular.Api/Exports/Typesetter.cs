using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;
using Buffer = HarfBuzzSharp.Buffer;

namespace SharedConsular.Api.Exports;

/// <summary>
/// Sets lines of text in any script with the fonts that have them: HarfBuzz joins and orders the letters. A line is written
/// from the right when its first letter is; what runs the other way inside it is set as one piece, which is what the Unicode
/// bidirectional algorithm does with text that is not nested deeper.
/// </summary>
internal sealed class Typesetter(Fonts fonts) : IDisposable
{
    private readonly Dictionary<SKTypeface, SKShaper> _shapers = [];
    private readonly Dictionary<string, SKTypeface> _faces = new(StringComparer.Ordinal);

    /// <summary>The lines in which a text fits: broken between words, and inside one that is wider than the column alone.</summary>
    public IReadOnlyList<string> Break(string text, float width, float size)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (Width(longer, size) <= width)
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0)
                {
                    lines.Add(line);
                }

                line = BreakWord(word, width, size, lines);
            }

            lines.Add(line);
        }

        return lines;
    }

    public float Width(string text, float size) => Set(text, size).Sum(p => p.Shape.Width);

    /// <param name="y">The line the letters stand on.</param>
    public void Draw(SKCanvas page, string text, float x, float y, float size, SKPaint ink)
    {
        foreach (var piece in Set(text, size))
        {
            using var font = new SKFont(piece.Face, size);
            using var blob = Blob(piece, font);
            if (blob is not null)
            {
                page.DrawText(blob, x, y, ink);
            }

            x += piece.Shape.Width;
        }
    }

    public void Dispose()
    {
        foreach (var shaper in _shapers.Values)
        {
            shaper.Dispose();
        }
    }

    /// <summary>Glyphs with the text they were made of, so that a name can be found and copied in the document.</summary>
    private static SKTextBlob? Blob(Piece piece, SKFont font)
    {
        var bytes = Encoding.UTF8.GetBytes(piece.Text);
        using var builder = new SKTextBlobBuilder();
        var run = builder.AllocatePositionedTextRun(font, piece.Shape.Codepoints.Length, bytes.Length, null);
        run.SetGlyphs([.. piece.Shape.Codepoints.Select(c => (ushort)c)]);
        run.SetPositions(piece.Shape.Points);
        run.SetText(bytes);
        run.SetClusters(piece.Shape.Clusters);

        return builder.Build();
    }

    /// <summary>What is left of the word for the line that follows.</summary>
    private string BreakWord(string word, float width, float size, List<string> lines)
    {
        var line = "";
        foreach (var letter in Fonts.LettersOf(word))
        {
            if (line.Length > 0 && Width(line + letter, size) > width)
            {
                lines.Add(line);
                line = "";
            }

            line += letter;
        }

        return line;
    }

    private List<Piece> Set(string text, float size)
    {
        var pieces = PiecesOf(text).Select(p => Shape(p.Text, p.Face, p.FromRight, size)).ToList();
        if (StartsFromRight(text))
        {
            pieces.Reverse();
        }

        return pieces;
    }

    private Piece Shape(string text, SKTypeface face, bool fromRight, float size)
    {
        if (!_shapers.TryGetValue(face, out var shaper))
        {
            _shapers[face] = shaper = new SKShaper(face);
        }

        using var font = new SKFont(face, size);
        using var buffer = new Buffer();
        buffer.AddUtf8(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = fromRight ? HarfBuzzSharp.Direction.RightToLeft : HarfBuzzSharp.Direction.LeftToRight;

        return new Piece(text, face, shaper.Shape(buffer, font));
    }

    /// <summary>Stretches of one font and one direction each; what has no direction of its own goes with what stands before it.</summary>
    private IEnumerable<(string Text, SKTypeface Face, bool FromRight)> PiecesOf(string text)
    {
        var piece = new StringBuilder();
        var (face, fromRight) = ((SKTypeface?)null, StartsFromRight(text));
        foreach (var letter in Fonts.LettersOf(text))
        {
            var turns = DirectionOf(letter) ?? fromRight;
            var fitting = string.IsNullOrWhiteSpace(letter) ? face ?? fonts.Usual : FaceOf(letter);
            if (face is not null && (fitting != face || turns != fromRight))
            {
                yield return (piece.ToString(), face, fromRight);
                piece.Clear();
            }

            (face, fromRight) = (fitting, turns);
            piece.Append(letter);
        }

        if (face is not null)
        {
            yield return (piece.ToString(), face, fromRight);
        }
    }

    private SKTypeface FaceOf(string letter)
    {
        if (!_faces.TryGetValue(letter, out var face))
        {
            _faces[letter] = face = fonts.FaceOf(letter) ?? fonts.Usual;
        }

        return face;
    }

    private static bool StartsFromRight(string text) => Fonts.LettersOf(text).Select(DirectionOf).FirstOrDefault(d => d is not null) is true;

    /// <summary>True from the right, false from the left, null for what has none: spaces and signs. Figures run from the left everywhere.</summary>
    private static bool? DirectionOf(string letter)
    {
        var rune = letter.EnumerateRunes().First();

        return IsFromRight(rune.Value) && !Rune.IsDigit(rune) ? true : Rune.IsLetterOrDigit(rune) ? false : null;
    }

    /// <summary>The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan and Mandaic, their forms, and the historic ones and Adlam.</summary>
    private static bool IsFromRight(int rune) => rune is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private readonly record struct Piece(string Text, SKTypeface Face, SKShaper.Result Shape);
}
