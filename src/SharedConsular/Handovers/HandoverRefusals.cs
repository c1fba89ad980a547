namespace SharedConsular.Handovers;

public static class HandoverRefusals
{
    public static readonly Refusal ToSelf =
        new(RefusalKind.Invalid, "handover.to-self", "The case is already yours.");

    public static readonly Refusal ActsForAnother =
        new(RefusalKind.Invalid, "handover.acts-for-another", "The other party would act for another state than the case is kept for.");

    public static readonly Refusal ToFearedState =
        new(RefusalKind.NotAllowed, "handover.to-feared-state", "The person fears this state, so it cannot be given the case.");

    public static readonly Refusal AlreadyOffered =
        new(RefusalKind.Conflict, "handover.already-offered", "The case has been offered to another party, which has not answered yet.");

    public static readonly Refusal NoneOffered =
        new(RefusalKind.Conflict, "handover.none-offered", "The case is not being offered to you.");

    public static readonly Refusal NobodyToReturnTo =
        new(RefusalKind.Conflict, "handover.nobody-to-return-to", "Nobody handed this case to you, so it cannot be given back.");

    public static readonly Refusal ReturnTimeOver =
        new(RefusalKind.Conflict, "handover.return-time-over", "The time to give the case back is over; offer it instead.");

    public static readonly Refusal AlreadyYours =
        new(RefusalKind.Conflict, "handover.already-yours", "The state of nationality already has the case.");
}
