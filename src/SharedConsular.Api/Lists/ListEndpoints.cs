using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Lists;

/// <summary>What a caller finds without a reference: its cases, its queue, and a search in both.</summary>
internal static class ListEndpoints
{
    private const int HistoryMax = 1_000;
    private const int SearchLengthMax = 100;

    public static void MapLists(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("").WithTags("Cases").WithScope(ServiceScope.CasesRead);
        cases.MapGet("/cases", Cases).WithOperation(Operations.ListCases)
            .WithSummary("The cases the caller's party may see, newest first.").Produces<Page<CaseLineResponse>>();
        cases.MapGet("/queue", Queue).WithOperation(Operations.ListCases)
            .WithSummary("The cases that wait for the caller's party, most pressing first.").Produces<Page<CaseLineResponse>>();
        cases.MapPost("/search", Search).WithOperation(Operations.SearchCases)
            .WithSummary("Cases by reference or by the beginning of a name, in any script.").Produces<Page<CaseLineResponse>>();
        cases.MapGet("/cases/{reference}/history", History).WithCaseAction(CaseAction.ReadPersons)
            .WithSummary("What happened to a case, oldest first.").Produces<Page<HistoryLineResponse>>();
    }

    private static Task<IResult> Cases(
        RequestFacts request, CaseLists lists, CancellationToken ct,
        string? status = null, string? service = null, string? actsFor = null, string? @in = null, string? cursor = null, int? limit = null) =>
        lists.Read(ReadVia.List, CaseListRow.Cases, Filters(status, service, actsFor, @in), null, cursor, limit, request, ct);

    private static Task<IResult> Queue(
        RequestFacts request, CaseLists lists, CancellationToken ct,
        string? status = null, string? service = null, string? actsFor = null, string? @in = null, string? cursor = null, int? limit = null) =>
        lists.Read(ReadVia.List, CaseListRow.Queue, Filters(status, service, actsFor, @in), null, cursor, limit, request, ct);

    private static Task<IResult> Search(
        Body<SearchCasesRequest> body, RequestFacts request, CaseLists lists, CancellationToken ct)
    {
        // In the body, because addresses are written down on the way.
        var (cursor, limit) = (body.Value.Cursor, body.Value.Limit);
        var faults = new FaultList();
        var words = faults.Text("#/words", body.Value.Words, SearchLengthMax);
        if (faults.Any)
        {
            return Task.FromResult(faults.Refusal.ToHttp());
        }

        if (CaseReference.Parse(words) is { } reference)
        {
            return lists.Read(ReadVia.Search, CaseListRow.Cases, [$"ref:{reference}"], null, cursor, limit, request, ct);
        }

        // The last word may still be being typed; those before it are whole.
        var names = NameTerms.Of(words);

        return names.IsEmpty
            ? Task.FromResult(TypedResults.Ok(new Page<CaseLineResponse>([], null)) as IResult)
            : lists.Read(
                ReadVia.Search, CaseListRow.Cases, [.. names[..^1].Select(n => $"name:{n}")], $"name:{names[^1]}", cursor, limit, request, ct);
    }

    private static async Task<IResult> History(
        string reference, RequestFacts request, CaseDesk desk, EntityRuntime entities, ReadRecorder recorder, CancellationToken ct, bool? inFull = null)
    {
        var (key, found, refusal) = await desk.Find(reference, CaseAction.ReadPersons, request.Caller, ct);
        if (refusal is not null)
        {
            // Who reads a case without its persons is not told that there is more; who lacks a certificate is.
            return (refusal.Kind is RefusalKind.NotAllowed && desk.FindStop(CaseAction.ReadPersons, found, request.Caller) is null
                ? CaseRefusals.NotFound : refusal).ToHttp();
        }

        await recorder.Record(key, found, request.Caller, ReadVia.Get, ReadField.History);
        var history = await entities.ReadHistory(Case.Type, key, 0, HistoryMax, ct);
        var mayBlock = desk.Allows(CaseAction.BlockAdverseParty, found, request.Caller);
        var isQuiet = inFull is not true && CaseView.IsQuiet(found, request.Caller);
        var lines = history.Where(r => (mayBlock || !IsOfBlocks(r.Event)) && (!isQuiet || CaseView.IsOfAnyCase(r.Event))).Select(r => new HistoryLineResponse(
            r.Version, r.RecordedAt, r.Actor.Tenant.Value, r.Actor.User.Value, StoredNameOf(r.Event)));

        return TypedResults.Ok(new Page<HistoryLineResponse>([.. lines], null));
    }

    private static bool IsOfBlocks(CaseEvent @event) =>
        @event is AdversePartyBlocked or AdversePartyBlockLifted or AdversePersonBlocked or AdversePersonRecognised or AdversePersonBlockLifted;

    private static ImmutableArray<string> Filters(string? status, string? service, string? actsFor, string? @in)
    {
        var terms = ImmutableArray.CreateBuilder<string>();
        Add("status", status?.Replace('_', '-'));
        Add("service", service);
        Add("acts-for", actsFor);
        Add("in", @in);

        return terms.DrainToImmutable();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                terms.Add($"{name}:{value}");
            }
        }
    }

    private static string StoredNameOf(CaseEvent @event) =>
        ((StoredAsAttribute)Attribute.GetCustomAttribute(@event.GetType(), typeof(StoredAsAttribute))!).Name;
}
