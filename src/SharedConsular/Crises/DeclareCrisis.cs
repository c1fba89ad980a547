namespace SharedConsular.Crises;

/// <summary>Declares a crisis; the caller's party leads it until others are agreed on.</summary>
public sealed record DeclareCrisis(string Name, CrisisArea Area, bool Exercise, CrisisPhase Phase = CrisisPhase.Response) : CrisisCommand
{
    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        crisis.IsDeclared
            ? crisis.Name == Name && crisis.Area == Area && crisis.IsLead(context.Caller.Tenant) ? Decision.NoChange<CrisisEvent>() : CrisisRefusals.Exists
        : Area.IsEmpty || !Area.IsInRange ? CrisisRefusals.AreaUnusable
        : new CrisisDeclared(Name, Area, context.Caller.Tenant, Exercise, Phase, By(context), context.Now);
}

public sealed record ChangeArea(CrisisArea Area) : CrisisCommand
{
    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        Area.IsEmpty || !Area.IsInRange ? CrisisRefusals.AreaUnusable
        : crisis.Area == Area ? Decision.NoChange<CrisisEvent>()
        : new CrisisAreaChanged(Area, By(context), context.Now);
}

public sealed record ChangePhase(CrisisPhase Phase) : CrisisCommand
{
    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        crisis.Phase == Phase ? Decision.NoChange<CrisisEvent>() : new CrisisPhaseChanged(Phase, By(context), context.Now);
}

/// <summary>Everything that held only for the crisis ends with it: overlays, the pooled register, the lead.</summary>
public sealed record EndCrisis : CrisisCommand
{
    private protected override bool IsForEnded => true;

    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        crisis.EndedAt is not null ? Decision.NoChange<CrisisEvent>() : new CrisisEnded(By(context), context.Now);
}
