using SharedConsular.Agreements;
using SharedConsular.Calendars;

namespace SharedConsular.Cases;

/// <summary>The agreement the case is served under ended or was suspended; its exit rule says what becomes of the case.</summary>
/// <param name="Calendar">Of the party that serves: by it people decide where they must.</param>
public sealed record ApplyAgreementExit(string AgreementId, ExitTerms Exit, WorkCalendar Calendar) : CaseCommand
{
    public override CaseAction Action => CaseAction.ApplyAgreementExit;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.IsOver || @case.AgreementId != AgreementId || @case.ExitedAgreement == AgreementId;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        var fate = Exit.FateOf(@case.Urgency);

        // A case can never go back to a state the person fears: people find another way.
        fate = fate is ExitFate.HandBack && @case.FearsOwnState ? ExitFate.HumanDecides : fate;
        DateTimeOffset? due = fate is ExitFate.HumanDecides
            ? Calendar.EndOfWorkingDays(context.Now, CaseClock.DecideAfterExitDays)
            : null;

        return new AgreementExitApplied(AgreementId, fate, due, Actor.Of(context.Caller), context.Now);
    }
}
