using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Settlement;

namespace SharedConsular.Tests.Settlement;

/// <summary>Who owes what: full actual cost by persons carried, mechanisms first, currencies apart, few payments.</summary>
public sealed class CrisisStatementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Gb = TenantId.Parse("gb")!;
    private static readonly TenantId Fr = TenantId.Parse("fr")!;
    private static readonly TenantId De = TenantId.Parse("de")!;

    [Fact]
    public void A_mechanism_pays_first_and_states_share_the_rest_by_persons()
    {
        var bill = Assert.Single(CrisisStatement.Of([Flight(Gb, "1", [(Gb, 6), (Fr, 3)], Cost("c", 10_000, "EUR"), Paid("m", 1_000, "EUR"))]).Bills);

        Assert.Equal((10_000, 1_000, 9_000, 9, 1_000), (bill.Cost, bill.Contributed, bill.ToShare, bill.Persons, bill.FareMax));
        Assert.Equal([("fr", 3_000), ("gb", 6_000)], bill.Shares.Select(s => (s.State.Value, s.MinorUnits)));
    }

    [Fact]
    public void States_that_flew_one_another_pay_only_the_difference()
    {
        var statement = CrisisStatement.Of(
        [
            Flight(Gb, "1", [(Gb, 5), (Fr, 5)], Cost("c", 10_000, "EUR")),
            Flight(Fr, "2", [(Gb, 2), (Fr, 8)], Cost("c", 10_000, "EUR")),
        ]);

        Assert.Equal([new NetPayment(Fr, Gb, "EUR", 3_000)], statement.Payments);
        Assert.Equal(0, statement.Balances.Sum(b => b.Net));
    }

    [Fact]
    public void A_debt_in_one_currency_is_not_paid_in_another()
    {
        var statement = CrisisStatement.Of(
        [
            Flight(Gb, "1", [(Fr, 1)], Cost("c", 500, "GBP")),
            Flight(Fr, "2", [(Gb, 1)], Cost("c", 500, "EUR")),
        ]);

        Assert.Equal([new NetPayment(Gb, Fr, "EUR", 500), new NetPayment(Fr, Gb, "GBP", 500)], statement.Payments);
    }

    [Fact]
    public void Three_states_settle_in_two_payments()
    {
        var statement = CrisisStatement.Of(
        [
            Flight(Gb, "1", [(Gb, 1), (Fr, 1), (De, 1)], Cost("c", 300, "EUR")),
            Flight(Fr, "2", [(De, 1)], Cost("c", 50, "EUR")),
        ]);

        Assert.Equal([new NetPayment(De, Gb, "EUR", 150), new NetPayment(Fr, Gb, "EUR", 50)], statement.Payments);
    }

    [Fact]
    public void Who_flew_nobody_bears_the_cost_and_a_gift_above_the_cost_is_owed_to_nobody()
    {
        var empty = CrisisStatement.Of([Flight(Gb, "1", [], Cost("c", 500, "EUR"))]);
        var gift = CrisisStatement.Of([Flight(Gb, "1", [(Fr, 1)], Cost("c", 500, "EUR"), Paid("m", 900, "EUR"))]);

        Assert.Empty(empty.Payments);
        Assert.Null(Assert.Single(empty.Bills).FareMax);
        Assert.Empty(gift.Payments);
        Assert.Equal(0, Assert.Single(gift.Bills).ToShare);
    }

    [Fact]
    public void A_disputed_cost_is_marked_until_it_is_settled()
    {
        var disputed = new CostDisputed("d", "c", "The invoice is of another flight.", By, Now);
        var open = CrisisStatement.Of([Flight(Gb, "1", [(Fr, 1)], Cost("c", 500, "EUR"), disputed)]);
        var settled = CrisisStatement.Of([Flight(Gb, "1", [(Fr, 1)], Cost("c", 500, "EUR"), disputed, new CostDisputeSettled("d", "It is right.", By, Now))]);

        Assert.True(Assert.Single(open.Bills).IsDisputed);
        Assert.False(Assert.Single(settled.Bills).IsDisputed);
    }

    private static Actor By => Actor.Of(new Caller(Gb, new UserId("cell-1"), Role.CrisisCell));

    private static MovementCostRecorded Cost(string id, long units, string currency) => new(id, CostKind.Charter, units, currency, "Invoice 1", By, Now);

    private static MovementContributionRecorded Paid(string id, long units, string currency) => new(id, "ucpm", units, currency, "Grant 1", By, Now);

    /// <summary>One household of each state, of as many persons as are said.</summary>
    private static (MovementName Name, Movement Movement) Flight(TenantId organiser, string id, (TenantId State, int Persons)[] carried, params MovementEvent[] money)
    {
        ImmutableArray<SeatHold> holds =
        [
            .. carried.Select((c, i) => new SeatHold(
                new HouseholdName(c.State, $"SH-{id}-{i}"), new SeatCounts(c.Persons), [.. Enumerable.Range(1, c.Persons)], [], [new StateCount(c.State, c.Persons)],
                Now, SeatReason.Turn, "1")),
        ];
        MovementEvent[] history =
        [
            new MovementPlanned(
                "sudan-2023", MovementMode.Air, "RAF", "Wadi Seidna", "Larnaca", false, Now, Now.AddHours(1), Now.AddHours(5), new SeatCounts(100), [], null, By, Now),
            new SeatsHeld(holds, "p", By, Now),
            .. holds.Select(h => new SeatsConfirmed(h.Household, By, Now)),
            new ManifestClosed([.. holds.Select(h => new ManifestEntry(h.Household, h.Members))], [], By, Now),
            .. money,
        ];

        return (new MovementName(organiser, id), history.Aggregate(new Movement(), Movement.Type.Evolve));
    }
}
