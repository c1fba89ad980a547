using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Exports;
using SharedConsular.Api.Movements;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Settlement;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Settlement;

/// <summary>The money of a crisis, for the parties that worked in it; also after its end, when most bills come.</summary>
internal static class StatementEndpoints
{
    public static void MapStatement(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/crises/{id}").WithTags("Settlement").WithScope(ServiceScope.EvacuationRead);
        all.MapGet("/statement", Get).WithOperation(Operations.ReadAccounts)
            .WithSummary("Who owes what to whom, each currency for itself.").Produces<StatementResponse>();
        all.MapGet("/statement.csv", GetCsv).WithOperation(Operations.ReadAccounts)
            .WithSummary("The same as a table.").Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<IResult> Get(
        string id, RequestFacts request, CrisisDesk crises, MovementDesk movements, TimeProvider time, CancellationToken ct)
    {
        if (await FindStop(id, request.Caller, crises, ct) is { } stop)
        {
            return stop.ToHttp();
        }

        var found = await movements.ReadAll(id, ct);
        var statement = CrisisStatement.Of(found);

        return TypedResults.Ok(new StatementResponse(
            id,
            time.GetUtcNow(),
            [.. statement.Bills.Select(View)],
            [.. statement.Balances.Select(b => new StateBalanceResponse(b.State.Value, b.Currency, b.Persons, b.Paid, b.Share, b.Net))],
            [.. statement.Payments.Select(p => new NetPaymentResponse(p.From.Value, p.To.Value, p.Currency, p.MinorUnits))],
            [.. found.SelectMany(m => m.Movement.Disputes.Select(d => View(m.Name, d)))]));
    }

    private static async Task<IResult> GetCsv(
        string id, RequestFacts request, CrisisDesk crises, MovementDesk movements, HttpContext http, CancellationToken ct)
    {
        if (await FindStop(id, request.Caller, crises, ct) is { } stop)
        {
            return stop.ToHttp();
        }

        var statement = CrisisStatement.Of(await movements.ReadAll(id, ct));
        var csv = new CsvText().Row(
            "kind", "movement", "organiser", "state", "to", "currency", "persons", "cost", "contributed", "share", "paid", "net", "fare_max", "disputed");
        foreach (var bill in statement.Bills)
        {
            csv.Row(
                "movement", bill.Movement.ToString(), bill.Movement.Organiser.Value, null, null, bill.Currency, bill.Persons, bill.Cost, bill.Contributed,
                bill.ToShare, null, null, bill.FareMax, bill.IsDisputed);
            foreach (var share in bill.Shares)
            {
                csv.Row(
                    "share", bill.Movement.ToString(), bill.Movement.Organiser.Value, share.State.Value, null, bill.Currency, share.Persons, null, null,
                    share.MinorUnits, null, null, null, bill.IsDisputed);
            }
        }

        foreach (var balance in statement.Balances)
        {
            csv.Row(
                "state", null, null, balance.State.Value, null, balance.Currency, balance.Persons, null, null, balance.Share, balance.Paid, balance.Net, null,
                null);
        }

        foreach (var payment in statement.Payments)
        {
            csv.Row(
                "payment", null, null, payment.From.Value, payment.To.Value, payment.Currency, null, null, null, null, payment.MinorUnits, null, null, null);
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"statement-{id}.csv\"";

        return TypedResults.Bytes(csv.ToBytes(), CsvText.Kind);
    }

    private static MovementBillResponse View(MovementBill bill) => new(
        bill.Movement.ToString(), bill.Currency, bill.Cost, bill.Contributed, bill.ToShare, bill.Persons, bill.FareMax, bill.IsDisputed,
        [.. bill.Shares.Select(s => new StateShareResponse(s.State.Value, s.Persons, s.MinorUnits))]);

    private static DisputeResponse View(MovementName movement, Dispute dispute) =>
        new(movement.ToString(), dispute.Id, dispute.CostId, dispute.Party.Value, dispute.Note, dispute.Settled);

    private static async Task<Refusal?> FindStop(string id, Caller caller, CrisisDesk crises, CancellationToken ct) =>
        await crises.Find(id, ct) is not { State: var crisis } ? CrisisRefusals.NotFound
        : crisis.IsOfJointTeam(caller.Tenant) ? null
        : CrisisRefusals.NotLead;
}
