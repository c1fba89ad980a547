using System.Collections.Immutable;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Settlement;

/// <summary>
/// What the movements of a crisis cost and who owes what to whom, each currency for itself. Nobody is named: it is made of
/// costs and of numbers of persons by state.
/// </summary>
/// <param name="Bills">One per movement and currency.</param>
/// <param name="Balances">One per state and currency; those of a currency add up to nothing.</param>
/// <param name="Payments">The few payments that settle all balances of a currency.</param>
public sealed record CrisisStatement(ImmutableArray<MovementBill> Bills, ImmutableArray<StateBalance> Balances, ImmutableArray<NetPayment> Payments)
{
    public static CrisisStatement Of(IEnumerable<(MovementName Name, Movement Movement)> movements)
    {
        var bills = movements.SelectMany(m => BillsOf(m.Name, m.Movement)).ToImmutableArray();
        var balances = bills.GroupBy(b => b.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(BalancesOf).ToImmutableArray();

        return new CrisisStatement(bills, balances, [.. balances.GroupBy(b => b.Currency).SelectMany(PaymentsOf)]);
    }

    /// <summary>
    /// The organiser has paid, and mechanisms paid back some of it; states share what is left by their persons on the
    /// manifest. Where nobody was carried there is nobody to share with.
    /// </summary>
    private static IEnumerable<MovementBill> BillsOf(MovementName name, Movement movement)
    {
        ImmutableArray<StateCount> carried =
            [.. (movement.Manifest?.Entries ?? []).Select(e => movement.FindHold(e.Household)).OfType<SeatHold>().SelectMany(h => h.States)];
        var currencies = movement.Costs.Select(c => c.Currency).Union(movement.Contributions.Select(c => c.Currency)).Order(StringComparer.Ordinal);
        foreach (var currency in currencies)
        {
            var cost = movement.Costs.Where(c => c.Currency == currency).Sum(c => c.MinorUnits);
            var contributed = movement.Contributions.Where(c => c.Currency == currency).Sum(c => c.MinorUnits);
            var toShare = Math.Max(0, cost - contributed);
            var shares = ProRata.Split(toShare, carried);

            yield return new MovementBill(
                name, currency, cost, contributed, toShare, carried.Sum(c => c.Persons),
                shares.IsEmpty ? [new StateShare(name.Organiser, 0, toShare)] : shares,
                movement.Disputes.Any(d => d.Settled is null && movement.Costs.Any(c => c.Id == d.CostId && c.Currency == currency)));
        }
    }

    private static IEnumerable<StateBalance> BalancesOf(IGrouping<string, MovementBill> bills)
    {
        var paid = bills.GroupBy(b => b.Movement.Organiser).ToDictionary(g => g.Key, g => g.Sum(b => b.ToShare));
        var owed = bills.SelectMany(b => b.Shares).GroupBy(s => s.State)
            .ToDictionary(g => g.Key, g => (Persons: g.Sum(s => s.Persons), Units: g.Sum(s => s.MinorUnits)));

        return paid.Keys.Union(owed.Keys).OrderBy(s => s.Value, StringComparer.Ordinal).Select(s => new StateBalance(
            s, bills.Key, owed.GetValueOrDefault(s).Persons, paid.GetValueOrDefault(s), owed.GetValueOrDefault(s).Units));
    }

    /// <summary>The largest debtor pays the largest creditor, until nobody owes: fewer payments than there are states.</summary>
    private static IEnumerable<NetPayment> PaymentsOf(IGrouping<string, StateBalance> balances)
    {
        var open = balances.ToDictionary(b => b.State, b => b.Net);
        for (var round = 0; round < balances.Count(); round++)
        {
            var ordered = open.Where(o => o.Value != 0).OrderBy(o => o.Value).ThenBy(o => o.Key.Value, StringComparer.Ordinal).ToList();
            if (ordered.Count < 2)
            {
                yield break;
            }

            var (debtor, creditor) = (ordered[0], ordered[^1]);
            var amount = Math.Min(-debtor.Value, creditor.Value);
            open[debtor.Key] += amount;
            open[creditor.Key] -= amount;

            yield return new NetPayment(debtor.Key, creditor.Key, balances.Key, amount);
        }
    }
}

/// <param name="Contributed">By mechanisms; deducted before anything is shared.</param>
/// <param name="ToShare">Never below zero: what a mechanism gave above the cost is between it and the organiser.</param>
/// <param name="IsDisputed">A state says that a cost of it is wrong, and nobody has settled that.</param>
public sealed record MovementBill(
    MovementName Movement, string Currency, long Cost, long Contributed, long ToShare, int Persons, ImmutableArray<StateShare> Shares, bool IsDisputed)
{
    /// <summary>What a passenger may be asked for at most: the fare matches the cost and earns nothing. Null where nobody was carried.</summary>
    public long? FareMax => Persons == 0 ? null : ToShare / Persons;
}

/// <param name="Paid">As organiser, contributions deducted.</param>
/// <param name="Share">For its persons, on its own movements and others'.</param>
public sealed record StateBalance(TenantId State, string Currency, int Persons, long Paid, long Share)
{
    /// <summary>Above zero it is owed to the state, below the state owes it.</summary>
    public long Net => Paid - Share;
}

public sealed record NetPayment(TenantId From, TenantId To, string Currency, long MinorUnits);
