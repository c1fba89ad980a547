using System.Globalization;
using SkiaSharp;

namespace SharedConsular.Api.Exports;

/// <summary>A table as a PDF, A4 landscape, lengths in points. A text that is too wide goes on below, and nothing is cut off or left out.</summary>
internal sealed class PrintedTable : IDisposable
{
    private const float PageWidth = 842, PageHeight = 595, Margin = 28, LineHeight = 11, TextSize = 8, TitleSize = 12, CellGap = 4;

    private readonly MemoryStream _bytes = new();
    private readonly Fonts _fonts;
    private readonly Typesetter _text;
    private readonly SKDocument _document;
    private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint _line = new() { Color = SKColors.Gray, StrokeWidth = 0.5f };
    private readonly (string Name, float Width)[] _columns;
    private readonly string[] _heading;
    private SKCanvas? _page;
    private float _y;
    private int _pages;

    /// <param name="title">Of the document, for who looks for it.</param>
    /// <param name="heading">Lines that stand above the table on every page.</param>
    /// <param name="columns">With the part of the page each takes.</param>
    public PrintedTable(Fonts fonts, string title, string[] heading, params (string Name, float Part)[] columns)
    {
        _fonts = fonts;
        _text = new Typesetter(fonts);
        var metadata = SKDocumentPdfMetadata.Default;
        metadata.Title = title;
        _document = SKDocument.CreatePdf(_bytes, metadata);
        _heading = heading;
        var whole = columns.Sum(c => c.Part);
        _columns = [.. columns.Select(c => (c.Name, (PageWidth - (2 * Margin)) * c.Part / whole))];
    }

    /// <summary>One row; a cell of several lines has them one under the other.</summary>
    public void Row(params string[] cells)
    {
        var lines = cells.Select((c, i) => _text.Break(_fonts.Printable(c), _columns[i].Width - CellGap, TextSize)).ToArray();
        var height = (lines.Max(l => l.Count) * LineHeight) + CellGap;
        if (_page is null || _y + height > PageHeight - Margin)
        {
            NextPage();
        }

        DrawCells(lines);
        _y += height;
        Rule(_line);
    }

    public byte[] ToBytes()
    {
        if (_page is null)
        {
            NextPage();
        }

        _document.EndPage();
        _document.Close();

        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _text.Dispose();
        _document.Dispose();
        _ink.Dispose();
        _line.Dispose();
        _bytes.Dispose();
    }

    private void NextPage()
    {
        if (_page is not null)
        {
            _document.EndPage();
        }

        _page = _document.BeginPage(PageWidth, PageHeight);
        _y = Margin + TitleSize;
        foreach (var (text, size) in _heading.Select((h, i) => (h, Size: i == 0 ? TitleSize : TextSize)))
        {
            foreach (var line in _text.Break(text, PageWidth - (2 * Margin), size))
            {
                _text.Draw(_page, line, Margin, _y, size, _ink);
                _y += size + CellGap;
            }
        }

        _text.Draw(_page, (++_pages).ToString(CultureInfo.InvariantCulture), PageWidth - Margin, PageHeight - (Margin / 2), TextSize, _ink);
        _y += CellGap;
        DrawCells([.. _columns.Select(c => new[] { c.Name })]);
        _y += LineHeight + CellGap;
        Rule(_ink);
    }

    private void DrawCells(IReadOnlyList<string>[] cells)
    {
        var x = Margin;
        for (var i = 0; i < cells.Length; i++)
        {
            for (var line = 0; line < cells[i].Count; line++)
            {
                _text.Draw(_page!, cells[i][line], x, _y + (line * LineHeight), TextSize, _ink);
            }

            x += _columns[i].Width;
        }
    }

    private void Rule(SKPaint paint)
    {
        var y = _y - LineHeight + (CellGap / 2);
        _page!.DrawLine(Margin, y, PageWidth - Margin, y, paint);
    }
}
