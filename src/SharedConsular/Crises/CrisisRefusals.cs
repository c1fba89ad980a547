namespace SharedConsular.Crises;

public static class CrisisRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "crisis.not-found", "There is no such crisis.");

    public static readonly Refusal Exists =
        new(RefusalKind.Conflict, "crisis.exists", "A crisis of this name has been declared already.");

    public static readonly Refusal NotCrisisCell =
        new(RefusalKind.NotAllowed, "crisis.not-crisis-cell", "Only a crisis cell may declare a crisis.");

    public static readonly Refusal NotLead =
        new(RefusalKind.NotAllowed, "crisis.not-lead", "Only the lead state of this crisis, or its joint team where that is enough, may do this.");

    public static readonly Refusal Ended =
        new(RefusalKind.Conflict, "crisis.ended", "This crisis is over.");

    public static readonly Refusal AreaUnusable =
        new(RefusalKind.Invalid, "crisis.area-unusable", "The area of a crisis is one or more states, a polygon of at least three corners, or a circle.");

    public static readonly Refusal RolesUnusable =
        new(RefusalKind.Invalid, "crisis.roles-unusable", "A crisis has at least one lead state, each party has one role, and there are at most {0} parties.");

    public static readonly Refusal WeightOutOfRange =
        new(RefusalKind.Invalid, "crisis.weight-out-of-range", "A share is a weight from 1 to {0}.");

    public static readonly Refusal PercentOutOfRange =
        new(RefusalKind.Invalid, "crisis.percent-out-of-range", "The uptake is given as 1 to 100 of 100 offered seats.");

    public static readonly Refusal TooManyInstructions =
        new(RefusalKind.Conflict, "crisis.too-many-instructions", "A crisis has at most {0} instructions.");

    public static readonly Refusal NotOfTheTeam =
        new(RefusalKind.Invalid, "crisis.not-of-the-team", "Only parties of the joint team can be asked to acknowledge.");

    public static readonly Refusal NoSuchInstruction =
        new(RefusalKind.NotFound, "crisis.no-such-instruction", "There is no such instruction.");

    public static readonly Refusal OverlayOutOfRange =
        new(RefusalKind.Invalid, "crisis.overlay-out-of-range", "This can't be set for a crisis.");

    public static readonly Refusal RouteUnusable =
        new(RefusalKind.Invalid, "crisis.route-unusable", "A route leads from one place to another, and a crisis has at most {0} of them.");
}
