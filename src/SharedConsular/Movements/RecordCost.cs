using SharedConsular.Cases;

namespace SharedConsular.Movements;

/// <summary>A cost is recorded where it arises; the same one sent again is one.</summary>
public sealed record RecordCost(string Id, CostKind Kind, long MinorUnits, string Currency, string Document) : MovementCommand
{
    /// <summary>Ten trillion of a currency with hundredths: sums of all costs of a crisis stay exact.</summary>
    public const long MinorUnitsMax = 1_000_000_000_000_000;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        MinorUnits is <= 0 or > MinorUnitsMax ? MovementRefusals.NoAmount
        : movement.Costs.FirstOrDefault(c => c.Id == Id) is { } same
            ? same.MinorUnits == MinorUnits && same.Currency == Currency && same.Kind == Kind
                ? Decision.NoChange<MovementEvent>()
                : MovementRefusals.CostKnown
        : new MovementCostRecorded(Id, Kind, MinorUnits, Currency, Document, Actor.Of(context.Caller), context.Now);
}

public sealed record RecordContribution(string Id, string Mechanism, long MinorUnits, string Currency, string Document) : MovementCommand
{
    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context) =>
        MinorUnits is <= 0 or > RecordCost.MinorUnitsMax ? MovementRefusals.NoAmount
        : movement.Contributions.FirstOrDefault(c => c.Id == Id) is { } same
            ? same.MinorUnits == MinorUnits && same.Currency == Currency && same.Mechanism == Mechanism
                ? Decision.NoChange<MovementEvent>()
                : MovementRefusals.CostKnown
        : new MovementContributionRecorded(Id, Mechanism, MinorUnits, Currency, Document, Actor.Of(context.Caller), context.Now);
}
