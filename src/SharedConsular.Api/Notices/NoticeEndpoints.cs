using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Notices;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Notices;

internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api) =>
        api.MapGet("/notices", List).WithTags("Notices").WithSummary("What your party was told about its cases, newest first.").Produces<Page<NoticeResponse>>();

    private static async Task<IResult> List(
        RequestFacts request, ListReader lists, CancellationToken ct, string? topic = null, string? cursor = null, int? limit = null)
    {
        if (request.Caller.Role is Role.National)
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
                [.. page.Rows.Select(r => StoredJson.Read<NoticeRow>(r.Body.Span))
                    .Select(n => new NoticeResponse(n.Topic, n.Reference, n.Owner?.Value, n.At, n.Detail))],
                page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
