namespace SharedConsular.Cases;

/// <summary>Ticks off a step of the service, or a duty that an instrument or an event laid on the owner.</summary>
public sealed record RecordStep(string Step) : CaseCommand
{
    public override CaseAction Action => CaseAction.RecordStep;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Steps.Any(s => s.Step == Step) && !IsOpenDuty(@case);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        !IsOpenDuty(@case) && CaseActions.FindRefusalByDuty(@case) is { } dutyFirst ? dutyFirst
            : IsOpenDuty(@case) || @case.Service!.Steps.Contains(Step)
            ? new StepRecorded(Step, Actor.Of(context.Caller), context.Now)
            : CaseRefusals.UnknownStep;

    private bool IsOpenDuty(Case @case) => @case.Duties.Any(d => d.Code == Step && !d.Done);
}
