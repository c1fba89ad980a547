namespace SharedConsular.Cases;

public static class CaseRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "case.not-found", "There is no such case.");

    public static readonly Refusal AlreadyOpen =
        new(RefusalKind.Conflict, "case.already-open", "A case with this reference has already been opened.");

    public static readonly Refusal NotYoursToOpen =
        new(RefusalKind.NotAllowed, "case.not-yours-to-open", "Only the serving party, the state of nationality or the applicant may open a case.");

    public static readonly Refusal ApplicantIsAnother =
        new(RefusalKind.NotAllowed, "case.applicant-is-another", "You can only apply under your own login.");

    public static readonly Refusal NobodyNamed =
        new(RefusalKind.Invalid, "case.nobody-named", "A case needs at least one person.");

    public static readonly Refusal TooManyPersons =
        new(RefusalKind.Invalid, "case.too-many-persons", "One case may be about at most {0} persons.");

    public static readonly Refusal OwnStateFeared =
        new(RefusalKind.NotAllowed, "case.own-state-feared", "The person fears this state, so it may not take part.");

    public static readonly Refusal PersonFearsOwnState =
        new(RefusalKind.NotAllowed, "case.person-fears-own-state", "The person fears the own state, so it is not asked.");

    public static readonly Refusal NotYoursAnyMore =
        new(RefusalKind.NotAllowed, "case.not-yours-any-more", "Your party has handed this case over and can no longer change it.");

    public static readonly Refusal NotForYou =
        new(RefusalKind.NotAllowed, "case.not-for-you", "Your party has another part in this case and may not do this.");

    public static readonly Refusal NotForThisRole =
        new(RefusalKind.NotAllowed, "case.not-for-this-role", "Your login does not allow this.");

    public static readonly Refusal NoPower =
        new(RefusalKind.NotAllowed, "case.no-power", "The instrument your party acts under does not give it this power.");

    public static readonly Refusal NotAccepted =
        new(RefusalKind.Conflict, "case.not-accepted", "The serving party has not accepted the case yet.");

    public static readonly Refusal AlreadyClosed =
        new(RefusalKind.Conflict, "case.already-closed", "The case is closed; it must be reopened first.");

    public static readonly Refusal AlreadyWithdrawn =
        new(RefusalKind.Conflict, "case.already-withdrawn", "The case was withdrawn; it must be reopened first.");

    public static readonly Refusal NotNow =
        new(RefusalKind.Conflict, "case.not-now", "This is not possible while the case is {0}.");

    public static readonly Refusal AssignOthers =
        new(RefusalKind.NotAllowed, "case.assign-others", "An officer may take a case; only a supervisor may give it to another.");

    public static readonly Refusal OfficerNotAvailable =
        new(RefusalKind.Conflict, "case.officer-not-available", "This officer can't be given the case.");

    public static readonly Refusal NoPapersNamed =
        new(RefusalKind.Invalid, "case.no-papers-named", "Say which papers.");

    public static readonly Refusal UnknownStep =
        new(RefusalKind.Invalid, "case.unknown-step", "The service has no such step.");

    public static readonly Refusal OwnStateIsHere =
        new(RefusalKind.Conflict, "case.own-state-is-here", "The state of nationality serves the case itself.");

    public static readonly Refusal NotAStateOfNationality =
        new(RefusalKind.Invalid, "case.not-a-state-of-nationality", "Only a state of nationality of the person can be asked.");

    public static readonly Refusal ConsultationPending =
        new(RefusalKind.Conflict, "case.consultation-pending", "The state of nationality has been asked and has not answered yet.");

    public static readonly Refusal ConsultationAnswered =
        new(RefusalKind.Conflict, "case.consultation-answered", "The question has already been answered.");

    public static readonly Refusal AnswerMissing =
        new(RefusalKind.Invalid, "case.answer-missing", "Confirm or object.");

    public static readonly Refusal OwnStateNotConfirmed =
        new(RefusalKind.Conflict, "case.own-state-not-confirmed", "The state of nationality must confirm first.");

    public static readonly Refusal OwnStateObjected =
        new(RefusalKind.Conflict, "case.own-state-objected", "The state of nationality objected and takes over.");

    public static readonly Refusal NotGranted =
        new(RefusalKind.Conflict, "case.not-granted", "The application was not granted.");

    public static readonly Refusal DutyOpen =
        new(RefusalKind.Conflict, "case.duty-open", "Something must still be done or told before the case may be closed.");

    public static readonly Refusal DutyFirst =
        new(RefusalKind.Conflict, "case.duty-first", "Something must be asked or told before help is given: {0}.");

    public static readonly Refusal OwnStateServes =
        new(
            RefusalKind.Conflict,
            "case.own-state-serves",
            "The state that is feared itself serves this case. Open a new one with another party; it will not be told.");

    public static readonly Refusal NoComplaint =
        new(RefusalKind.Conflict, "case.no-complaint", "No complaint waits for an answer.");

    public static readonly Refusal ComplaintNotFound =
        new(RefusalKind.NotFound, "case.complaint-not-found", "There is no such complaint.");

    public static readonly Refusal ComplaintAlreadyMade =
        new(RefusalKind.Conflict, "case.complaint-already-made", "A complaint with this number has already been made.");

    public static readonly Refusal ComplaintAnswered =
        new(RefusalKind.Conflict, "case.complaint-answered", "The complaint has already been answered.");

    public static readonly Refusal AnotherOfficerAnswers =
        new(RefusalKind.NotAllowed, "case.another-officer-answers", "Another officer must answer: not the one complained about, nor the one who decided.");

    internal static Refusal NotIn(CaseStatus status) => status switch
    {
        CaseStatus.Opened => NotAccepted,
        CaseStatus.Closed => AlreadyClosed,
        CaseStatus.Withdrawn => AlreadyWithdrawn,
        _ => NotNow.With(Words.Of(status)),
    };
}
