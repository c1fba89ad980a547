using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Lists;

/// <summary>Reads lists of cases for one caller: what the rules let it list, without what is hidden from its login.</summary>
internal sealed class CaseLists(ListReader lists, WorldKeeper worlds, TimeProvider time)
{
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    public async Task<IResult> Read(
        string operation, string list, ImmutableArray<string> terms, string? prefix, string? cursor, int? limit, RequestFacts request, CancellationToken ct)
    {
        if (!worlds.Current.Policies.Access.Allows(operation, request.Caller, time.GetUtcNow()))
        {
            return RequestRefusals.NotForThisRole.ToHttp();
        }

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
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new Page<CaseLineResponse>(
                [.. page.Rows.Select(r => CaseView.Line(StoredJson.Read<CaseListRow>(r.Body.Span)))], page.Next)),
            ListAnswer.Refused { Reason: var refusal } => refusal.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
