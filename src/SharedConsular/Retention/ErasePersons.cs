using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Retention;

/// <summary>Has persons of a case forgotten: their keys are destroyed, and what was sealed under them is unreadable for ever.</summary>
/// <param name="Subjects">Whom; empty means all whom the caller may have forgotten.</param>
public sealed record ErasePersons(ImmutableArray<string> Subjects, ErasureGround Ground) : CaseCommand
{
    public override CaseAction Action => CaseAction.ErasePersons;

    internal override bool TookEffect(Case @case, DecisionContext context) => Whom(@case, context.Caller).All(@case.IsForgotten);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context)
    {
        ImmutableArray<string> whom = [.. Whom(@case, context.Caller).Where(s => !@case.IsForgotten(s)).Distinct()];

        return context.Caller.Role is Role.National && whom.Any(s => s != context.Caller.User.Value) ? RetentionRefusals.OnlyYourself
            : whom.Except(@case.AllSubjects).Any() ? RetentionRefusals.UnknownPerson
            : new PersonErased(whom, Ground, null, context.Caller.Role, Actor.Of(context.Caller), context.Now);
    }

    private IEnumerable<string> Whom(Case @case, Caller caller) =>
        !Subjects.IsDefaultOrEmpty ? Subjects
        : caller.Role is Role.National ? [caller.User.Value]
        : @case.AllSubjects;
}
