using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>
/// Closes the list of who travels. It is refused while a household stands on both sides of the gate, while one that gave its
/// seats up stands inside, or while one token was used at two gates and nobody has found out by whom. Who did not come is
/// released.
/// </summary>
public sealed record CloseManifest : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        if (movement.Status is MovementStatus.Closed)
        {
            return Decision.NoChange<MovementEvent>();
        }

        if (!movement.IsOpen)
        {
            return MovementRefusals.ManifestClosed;
        }

        var confirmed = movement.Holds.Values.Where(h => h.Status is HoldStatus.Confirmed).ToList();
        if (confirmed.Find(h => h.GivenUp is not null) is { } unwilling)
        {
            return MovementRefusals.GaveUpAtGate.With(unwilling.Household.Reference);
        }

        if (confirmed.Find(h => h.IsParted) is { } parted)
        {
            return MovementRefusals.PartedAtGate.With(parted.Household.Reference);
        }

        if (confirmed.Find(h => h.CheckedIn.Any(c => c.AlsoAt is not null)) is { } disputed)
        {
            return MovementRefusals.DoubleUseOpen.With(disputed.Household.Reference);
        }

        var by = Actor.Of(context.Caller);
        ImmutableArray<HouseholdName> notThere = [.. confirmed.Where(h => h.CheckedIn.IsEmpty).Select(h => h.Household)];

        return ImmutableArray.CreateRange<MovementEvent>(
        [
            .. movement.Holds.Values.Where(h => h.Status is not HoldStatus.Confirmed).Select(h => Release(h.Household, PromiseEnd.Withdrawn, context)),
            .. notThere.Select(h => Release(h, PromiseEnd.DidNotCome, context)),
            new ManifestClosed([.. confirmed.Where(h => h.IsWhollyIn).Select(h => new ManifestEntry(h.Household, h.Members))], notThere, by, context.Now),
        ]);
    }
}

/// <summary>
/// The time to be at the gate is over: confirmed households of whom nobody came are released, and those who stand by and are
/// there have their turn.
/// </summary>
public sealed record CallStandBys : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) => movement.IsOpen
        ? AndStandBys(
            movement,
            [
                .. movement.Holds.Values.Where(h => h.Status is HoldStatus.Confirmed && h.CheckedIn.IsEmpty)
                    .Select(h => Release(h.Household, PromiseEnd.DidNotCome, context)),
            ],
            context)
        : MovementRefusals.ManifestClosed;
}
