using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Notices;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Notices;

internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api) =>
        api.MapGet("/notices", List)
            .WithTags("Notices")
            .WithSummary("What your party was told about its cases, newest first.")
            .Produces<Page<NoticeResponse>>();

    private static async Task<IResult> List(
        RequestFacts request, ListReader lists, CaseDesk desk, ReadRecorder recorder, CancellationToken ct,
        string? topic = null, string? cursor = null, int? limit = null)
    {
        if (request.Caller.Role is Role.National || !CaseActions.MayRead(request.Caller.Role))
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
                await StillKnown(page, request.Caller, desk, recorder, ct), page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// A notice is shown as long as the party may know of the case. What it was told before the person disclosed fear of it
    /// is not shown again, so a page may be shorter than was asked for.
    /// </summary>
    private static async Task<IReadOnlyList<NoticeResponse>> StillKnown(
        ListPage page, Caller caller, CaseDesk desk, ReadRecorder recorder, CancellationToken ct)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        var shown = new List<NoticeResponse>();
        var records = new List<ReadRecord>();
        foreach (var notice in page.Rows.Select(r => StoredJson.Read<NoticeRow>(r.Body.Span)))
        {
            if (!known.TryGetValue(notice.Reference, out var isKnown))
            {
                var seen = await desk.Find(notice.Reference, caller, ct);
                known[notice.Reference] = isKnown = seen is not null;
                if (seen is var (key, found))
                {
                    records.Add(recorder.Of(key, found.State, caller, ReadVia.List, ReadField.Notice));
                }
            }

            if (isKnown)
            {
                shown.Add(new NoticeResponse(notice.Topic, notice.Reference, notice.Owner?.Value, notice.At, notice.Detail));
            }
        }

        await recorder.RecordAll(records);

        return shown;
    }
}
