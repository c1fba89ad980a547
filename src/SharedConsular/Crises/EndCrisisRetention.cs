namespace SharedConsular.Crises;

/// <summary>The days for which the data of a crisis are kept are over. Given by its clock, at least once.</summary>
public sealed record EndCrisisRetention : CrisisCommand
{
    private protected override bool IsForEnded => true;

    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        crisis.ForgetsAt is { } due && context.Now >= due
            ? new CrisisRetentionEnded(crisis.Overlays[OverlayKind.RetentionDays], By(context), context.Now)
            : Decision.NoChange<CrisisEvent>();
}

/// <summary>What others must do because of a crisis.</summary>
public sealed record CrisisMessage(string Crisis);
