using System.Text;

namespace SharedConsular.Api.Intake;

/// <summary>Comma-separated values as RFC 4180 has them, from anybody: a quotation mark that is never closed ends with the text.</summary>
internal static class CsvLines
{
    /// <returns>The cells of each line that is not empty, and the number of the line it begins on.</returns>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        var (line, begins) = (1, 1);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (isQuoted && i < text.Length)
            {
                (isQuoted, i) = Quoted(text, i, cell);
                line += c == '\n' ? 1 : 0;
                continue;
            }

            switch (c)
            {
                case '"' when cell.Length == 0:
                    isQuoted = true;
                    break;
                case ',':
                    cells.Add(cell.ToString().Trim());
                    cell.Clear();
                    break;
                case '\n':
                    cells.Add(cell.ToString().Trim());
                    cell.Clear();
                    line++;
                    if (cells.Any(x => x.Length > 0))
                    {
                        yield return (begins, cells);
                    }

                    (cells, begins) = ([], line);
                    break;
                case '\uFEFF' or '\r':
                    break;
                default:
                    cell.Append(c);
                    break;
            }
        }
    }

    private static (bool IsQuoted, int At) Quoted(string text, int at, StringBuilder cell)
    {
        if (text[at] != '"')
        {
            cell.Append(text[at]);
            return (true, at);
        }

        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            cell.Append('"');
            return (true, at + 1);
        }

        return (false, at);
    }
}
