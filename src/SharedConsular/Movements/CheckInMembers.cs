using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>Members passed a gate, now or while it had no network.</summary>
public sealed record CheckInMembers(HouseholdName Household, ImmutableArray<int> Members, string Gate, DateTimeOffset ScannedAt) : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        if (movement.FindHold(Household) is not { GivenUp: null } hold)
        {
            return MovementRefusals.NoSeats;
        }

        if (Members.Any(m => !hold.Members.Contains(m)))
        {
            return MovementRefusals.NotOfThisHousehold;
        }

        if (hold.Status is not HoldStatus.Confirmed)
        {
            return MovementRefusals.NotConfirmed;
        }

        var events = ImmutableArray.CreateBuilder<MovementEvent>();
        var by = Actor.Of(context.Caller);
        ImmutableArray<int> first = [.. Members.Where(m => hold.CheckedIn.All(c => c.Member != m)).Distinct()];
        if (!first.IsEmpty)
        {
            if (!movement.IsOpen)
            {
                return MovementRefusals.ManifestClosed;
            }

            events.Add(new MembersCheckedIn(Household, first, Gate, ScannedAt, by, context.Now));
        }

        // The same scan sent again is no second use; another gate, or another moment at the same one, is.
        foreach (var before in hold.CheckedIn.Where(c => Members.Contains(c.Member) && c.AlsoAt is null && (c.Gate != Gate || c.ScannedAt != ScannedAt)))
        {
            events.Add(new TokenUsedTwice(Household, before.Member, before.Gate, Gate, ScannedAt, by, context.Now));
        }

        return events.ToImmutable();
    }
}

/// <summary>Somebody found out who used a token the second time.</summary>
public sealed record SettleDoubleUse(HouseholdName Household, int Member, string Note) : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.FindHold(Household)?.CheckedIn.Any(c => c.Member == Member && c.AlsoAt is not null) is true
            ? new DoubleUseSettled(Household, Member, Note, Actor.Of(context.Caller), context.Now)
            : Decision.NoChange<MovementEvent>();
}

/// <summary>Those of a household who passed the gate come back out, because others of it are not there.</summary>
public sealed record TakeOffMembers(HouseholdName Household) : MovementCommand
{
    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.FindHold(Household) is not { } hold ? MovementRefusals.NoSeats
        : !movement.IsOpen ? MovementRefusals.ManifestClosed
        : hold.CheckedIn.IsEmpty ? Decision.NoChange<MovementEvent>()
        : hold.GivenUp is { } reason ? AndStandBys(movement, [Off(context), Release(Household, reason, context)], context)
        : Off(context);

    private MembersTakenOff Off(DecisionContext context) => new(Household, Actor.Of(context.Caller), context.Now);
}
