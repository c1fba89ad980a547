using SharedConsular.Cases;

namespace SharedConsular.Movements;

/// <summary>A party says that a recorded cost is wrong. It stays in the statement, marked, until that is settled.</summary>
/// <param name="Note">Why, in words that name nobody.</param>
public sealed record DisputeCost(string Id, string CostId, string Note) : MovementCommand
{
    private const int DisputesMax = 200;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.Costs.All(c => c.Id != CostId) ? MovementRefusals.NoSuchCost
        : movement.Disputes.Any(d => d.Id == Id) ? Decision.NoChange<MovementEvent>()
        : movement.Disputes.Length >= DisputesMax ? MovementRefusals.TooManyDisputes.With($"{DisputesMax}")
        : new CostDisputed(Id, CostId, Note, Actor.Of(context.Caller), context.Now);
}

/// <param name="Outcome">What was agreed, in words that name nobody.</param>
public sealed record SettleDispute(string Id, string Outcome) : MovementCommand
{
    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        movement.Disputes.FirstOrDefault(d => d.Id == Id) is not { } dispute ? MovementRefusals.NoSuchCost
        : dispute.Settled is not null ? Decision.NoChange<MovementEvent>()
        : new CostDisputeSettled(Id, Outcome, Actor.Of(context.Caller), context.Now);
}

/// <param name="Settled">What was agreed; null while it is open.</param>
public sealed record Dispute(string Id, string CostId, TenantId Party, string Note, string? Settled);
