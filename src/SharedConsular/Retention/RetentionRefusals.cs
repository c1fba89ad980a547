namespace SharedConsular.Retention;

public static class RetentionRefusals
{
    public static readonly Refusal CaseNotOver =
        new(RefusalKind.Conflict, "erasure.case-not-over", "Nobody is forgotten while the case runs; close or withdraw it first.");

    public static readonly Refusal OnHold =
        new(RefusalKind.Conflict, "erasure.on-hold", "A legal hold stands: nothing of this case may be erased until it is lifted.");

    public static readonly Refusal OnlyYourself =
        new(RefusalKind.NotAllowed, "erasure.only-yourself", "You can only have your own data erased; ask your state for the others.");

    public static readonly Refusal UnknownPerson =
        new(RefusalKind.Invalid, "erasure.unknown-person", "The case is about no such person.");

    public static readonly Refusal PersonErased =
        new(RefusalKind.Conflict, "case.person-erased", "The person was erased, so nothing more is done in this case; open a new one.");

    public static readonly Refusal HomeStateDecides =
        new(RefusalKind.NotAllowed, "case.home-state-decides", "Only the state this case belongs to decides what is kept of it.");

    public static readonly Refusal AlreadyOnHold =
        new(RefusalKind.Conflict, "hold.already-set", "A legal hold stands already.");

    public static readonly Refusal NotOnHold =
        new(RefusalKind.Conflict, "hold.none", "No legal hold stands.");
}
