using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SharedConsular.Api.Exports;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Api.Movements;

/// <summary>Writes a manifest. Names stand in every script they were given in; the browser that prints them sets them right.</summary>
internal static class ManifestText
{
    /// <summary>One style of our own, and nothing is loaded or run.</summary>
    public const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string Style =
        "body{font:10pt system-ui,sans-serif;margin:1cm}table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:2pt 4pt;"
        + "text-align:start;vertical-align:top}thead{display:table-header-group}tr{break-inside:avoid}.draft{border:3px solid #b00;color:#b00;padding:4pt;"
        + "font-weight:bold}@page{size:A4 landscape;margin:1cm}";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string[] Columns =
        ["no", "reference", "member", "names", "born", "nationalities", "document", "place", "minor", "unaccompanied", "travels_with", "charged_to", "status"];

    public static byte[] Csv(ImmutableArray<Passenger> passengers, bool isDraft)
    {
        var csv = new CsvText().Row([.. Columns]);
        foreach (var passenger in passengers)
        {
            csv.Row([.. Cells(passenger, isDraft)]);
        }

        return csv.ToBytes();
    }

    public static string Page(string name, Movement movement, ImmutableArray<Passenger> passengers, bool isDraft, string? state)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Manifest ").Append(Encode(name))
            .Append("</title><style>").Append(Style).Append("</style></head><body>");
        html.Append("<h1>Manifest ").Append(Encode(name)).Append(state is null ? "" : $" – {Encode(state)}").Append("</h1><p>")
            .Append(Encode($"{movement.Plan!.Operator}: {movement.Plan.From} – {movement.Plan.To}, "))
            .Append(movement.DepartsAt.ToString("u", CultureInfo.InvariantCulture))
            .Append("; ").Append(passengers.Length).Append(" persons, ").Append(passengers.Count(p => p.Member is { IsMinor: true, Adult: null }))
            .Append(" unaccompanied minors, ").Append(passengers.Count(p => p.Member.Place is not PlaceKind.Seat)).Append(" special places</p>");
        if (isDraft)
        {
            html.Append("<p class=\"draft\">DRAFT: the manifest is not closed. Nobody departs on this list.</p>");
        }

        html.Append("<table><thead><tr>").AppendJoin("", Columns.Select(c => $"<th scope=\"col\">{Encode(c.Replace('_', ' '))}</th>"))
            .Append("</tr></thead><tbody>");
        foreach (var passenger in passengers)
        {
            html.Append("<tr>")
                .AppendJoin("", Cells(passenger, isDraft).Select(c => $"<td dir=\"auto\">{Encode(Text(c))}</td>")).Append("</tr>");
        }

        return html.Append("</tbody></table></body></html>").ToString();
    }

    private static object?[] Cells(Passenger passenger, bool isDraft)
    {
        var member = passenger.Member;
        var status = isDraft ? "draft" : "closed";
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

    private static string Encode(string text) => Html.Encode(text);
}
