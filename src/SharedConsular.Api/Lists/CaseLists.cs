using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Lists;

/// <summary>
/// Reads lists of cases for one caller: what the rules let it list, without what is hidden from its login. Each name that
/// is shown is recorded.
/// </summary>
internal sealed class CaseLists(ListReader lists, EntityRuntime entities, ReadRecorder recorder, WorldKeeper worlds, TimeProvider time)
{
    public async Task<IResult> Read(
        ReadVia via, string list, ImmutableArray<string> terms, string? prefix, string? cursor, int? limit, RequestFacts request, CancellationToken ct)
    {
        var query = new ListQuery(CaseDesk.ViewerOf(request.Caller), list)
        {
            Terms = terms,
            Prefix = prefix,
            Cursor = cursor,
            Without = CaseDesk.HiddenFrom(request.Caller),
            PageSize = limit ?? ListReader.PageSizeDefault,
        };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<CaseLineResponse>(await Show(page, via, request.Caller, ct), page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<List<CaseLineResponse>> Show(ListPage page, ReadVia via, Caller caller, CancellationToken ct)
    {
        var shown = new List<CaseLineResponse>();
        var records = new List<ReadRecord>();
        foreach (var row in page.Rows)
        {
            var line = row.Read<CaseListRow>();
            if (await entities.Find(Case.Type, row.Entity, ct) is not { State: var @case }
                || CaseAccess.Decide(worlds.Current.Access, CaseAction.Read, @case, caller, time.GetUtcNow()).HidesTheLine)
            {
                continue;
            }

            if (line.Name is not null)
            {
                // The case may have changed since the page was read: what the caller has lost is not shown any more.
                if (recorder.Find(row.Entity, @case, caller, via, ReadField.Name) is not { } record)
                {
                    continue;
                }

                records.Add(record);
            }

            shown.Add(CaseView.Line(line));
        }

        await recorder.RecordAll(records);

        return shown;
    }
}
