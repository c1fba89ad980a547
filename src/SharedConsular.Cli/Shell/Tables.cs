using System.Globalization;
using Spectre.Console;

namespace SharedConsular.Cli.Shell;

/// <summary>Tables of plain text: what people wrote is never taken for markup.</summary>
internal static class Tables
{
    public static Table Of(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)));
        }

        return table;
    }

    public static Table Row(this Table table, params ReadOnlySpan<object?> cells)
    {
        var texts = new Text[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            texts[i] = new Text(TextOf(cells[i]));
        }

        return table.AddRow(texts);
    }

    public static void Line(this IAnsiConsole console, string text) => console.WriteLine(text);

    public static string TextOf(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm 'UTC'zzz", CultureInfo.InvariantCulture).Replace("UTC+00:00", "UTC", StringComparison.Ordinal),
        IEnumerable<string> words => string.Join(", ", words),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    public static string PeriodOf(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, null) => "always",
        _ => $"{TextOf(from)}..{TextOf(to)}",
    };
}
