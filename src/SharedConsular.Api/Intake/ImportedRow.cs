namespace SharedConsular.Api.Intake;

/// <summary>One person as a file has her, before anything of it is believed.</summary>
/// <param name="Line">Where she stands in the file, from 1.</param>
/// <param name="Household">Rows with the same word here travel together; each alone when it is empty.</param>
internal sealed record ImportedRow(int Line, string Household, IReadOnlyDictionary<ImportedColumn, string> Cells)
{
    public string? this[ImportedColumn column] => Cells.TryGetValue(column, out var cell) && cell.Length > 0 ? cell : null;
}

/// <summary>What a file can say of a person. Its columns have these names, or the HXL tags and PFIF elements that mean them.</summary>
internal enum ImportedColumn
{
    Household,
    Name,
    GivenName,
    FamilyName,
    BirthDate,
    Nationality,
    Place,
    Document,
    Contact,
    Assembly,
    Whereabouts,
    Minor,
    Language,
}
