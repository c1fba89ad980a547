namespace SharedConsular.Access;

public static class AccessRefusals
{
    public static readonly Refusal NoRule =
        new(RefusalKind.NotAllowed, "access.no-rule", "No access rule in force allows you this.");

    public static readonly Refusal Forbidden =
        new(RefusalKind.NotAllowed, "access.forbidden", "An access rule in force forbids you this.");

    public static readonly Refusal NotForThisRole =
        new(RefusalKind.NotAllowed, "caller.not-for-this-role", "Your role does not include this.");

    public static readonly Refusal CertificateNeeded =
        new(RefusalKind.NotAllowed, "access.certificate-needed", "This is a protection file: only a protection officer with a certificate may open it.");

    public static readonly Refusal CertificateExpired =
        new(RefusalKind.NotAllowed, "access.certificate-expired", "Your certificate for protection files ended on {0}.");

    public static readonly Refusal AgreementOver =
        new(
            RefusalKind.NotAllowed, "access.agreement-over",
            "The agreement your party acts under does not hold any more; the case goes where its exit rule sends it.");

    public static readonly Refusal MakerIsChecker =
        new(RefusalKind.NotAllowed, "access.maker-is-checker", "You decided this yourself; your state asks for a second officer here.");

    public static readonly Refusal GlassNotNeeded =
        new(RefusalKind.Conflict, "access.glass-not-needed", "You may open this case already; there is no glass to break.");

    public static readonly Refusal NothingToReview =
        new(RefusalKind.Conflict, "access.nothing-to-review", "No breaking of the glass waits for a review in this case.");

    public static readonly Refusal ReviewNotFound =
        new(RefusalKind.NotFound, "access.review-not-found", "The glass of this case was never broken under this number.");

    public static readonly Refusal AlreadyReviewed =
        new(RefusalKind.Conflict, "access.already-reviewed", "This has been reviewed already.");

    public static readonly Refusal AnotherReviews =
        new(RefusalKind.NotAllowed, "access.another-reviews", "Another supervisor must review this: not the one who broke the glass.");

    public static readonly Refusal VerdictMissing =
        new(RefusalKind.Invalid, "access.verdict-missing", "Say whether it was justified or unjustified.");

    public static readonly Refusal TooManyBlocks =
        new(RefusalKind.Conflict, "access.too-many-blocks", "At most {0} logins and persons can be kept from one case.");

    public static readonly Refusal AdversePersonUnnamed =
        new(RefusalKind.Invalid, "access.adverse-person-unnamed", "Name the person, or give her birth date and her party.");

    public static readonly Refusal ConsentWithdrawn =
        new(
            RefusalKind.NotAllowed, "consent.withdrawn",
            "The person does not consent to this party taking part; a supervisor may override it with a legal basis.");

    public static readonly Refusal ConsentHowMissing =
        new(RefusalKind.Invalid, "consent.how-missing", "Say how the person said so: in writing, by telephone, before a witness.");

    public static readonly Refusal NothingToOverride =
        new(RefusalKind.Conflict, "consent.nothing-to-override", "The person has not withdrawn this consent.");

    public static readonly Refusal TooManyConsents =
        new(RefusalKind.Conflict, "consent.too-many", "At most {0} answers about consent are kept with one case.");

    public static readonly Refusal PersonNotFound =
        new(RefusalKind.Invalid, "safe-contact.person-not-found", "The case has no person of this number.");
}
