namespace SharedConsular.Preparedness;

public static class PreparednessRefusals
{
    public static readonly Refusal PlanNotFound =
        new(RefusalKind.NotFound, "preparedness.plan-not-found", "There is no such contingency plan.");

    public static readonly Refusal NotKeeper =
        new(RefusalKind.NotAllowed, "preparedness.not-keeper", "Only the crisis cell or an administrator may do this.");

    public static readonly Refusal TooManyEntries =
        new(RefusalKind.Invalid, "preparedness.too-many-entries", "At most {0} entries are taken here.");

    public static readonly Refusal NoAssemblyPoint =
        new(RefusalKind.Invalid, "preparedness.no-assembly-point", "A plan says where people gather: name at least one assembly point.");

    public static readonly Refusal DrillDueBefore =
        new(RefusalKind.Invalid, "preparedness.drill-due-before", "The next drill is due after the one that was held.");

    public static readonly Refusal NoSuchRecommendation =
        new(RefusalKind.NotFound, "preparedness.no-such-recommendation", "There is no such recommendation.");

    public static readonly Refusal NotOwner =
        new(RefusalKind.NotAllowed, "preparedness.not-owner", "Only the party that owns the recommendation, or a lead state, may say how far it is.");
}
