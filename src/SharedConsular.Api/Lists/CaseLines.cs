using SharedConsular.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Lists;

/// <summary>Reads a page of lines and records each name that it shows.</summary>
internal sealed class CaseLines(ListReader lists, EntityRuntime entities, ReadRecorder recorder)
{
    public async Task<IResult> Read(ListQuery query, ReadVia via, Caller caller, CancellationToken ct) => await lists.Read(query, ct) switch
    {
        ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<CaseLineResponse>(await Show(page, via, caller, ct), page.Next)),
        ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<List<CaseLineResponse>> Show(ListPage page, ReadVia via, Caller caller, CancellationToken ct)
    {
        var shown = new List<CaseLineResponse>();
        var records = new List<ReadRecord>();
        foreach (var row in page.Rows)
        {
            var line = StoredJson.Read<CaseListRow>(row.Body.Span);
            if (line.Name is not null)
            {
                // The case may have changed since the page was read: what the caller has lost is not shown any more.
                if (await entities.Find(Case.Type, row.Entity, ct) is not { State: var @case } || CaseAccess.FindGrounds(@case, caller) is null)
                {
                    continue;
                }

                records.Add(recorder.Of(row.Entity, @case, caller, via, ReadField.Name));
            }

            shown.Add(CaseView.Line(line));
        }

        await recorder.RecordAll(records);

        return shown;
    }
}
