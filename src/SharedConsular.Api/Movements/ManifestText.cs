using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Api.Exports;
using SharedConsular.Movements;

namespace SharedConsular.Api.Movements;

/// <summary>Writes manifests as a table and on paper. Names stand in every script they were given in.</summary>
internal static class ManifestText
{
    private static readonly string[] Columns =
    [
        "no", "reference", "member", "names", "born", "nationalities", "document", "place", "minor", "unaccompanied", "travels_with", "charged_to", "status",
        "movement", "operator",
    ];

    private const string LettersMissing =
        "This server has no font for some letters: their Unicode numbers stand in their place, as [U+12A0]. The table, manifest.csv, has the names.";

    public static byte[] Csv(IEnumerable<ManifestPart> parts)
    {
        var csv = new CsvText().Row([.. Columns]);
        foreach (var part in parts)
        {
            foreach (var passenger in part.Passengers)
            {
                csv.Row([.. Cells(part, passenger)]);
            }
        }

        return csv.ToBytes();
    }

    /// <param name="heading">Which movements, for whom, of when.</param>
    public static byte[] Pdf(Fonts fonts, string title, string[] heading, IEnumerable<ManifestPart> parts)
    {
        var rows = parts.SelectMany(p => p.Passengers.Select(passenger => OnPaper(p, passenger))).ToList();
        string[] warning = rows.TrueForAll(r => Array.TrueForAll(r, fonts.CanPrint)) ? [] : [LettersMissing];
        using var table = new PrintedTable(
            fonts, title, [.. heading, .. warning], ("no", 2), ("reference", 9), ("names", 15), ("born", 6), ("nationalities", 6), ("document", 8),
            ("place", 6), ("minor", 5), ("travels with", 8), ("charged to", 5), ("movement", 8));
        rows.ForEach(table.Row);

        return table.ToBytes();
    }

    private static string[] OnPaper(ManifestPart part, Passenger passenger)
    {
        var cells = Cells(part, passenger);
        var names = passenger.IsWithheld ? "(withheld)" : string.Join('\n', passenger.Member.Names.Select(n => n.Text));

        return
        [
            Text(cells[0]), $"{Text(cells[1])} / {Text(cells[2])}", names, Text(cells[4]), Text(cells[5]), Text(cells[6]), Text(cells[7]),
            passenger.Member is { IsMinor: true, Adult: null } ? "ALONE" : Text(cells[8]), Text(cells[10]), Text(cells[11]), Text(cells[13]),
        ];
    }

    private static object?[] Cells(ManifestPart part, Passenger passenger)
    {
        var member = passenger.Member;
        var status = part.IsDraft ? "draft" : "closed";
        var shown = passenger.IsWithheld ? null : member;

        return
        [
            passenger.Number,
            passenger.Household.Reference,
            member.Number,
            shown is null ? "(withheld)" : string.Join(" / ", shown.Names.Select(n => n.Text)),
            shown?.BirthDate,
            shown is null ? "" : string.Join(' ', shown.Nationalities.Select(n => n.State.Value)),
            shown?.Document,
            Words.Of(member.Place),
            member.IsMinor,
            member is { IsMinor: true, Adult: null },
            shown?.Escort?.Name ?? (member.Adult is { } adult ? $"member {adult}" : ""),
            passenger.ChargedTo.Value,
            status,
            part.Movement,
            part.Operator,
        ];
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        DateOnly day => Words.OfDay(day),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}

/// <summary>Of one movement, those whom the reader asked for.</summary>
/// <param name="IsDraft">The manifest is not closed: nobody departs on this list.</param>
internal sealed record ManifestPart(string Movement, string Operator, ImmutableArray<Passenger> Passengers, bool IsDraft);
