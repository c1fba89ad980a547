namespace SharedConsular.Cases;

/// <summary>A clock of the case reached its time. Given by the platform, at least once.</summary>
public sealed record ClockFellDue(string Name) : CaseCommand
{
    public override CaseAction Action => CaseAction.EscalateClock;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.FindClock(Name) is not { EscalatedAt: null } clock || context.Now < clock.DueAt;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new CaseEscalated(Name, @case.EscalationLevel + 1, Actor.Of(context.Caller), context.Now);
}
