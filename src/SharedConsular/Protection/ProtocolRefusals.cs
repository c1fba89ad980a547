namespace SharedConsular.Protection;

public static class ProtocolRefusals
{
    public static readonly Refusal Unknown =
        new(RefusalKind.Invalid, "protocol.unknown", "Neither the state acted for nor who serves the case adopted this protocol; adopted are: {0}.");

    public static readonly Refusal UnknownStep =
        new(RefusalKind.Invalid, "protocol.unknown-step", "No such step of this protocol runs on the case.");

    public static readonly Refusal StepSettled =
        new(RefusalKind.Conflict, "protocol.step-settled", "The step was recorded otherwise already.");

    public static readonly Refusal ReasonMissing =
        new(RefusalKind.Invalid, "protocol.reason-missing", "Whoever leaves a step out says why.");

    public static readonly Refusal StepsOpen =
        new(
            RefusalKind.Conflict, "protocol.steps-open",
            "A protocol runs: record each of its steps as done, or as not applicable with the reason, before the case is closed.");
}
