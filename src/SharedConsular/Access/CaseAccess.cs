using SharedConsular.Cases;

namespace SharedConsular.Access;

/// <summary>Who may look at a case, and by what right.</summary>
public static class CaseAccess
{
    /// <summary>By what right the caller reads the case; null when it may not, and must not learn that it exists.</summary>
    public static AccessGrounds? FindGrounds(Case @case, Caller caller)
    {
        if (!CaseActions.Allows(CaseAction.Read, @case, caller))
        {
            return null;
        }

        var relation = @case.RelationOf(caller);
        var agreement = caller.Tenant == @case.Owner ? @case.AgreementId : null;

        return relation.HasFlag(CaseRelations.Applicant) ? new AccessGrounds("applicant-reads", Purpose.OwnData)
            : relation.HasFlag(CaseRelations.Owner) ? new AccessGrounds("owner-serves", Purpose.Service, agreement)
            : relation.HasFlag(CaseRelations.StateOfNationality) ? new AccessGrounds("own-state-watches", Purpose.Supervision)
            : relation.HasFlag(CaseRelations.Consulted) ? new AccessGrounds("consulted-answers", Purpose.Consultation)
            : new AccessGrounds("party-in-handover", Purpose.Service);
    }
}
