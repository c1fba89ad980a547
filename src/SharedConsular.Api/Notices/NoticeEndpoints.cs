using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Notices;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Notices;

internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api) =>
        api.MapGet("/notices", List)
            .WithTags("Notices").WithScope(ServiceScope.CasesRead)
            .WithSummary("What your party was told about its cases, newest first.")
            .Produces<Page<NoticeResponse>>();

    private static async Task<IResult> List(
        RequestFacts request, ListReader lists, CancellationToken ct, string? topic = null, string? cursor = null, int? limit = null)
    {
        if (request.Caller.Role is Role.National || !CaseDesk.MayList(request.Caller))
        {
            return RequestRefusals.NotForThisRole.ToHttp();
        }

        var query = new ListQuery(request.Caller.Tenant.Value, Notice.List)
        {
            Terms = topic is null ? [] : [$"topic:{topic}"],
            Cursor = cursor,
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<NoticeResponse>(
                await StillKnown(page, request.Caller, lists, ct), page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// A notice is shown as long as the party may know of the case. What it was told before the person disclosed fear of it
    /// is not shown again, so a page may be shorter than was asked for.
    /// </summary>
    private static async Task<IReadOnlyList<NoticeResponse>> StillKnown(ListPage page, Caller caller, ListReader lists, CancellationToken ct)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        var shown = new List<NoticeResponse>();
        foreach (var notice in page.Rows.Select(r => StoredJson.Read<NoticeRow>(r.Body.Span)))
        {
            if (!known.TryGetValue(notice.Reference, out var isKnown))
            {
                isKnown = await lists.FindRow(CaseDesk.ViewerOf(caller), CaseListRow.Cases, notice.Reference, ct) is not null;
                known[notice.Reference] = isKnown;
            }

            if (isKnown)
            {
                shown.Add(new NoticeResponse(notice.Topic, notice.Reference, notice.Owner?.Value, notice.At, notice.Detail));
            }
        }

        return shown;
    }
}
