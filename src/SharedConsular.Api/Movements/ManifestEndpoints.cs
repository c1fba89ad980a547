using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Exports;
using SharedConsular.Api.Requests;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Api.Movements;

/// <summary>Manifests by movement, by operator and by state, as a table and on paper.</summary>
internal static class ManifestEndpoints
{
    private const string Csv = "csv", Pdf = "pdf";
    private const string PdfKind = "application/pdf";
    private const string OfOne = "Who travels; a draft until the manifest is closed";
    private const string OfMany = "Who travels with one operator, or of one state, on all movements that have not arrived";
    private const int MovementsNamedMax = 12;

    public static void Map(RouteGroupBuilder all)
    {
        Describe(all.MapGet("/movements/{organiser}/{id}/manifest.csv", MovementTable), OfOne, "as a table", CsvText.Kind);
        Describe(all.MapGet("/movements/{organiser}/{id}/manifest.pdf", MovementPaper), OfOne, "to print, in any script", PdfKind);
        Describe(all.MapGet("/crises/{id}/manifest.csv", CrisisTable), OfMany, "as a table", CsvText.Kind);
        Describe(all.MapGet("/crises/{id}/manifest.pdf", CrisisPaper), OfMany, "to print, in any script", PdfKind);
    }

    private static void Describe(RouteHandlerBuilder route, string what, string how, string kind) =>
        route.WithOperation(Operations.FindHouseholds).WithSummary($"{what}, {how}.").Produces(StatusCodes.Status200OK, contentType: kind);

    private static Task<IResult> MovementTable(
        string organiser, string id, RequestFacts request, ManifestDesk manifests, Fonts fonts, HttpContext http, CancellationToken ct, string? state = null) =>
        Answer(Csv, () => manifests.OfMovement(organiser, id, state, request.Caller, ct), $"manifest-{organiser}-{id}", state, fonts, http);

    private static Task<IResult> MovementPaper(
        string organiser, string id, RequestFacts request, ManifestDesk manifests, Fonts fonts, HttpContext http, CancellationToken ct, string? state = null) =>
        Answer(Pdf, () => manifests.OfMovement(organiser, id, state, request.Caller, ct), $"manifest-{organiser}-{id}", state, fonts, http);

    private static Task<IResult> CrisisTable(
        string id, RequestFacts request, ManifestDesk manifests, Fonts fonts, HttpContext http, CancellationToken ct, string? state = null,
        [FromQuery(Name = "operator")] string? carrier = null) =>
        Answer(Csv, () => manifests.OfCrisis(id, carrier, state, request.Caller, ct), $"manifest-{id}", state, fonts, http);

    private static Task<IResult> CrisisPaper(
        string id, RequestFacts request, ManifestDesk manifests, Fonts fonts, HttpContext http, CancellationToken ct, string? state = null,
        [FromQuery(Name = "operator")] string? carrier = null) =>
        Answer(Pdf, () => manifests.OfCrisis(id, carrier, state, request.Caller, ct), $"manifest-{id}", state, fonts, http);

    private static async Task<IResult> Answer(
        string format, Func<Task<(ImmutableArray<ManifestPart> Parts, Refusal? Stop)>> ask, string name, string? state, Fonts fonts, HttpContext http)
    {
        if (format == Pdf && !fonts.Any)
        {
            return MovementRefusals.NoFont.ToHttp();
        }

        var (parts, stop) = await ask();
        if (stop is not null)
        {
            return stop.ToHttp();
        }

        var isDraft = parts.Any(p => p.IsDraft);
        name = $"{name}{(state is null ? "" : $"-{state}")}{(isDraft ? "-draft" : "")}";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{format}\"";
        if (format == Csv)
        {
            return TypedResults.Bytes(ManifestText.Csv(parts), CsvText.Kind);
        }

        var persons = parts.Sum(p => p.Passengers.Length);
        string[] heading =
        [
            $"Manifest {string.Join(", ", parts.Select(p => p.Movement).Take(MovementsNamedMax))}{(state is null ? "" : $" – {state}")}",
            $"{string.Join(", ", parts.Select(p => p.Operator).Distinct().Take(MovementsNamedMax))}: {persons} persons, "
                + $"{parts.Sum(p => p.Passengers.Count(x => x.Member is { IsMinor: true, Adult: null }))} unaccompanied minors, "
                + $"{parts.Sum(p => p.Passengers.Count(x => x.Member.Place is not PlaceKind.Seat))} special places",
            .. isDraft ? ["DRAFT: not every manifest is closed. Nobody departs on this list."] : Array.Empty<string>(),
        ];

        return TypedResults.Bytes(ManifestText.Pdf(fonts, name, heading, parts), PdfKind);
    }
}
