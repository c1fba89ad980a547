using System.Collections.Frozen;

namespace SharedConsular.Api.Intake;

/// <summary>Reads persons from CSV with a header, or with a row of HXL hashtags (hxlstandard.org 1.1) under or in place of it.</summary>
internal static class ImportTable
{
    /// <summary>HXL has its tags in one of the first rows; more titles than this nobody puts above them.</summary>
    private const int HeaderRowsMax = 10;

    private static readonly FrozenDictionary<string, ImportedColumn> Names =
        Enum.GetValues<ImportedColumn>().ToFrozenDictionary(c => Words.Of(c), StringComparer.OrdinalIgnoreCase);

    /// <summary>Attributes may stand in any order, so each tag is compared as a set of words.</summary>
    private static readonly (string[] Words, ImportedColumn Column)[] Tags =
    [
        (["#id", "household"], ImportedColumn.Household),
        (["#group", "id"], ImportedColumn.Household),
        (["#beneficiary", "name", "given"], ImportedColumn.GivenName),
        (["#beneficiary", "name", "family"], ImportedColumn.FamilyName),
        (["#beneficiary", "name"], ImportedColumn.Name),
        (["#contact", "name"], ImportedColumn.Name),
        (["#date", "birth"], ImportedColumn.BirthDate),
        (["#country", "nationality"], ImportedColumn.Nationality),
        (["#id", "document"], ImportedColumn.Document),
        (["#contact", "phone"], ImportedColumn.Contact),
        (["#contact", "email"], ImportedColumn.Contact),
        (["#need", "place"], ImportedColumn.Place),
        (["#loc", "assembly"], ImportedColumn.Assembly),
        (["#loc"], ImportedColumn.Whereabouts),
    ];

    /// <returns>Null when no row says what the columns are.</returns>
    public static IEnumerable<ImportedRow>? Read(string text)
    {
        var lines = CsvLines.Read(text).ToList();
        var tagged = lines.Take(HeaderRowsMax).Select((l, i) => (Row: l, At: i)).FirstOrDefault(l => l.Row.Cells.Any(c => c.StartsWith('#')));
        var at = tagged.Row.Cells is null ? 0 : tagged.At;
        if (lines.Count == 0)
        {
            return null;
        }

        var columns = lines[at].Cells.Select(c => c.StartsWith('#') ? OfTag(c) : Names.TryGetValue(c.Replace(' ', '_'), out var known) ? known : null).ToList();

        return columns.Contains(ImportedColumn.Name) || columns.Contains(ImportedColumn.FamilyName)
            ? lines.Skip(at + 1).Select(l => Row(l.Line, l.Cells, columns))
            : null;
    }

    private static ImportedRow Row(int line, IReadOnlyList<string> cells, List<ImportedColumn?> columns)
    {
        var row = new Dictionary<ImportedColumn, string>();
        foreach (var (cell, column) in cells.Zip(columns).Where(p => p.Second is not null && p.First.Length > 0))
        {
            row.TryAdd(column!.Value, cell);
        }

        return new ImportedRow(line, row.GetValueOrDefault(ImportedColumn.Household, ""), row);
    }

    private static ImportedColumn? OfTag(string tag)
    {
        var words = tag.ToLowerInvariant().Split('+', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        foreach (var (wanted, column) in Tags)
        {
            if (wanted.All(words.Contains))
            {
                return column;
            }
        }

        return null;
    }
}
