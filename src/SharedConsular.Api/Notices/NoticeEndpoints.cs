using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Notices;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Notices;

internal static class NoticeEndpoints
{
    /// <summary>How many pages are read to fill one: past it a page may be shorter than was asked for.</summary>
    private const int RoundsMax = 50;

    public static void MapNotices(this RouteGroupBuilder api) =>
        api.MapGet("/notices", List)
            .WithOperation(Operations.ReadNotices)
            .WithTags("Notices").WithScope(ServiceScope.CasesRead)
            .WithSummary("What your party was told about its cases, newest first.")
            .Produces<Page<NoticeResponse>>();

    private static async Task<IResult> List(
        RequestFacts request, ListReader lists, CaseDesk desk, EntityRuntime entities, ReadRecorder recorder, CancellationToken ct,
        string? topic = null, string? cursor = null, int? limit = null)
    {
        var size = Math.Clamp(limit ?? ListReader.PageSizeDefault, 1, ListReader.PageSizeMax);
        var query = new ListQuery(request.Caller.Tenant.Value, Notice.List) { Terms = topic is null ? [] : [$"topic:{topic}"], Cursor = cursor };
        var knowledge = new Knowledge(request.Caller, lists, desk, entities, recorder);
        var shown = new List<NoticeResponse>();
        string? next = null;
        for (var round = 0; round < RoundsMax; round++)
        {
            // When the page is full, one look ahead says whether there is more that this caller may see.
            var isFull = shown.Count == size;
            var answer = await lists.Read(query with { PageSize = isFull ? ListReader.PageSizeDefault : size - shown.Count }, ct);
            if (answer is not ListAnswer.Read { Page: var page })
            {
                return ((ListAnswer.Refused)answer).Reason.ToHttp();
            }

            var known = await knowledge.Of(page, ct);
            if (isFull && known.Count > 0)
            {
                break;
            }

            shown.AddRange(known);
            next = isFull && page.Next is not null ? next : page.Next;
            if (page.Next is null)
            {
                next = null;
                break;
            }

            query = query with { Cursor = page.Next };
        }

        await knowledge.RecordWhatIsShown();

        return TypedResults.Ok(new Page<NoticeResponse>(shown, next));
    }

    /// <summary>
    /// A notice is shown as long as its reader would be shown the case's line: what the party was told before the person disclosed
    /// fear of it is not shown again, nor before its agreement ended, nor a case to a login that is kept from it.
    /// </summary>
    private sealed class Knowledge(Caller caller, ListReader lists, CaseDesk desk, EntityRuntime entities, ReadRecorder recorder)
    {
        private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
        private readonly List<ReadRecord> _records = [];

        public async Task<List<NoticeResponse>> Of(ListPage page, CancellationToken ct)
        {
            var shown = new List<NoticeResponse>();
            foreach (var notice in page.Rows.Select(r => r.Read<NoticeRow>()))
            {
                if (!_known.TryGetValue(notice.Reference, out var isKnown))
                {
                    _known[notice.Reference] = isKnown = await IsKnown(notice.Reference, ct);
                }

                if (isKnown)
                {
                    shown.Add(new NoticeResponse(notice.Topic, notice.Reference, notice.Owner?.Value, notice.At, notice.Detail));
                }
            }

            return shown;
        }

        public Task RecordWhatIsShown() => recorder.RecordAll(_records);

        private async Task<bool> IsKnown(string reference, CancellationToken ct)
        {
            if (await lists.FindRow(CaseDesk.ViewerOf(caller), CaseListRow.Cases, reference, ct) is not { } row
                || await lists.FindRow(AdverseParty.ViewerOf(caller.Login), AdverseParty.HiddenList, reference, ct) is not null)
            {
                return false;
            }

            if (await entities.Find(Case.Type, row.Entity, ct) is not { } found || desk.HidesTheLine(found.State, caller))
            {
                return false;
            }

            // Who may not read the case learns no more than that there is one, and that is no read of a person's data.
            if (recorder.Find(row.Entity, found.State, caller, ReadVia.List, ReadField.Notice) is { } record)
            {
                _records.Add(record);
            }

            return true;
        }
    }
}
