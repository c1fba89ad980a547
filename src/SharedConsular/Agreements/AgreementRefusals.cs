namespace SharedConsular.Agreements;

public static class AgreementRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "agreement.not-found", "There is no such agreement.");

    public static readonly Refusal NotParty =
        new(RefusalKind.NotAllowed, "agreement.not-party", "Your state is not a party whose word this gate asks for.");

    public static readonly Refusal NotReceivingState =
        new(RefusalKind.NotAllowed, "agreement.not-receiving-state", "Only the receiving state consents or objects for its own territory.");

    public static readonly Refusal NothingToWithdraw =
        new(RefusalKind.Conflict, "agreement.nothing-to-withdraw", "There is nothing of the kind on record to withdraw.");

    public static readonly Refusal AlreadyEnded =
        new(RefusalKind.Conflict, "agreement.already-ended", "The agreement has already been ended.");

    public static readonly Refusal DatesReversed =
        new(RefusalKind.Invalid, "agreement.dates-reversed", "The last day lies before the first.");

    public static readonly Refusal NotSuspended =
        new(RefusalKind.Conflict, "agreement.not-suspended", "The agreement is not suspended.");
}
