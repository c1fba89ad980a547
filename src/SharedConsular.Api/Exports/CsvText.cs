using System.Globalization;
using System.Text;

namespace SharedConsular.Api.Exports;

/// <summary>Lines of comma-separated text (RFC 4180), safe to open in a spreadsheet: no cell is taken for a formula.</summary>
internal sealed class CsvText
{
    public const string Kind = "text/csv; charset=utf-8";

    private static readonly char[] Quoted = [',', '"', '\r', '\n'];
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t'];

    private readonly StringBuilder _text = new();

    public CsvText Row(params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            _text.Append(i > 0 ? "," : "").Append(Cell(cells[i]));
        }

        _text.Append("\r\n");

        return this;
    }

    /// <summary>With a byte order mark: without one spreadsheets read names as Latin-1.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateOnly day => Words.OfDay(day),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            bool yes => yes ? "yes" : "no",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        if (value is string && text.Length > 0 && Formula.Contains(text[0]))
        {
            text = "'" + text;
        }

        return text.IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
