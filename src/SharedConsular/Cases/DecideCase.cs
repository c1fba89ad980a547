using SharedConsular.Agreements;

namespace SharedConsular.Cases;

/// <summary>Says yes or no on behalf of the state of nationality. They are two powers: who may say yes may not always say no.</summary>
public sealed record DecideCase(bool Granted, string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.Decide;

    internal override bool TookEffect(Case @case, DecisionContext context) =>
        @case.Decision is { } decision && decision.Granted == Granted && decision.Reason == Reason;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        var party = context.Caller.Tenant;
        if (!@case.PowersOf(party).HasFlag(Granted ? Powers.Decide : Powers.Refuse))
        {
            return CaseRefusals.NoPower;
        }

        if (Granted && CaseActions.FindRefusalByConsultation(@case, party, ConsultBefore.Help) is { } refusal)
        {
            return refusal;
        }

        if (Granted && CaseActions.FindRefusalByDuty(@case) is { } dutyFirst)
        {
            return dutyFirst;
        }

        return new CaseDecided(Granted, Reason, Actor.Of(context.Caller), context.Now);
    }
}
