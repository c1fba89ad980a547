using System.Collections.Immutable;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
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
        cases.MapGet("/cases", Cases).WithSummary("The cases the caller's party may see, newest first.").Produces<Page<CaseLineResponse>>();
        cases.MapGet("/queue", Queue).WithSummary("The cases that wait for the caller's party, most pressing first.").Produces<Page<CaseLineResponse>>();
        cases.MapGet("/search", Search).WithSummary("Cases by reference or by the beginning of a name, in any script.").Produces<Page<CaseLineResponse>>();
        cases.MapGet("/cases/{reference}/history", History).WithSummary("What happened to a case, oldest first.").Produces<Page<HistoryLineResponse>>();
    }

    private static Task<IResult> Cases(
        RequestFacts request, ListReader lists, CancellationToken ct,
        string? status = null, string? service = null, string? actsFor = null, string? @in = null, string? cursor = null, int? limit = null) =>
        Read(CaseListRow.Cases, Filters(status, service, actsFor, @in), null, cursor, limit, request, lists, ct);

    private static Task<IResult> Queue(
        RequestFacts request, ListReader lists, CancellationToken ct,
        string? status = null, string? service = null, string? actsFor = null, string? @in = null, string? cursor = null, int? limit = null) =>
        Read(CaseListRow.Queue, Filters(status, service, actsFor, @in), null, cursor, limit, request, lists, ct);

    private static Task<IResult> Search(
        RequestFacts request, ListReader lists, CancellationToken ct, string? q = null, string? cursor = null, int? limit = null)
    {
        var faults = new FaultList();
        var words = faults.Text("q", q, SearchLengthMax);
        if (faults.Any)
        {
            return Task.FromResult(faults.Refusal.ToHttp());
        }

        if (CaseReference.Parse(words) is { } reference)
        {
            return Read(CaseListRow.Cases, [$"ref:{reference}"], null, cursor, limit, request, lists, ct);
        }

        // The last word may still be being typed; those before it are whole.
        var names = NameTerms.Of(words);

        return names.IsEmpty
            ? Task.FromResult(TypedResults.Ok(new Page<CaseLineResponse>([], null)) as IResult)
            : Read(CaseListRow.Cases, [.. names[..^1].Select(n => $"name:{n}")], $"name:{names[^1]}", cursor, limit, request, lists, ct);
    }

    private static async Task<IResult> History(
        string reference, RequestFacts request, CaseDesk desk, EntityRuntime entities, CancellationToken ct)
    {
        if (await desk.Find(reference, request.Caller, ct) is not var (key, found)
            || !CaseActions.Allows(CaseAction.ReadPersons, found.State, request.Caller))
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        var history = await entities.ReadHistory(Case.Type, key, 0, HistoryMax, ct);
        var lines = history.Select(r => new HistoryLineResponse(
            r.Version, r.RecordedAt, r.Actor.Tenant.Value, r.Actor.User.Value, StoredNameOf(r.Event)));

        return TypedResults.Ok(new Page<HistoryLineResponse>([.. lines], null));
    }

    private static async Task<IResult> Read(
        string list, ImmutableArray<string> terms, string? prefix, string? cursor, int? limit, RequestFacts request, ListReader lists, CancellationToken ct)
    {
        if (!CaseDesk.MayList(request.Caller))
        {
            return RequestRefusals.NotForThisRole.ToHttp();
        }

        var query = new ListQuery(CaseDesk.ViewerOf(request.Caller), list)
        {
            Terms = terms,
            Prefix = prefix,
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<CaseLineResponse>(
                [.. page.Rows.Select(r => CaseView.Line(StoredJson.Read<CaseListRow>(r.Body.Span)))], page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

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
