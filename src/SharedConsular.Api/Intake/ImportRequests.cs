using System.Globalization;
using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Households;

namespace SharedConsular.Api.Intake;

/// <summary>Turns a file into registrations: rows of one household together, each as if somebody had filled in the form.</summary>
internal static class ImportRequests
{
    public const int ContentLengthMax = 900_000;
    public const int RowsMax = 2_000;

    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy", "dd.MM.yyyy", "yyyy/MM/dd"];

    public static IEnumerable<ImportedRow>? Read(string? format, string content, FaultList faults)
    {
        var rows = format switch
        {
            "csv" or "hxl" => ImportTable.Read(content)?.ToList(),
            "pfif" => PersonFinderFile.Read(content)?.ToList(),
            _ => null,
        };
        if (rows is null)
        {
            faults.Add("#/content", "not-a-list", "Send csv with a header that has 'name', hxl with its row of hashtags, or pfif 1.4 without a document type.");
        }

        faults.AtMost("#/content", rows, RowsMax);

        return rows;
    }

    /// <summary>Rows that travel together; a row without a household is one alone.</summary>
    public static IEnumerable<IReadOnlyList<ImportedRow>> Households(IEnumerable<ImportedRow> rows) =>
        rows.GroupBy(r => r.Household.Length > 0 ? r.Household : $"\n{r.Line}", StringComparer.Ordinal).Select(g => (IReadOnlyList<ImportedRow>)[.. g]);

    public static RegisterHouseholdRequest Request(IReadOnlyList<ImportedRow> household, string through, string? by, FaultList faults)
    {
        var adult = household.Select((r, i) => (Row: r, Number: i + 1)).Where(p => !IsMinor(p.Row)).Select(p => (int?)p.Number).FirstOrDefault();

        return new RegisterHouseholdRequest(
            [.. household.Select((row, i) => Member(row, i, adult, faults))],
            First(household, ImportedColumn.Whereabouts),
            [.. household.Select(r => r[ImportedColumn.Assembly]).OfType<string>().Distinct().Take(Household.AssembliesMax)],
            Contact: First(household, ImportedColumn.Contact),
            Through: through,
            RegisteredBy: by,
            Language: First(household, ImportedColumn.Language));
    }

    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static HouseholdMemberContract Member(ImportedRow row, int index, int? adult, FaultList faults)
    {
        var name = row[ImportedColumn.Name] ?? $"{row[ImportedColumn.GivenName]} {row[ImportedColumn.FamilyName]}".Trim();
        var born = row[ImportedColumn.BirthDate];
        var birth = DayOf(born);
        if (born is not null && birth is null)
        {
            faults.Add($"#/members/{index}/birthDate", "not-a-day", "Write the day as 1990-02-03.");
        }

        return new HouseholdMemberContract(
            [new PersonNameContract(name)],
            birth,
            [.. (row[ImportedColumn.Nationality] ?? "").Split([' ', ';', '/'], StringSplitOptions.RemoveEmptyEntries)
                .Select(s => new NationalityRequest(s.ToLowerInvariant()))],
            row[ImportedColumn.Place]?.ToLowerInvariant(),
            IsMinor(row) ? true : null,
            IsMinor(row) ? adult : null,
            row[ImportedColumn.Document]);
    }

    /// <summary>Who is said to be a child has an adult of her household, where there is one.</summary>
    private static bool IsMinor(ImportedRow row) => row[ImportedColumn.Minor]?.ToLowerInvariant() is "yes" or "true" or "1" or "y";

    private static string? First(IReadOnlyList<ImportedRow> household, ImportedColumn column) =>
        household.Select(r => r[column]).FirstOrDefault(cell => cell is not null);
}
