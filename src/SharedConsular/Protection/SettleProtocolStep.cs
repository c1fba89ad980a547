using SharedConsular.Access;
using SharedConsular.Cases;

namespace SharedConsular.Protection;

/// <summary>Records a step of a running protocol as done, or as not applicable with the reason.</summary>
public sealed record SettleProtocolStep(string Protocol, string Step, ProtocolStepOutcome Outcome, string? Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.SettleProtocolStep;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        Find(@case) is { Outcome: not ProtocolStepOutcome.Open } step && step.Outcome == Outcome;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        Find(@case) is not { } step || Outcome is ProtocolStepOutcome.Open ? ProtocolRefusals.UnknownStep
        : step.Outcome is not ProtocolStepOutcome.Open ? ProtocolRefusals.StepSettled
        : step.Certified && FindLack(context) is { } lack ? lack
        : Outcome is ProtocolStepOutcome.NotApplicable && string.IsNullOrWhiteSpace(Reason) ? ProtocolRefusals.ReasonMissing
        : new ProtocolStepSettled(Protocol, Step, Outcome, Reason, Actor.Of(context.Caller), context.Now);

    private static Refusal? FindLack(DecisionContext context) => AccessInvariants.FindLack(
        context.Caller.Role, context.Caller.Protection, DateOnly.FromDateTime(context.Now.UtcDateTime));

    private CaseProtocolStep? Find(Case @case) => @case.FindProtocol(Protocol)?.Find(Step);
}
