using System.Collections.Frozen;
using System.Text;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Policies;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Coverage;

internal static class CoverageEndpoints
{
    private const int PageSizeDefault = 500;
    private const int PageSizeMax = 5_000;
    private const int ChangesMax = 2_000;
    private const int IdsMax = 200;
    private const int DraftLengthMax = 50_000;

    private static readonly Refusal DraftRefused =
        new(RefusalKind.Invalid, "coverage.draft-refused", "The draft agreement can't be read; each fault is named.");

    public static void MapCoverage(this RouteGroupBuilder api)
    {
        var coverage = api.MapGroup("/coverage").WithTags("Coverage").WithScope(ServiceScope.Routing);
        coverage.MapGet("", Show).AllowAnonymous().WithSummary("Who would serve a state's nationals, by place and service.").Produces<CoverageResponse>();
        coverage.MapPost("/what-if", WhatIf).WithOperation(Operations.ReadRegister)
            .WithSummary("What would change if posts closed or an agreement were made or ended.").Produces<WhatIfResponse>();
    }

    private static IResult Show(
        WorldKeeper worlds, TimeProvider time, string? state = null, string? place = null, string? service = null, DateOnly? on = null,
        string? cursor = null, int? limit = null)
    {
        var faults = new FaultList();
        if (CoverageQuestion.Parse("", state, place, service, on ?? time.Today(), worlds.Current, faults) is not { } question)
        {
            return faults.Refusal.ToHttp();
        }

        var rows = question.Rows(worlds.Current);
        var size = Math.Clamp(limit ?? PageSizeDefault, 1, PageSizeMax);
        var page = rows.SkipWhile(r => cursor is not null && string.CompareOrdinal(PlaceOf(r), cursor) <= 0).Take(size).ToList();
        var more = page.Count == size && page[^1] != rows[^1];

        return TypedResults.Ok(new CoverageResponse(
            question.State.Value, question.On, worlds.Current.Version, Summary(rows), page, more ? PlaceOf(page[^1]) : null));
    }

    private static IResult WhatIf(Body<WhatIfRequest> body, WorldKeeper worlds, PolicyBundleInForce policies, TimeProvider time)
    {
        var faults = new FaultList();
        var asked = body.Value;
        var before = worlds.Current;
        var question = CoverageQuestion.Parse("#/", asked.State, asked.Place, asked.Service, asked.On ?? time.Today(), before, faults);
        var closed = Ids("#/closedPosts", asked.ClosedPosts, id => before.FindPost(id) is not null, "unknown-post", faults);
        var ended = Ids("#/endedAgreements", asked.EndedAgreements, id => before.FindAgreement(id) is not null, "unknown-agreement", faults);
        var draftText = faults.OptionalText("#/draftAgreement", asked.DraftAgreement, DraftLengthMax);
        if (question is null || faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var draft = draftText is null ? null : ReadDraft(draftText, policies, faults);
        if (faults.Any)
        {
            return (DraftRefused with { Faults = faults.Refusal.Faults }).ToHttp();
        }

        var rowsBefore = question.Rows(before);
        var rowsAfter = question.Rows(before.WhatIf(closed, ended, draft));
        var changes = rowsBefore.Zip(rowsAfter).Where(pair => pair.First != pair.Second).Select(pair => new CoverageChange(pair.First, pair.Second)).ToList();

        return TypedResults.Ok(new WhatIfResponse(
            question.State.Value, question.On, Summary(rowsBefore), Summary(rowsAfter), [.. changes.Take(ChangesMax)], changes.Count > ChangesMax));
    }

    private static SharedConsular.Agreements.Agreement? ReadDraft(string text, PolicyBundleInForce policies, FaultList faults)
    {
        const string name = "agreements/what-if-draft.yaml";
        var files = new Dictionary<string, byte[]>(policies.Files) { [name] = Encoding.UTF8.GetBytes(text) };
        var load = PolicyFiles.Read(files);
        foreach (var fault in load.Faults.Where(f => f.File == name && f.Level is PolicyFaultLevel.Error))
        {
            faults.Add($"#/draftAgreement:{fault.Line}", fault.Code, fault.Message);
        }

        var known = policies.Set.Agreements.Select(a => a.Reference).ToHashSet();
        var draft = load.Set?.Agreements.FirstOrDefault(a => !known.Contains(a.Reference));
        if (draft is null && !faults.Any)
        {
            faults.Add("#/draftAgreement", "not-new", "The draft has the id and version of an agreement that is already there.");
        }

        return draft;
    }

    private static FrozenSet<string> Ids(string pointer, IReadOnlyList<string>? ids, Func<string, bool> known, string code, FaultList faults)
    {
        faults.AtMost(pointer, ids, IdsMax);
        foreach (var (id, i) in (ids ?? []).Take(IdsMax).Select((id, i) => (id, i)))
        {
            if (!known(id))
            {
                faults.Add($"{pointer}/{i}", code, "There is nothing of this id.");
            }
        }

        return (ids ?? []).Take(IdsMax).ToFrozenSet();
    }

    private static string PlaceOf(CoverageRow row) => $"{row.Place}/{row.Service}";

    private static CoverageSummary Summary(IReadOnlyList<CoverageRow> rows) => new(
        rows.Select(r => r.Place).Distinct().Count(),
        rows.Select(r => r.Service).Distinct().Count(),
        rows.Count(r => r.Kind is not (CoverageQuestion.Nobody or "partner" or "shared_centre" or "own_abroad")),
        rows.Count(r => r.Kind is "partner" or "shared_centre"),
        rows.Count(r => r.Kind is "own_abroad"),
        rows.Count(r => r.Kind is CoverageQuestion.Nobody));
}
