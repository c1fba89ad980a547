using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Messages;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Messages;

/// <summary>What persons were written, for who works their case: when and by which channel, or why not.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/{reference}/messages", OfCase).WithCaseAction(CaseAction.ReadPersons)
            .WithTags("Messages").WithScope(ServiceScope.CasesRead)
            .WithSummary("What the persons of a case were written, newest first, and whether the next message would reach them.")
            .Produces<MessagesResponse>();
        api.MapGet("/households/{reference}/messages", OfHousehold).WithOperation(Operations.FindHouseholds)
            .WithTags("Messages").WithScope(ServiceScope.EvacuationRead)
            .WithSummary("What a household was written, newest first.")
            .Produces<MessagesResponse>();
    }

    private static async Task<IResult> OfCase(
        string reference, RequestFacts request, CaseDesk desk, ListReader lists, PersonMessages messages, ReadRecorder recorder, WorldKeeper worlds,
        TimeProvider time, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        var (key, @case, refusal) = await desk.Find(reference, CaseAction.ReadPersons, request.Caller, ct);
        if (refusal is not null)
        {
            return refusal.ToHttp();
        }

        var (policy, now) = (worlds.Current.Access, time.GetUtcNow());
        var reach = @case.Persons.Select((p, i) => Reach(i, MessagePlan.For(@case, p, @case.Owner!, policy, messages.Carriers, now)));
        await recorder.Record(key, @case, request.Caller, ReadVia.List, ReadField.Notice);

        return await Read(key, [.. reach], lists, cursor, limit, ct);
    }

    private static async Task<IResult> OfHousehold(
        string reference, RequestFacts request, HouseholdDesk desk, ListReader lists, CancellationToken ct, string? cursor = null, int? limit = null)
    {
        if (await desk.Locate(reference, null, request.Caller, ct) is not { } located)
        {
            return SharedConsular.Households.HouseholdRefusals.NotFound.ToHttp();
        }

        await desk.RecordRead(located, request.Caller, ReadVia.List);

        return await Read(located.Key, [], lists, cursor, limit, ct);
    }

    private static async Task<IResult> Read(
        EntityKey about, IReadOnlyList<ReachResponse> reach, ListReader lists, string? cursor, int? limit, CancellationToken ct)
    {
        var query = new ListQuery(PersonMessage.ViewerOf(about), PersonMessage.List) { Cursor = cursor, PageSize = limit ?? ListReader.PageSizeDefault };

        return await lists.Read(query, ct) switch
        {
            ListAnswer.Read { Page: var page } => TypedResults.Ok(new MessagesResponse(
                reach, [.. page.Rows.Select(r => Line(r.Read<MessageOutcome>()))], page.Next)),
            ListAnswer.Refused refused => refused.Reason.ToHttp(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ReachResponse Reach(int person, MessagePlan plan) => plan switch
    {
        MessagePlan.Send send => new ReachResponse(person, Words.Of(send.Channel), null, null),
        MessagePlan.Wait wait => new ReachResponse(person, Words.Of(wait.Channel), wait.Until, null),
        _ => new ReachResponse(person, null, null, Words.Of(((MessagePlan.Keep)plan).Why)),
    };

    private static MessageResponse Line(MessageOutcome outcome) => new(
        Words.Of(outcome.Occasion), outcome.Person, outcome.Channel is { } channel ? Words.Of(channel) : null,
        outcome.Why is { } why ? Words.Of(why) : null, outcome.At);
}
