using SharedConsular.Access;

namespace SharedConsular.Cases;

/// <summary>Something someone asks of a case. Each command decides for itself; see the files beside this one.</summary>
public abstract record CaseCommand
{
    private protected CaseCommand() { }

    /// <summary>What is asked, as the table of allowed actions calls it.</summary>
    public abstract CaseAction Action { get; }

    /// <summary>Nobody reaches a command's own rule but through the table; a retried request changes nothing.</summary>
    internal Decision<CaseEvent> Decide(Case @case, DecisionContext context)
    {
        if (CaseAccess.FindStop(Action, @case, context.Caller, context.Now) is { } stop)
        {
            return stop;
        }

        var rule = CaseActions.RuleOf(Action);
        if (rule.FindRefusalOf(@case, context.Caller) is { } refusalOfCaller)
        {
            return refusalOfCaller;
        }

        if (TookEffect(@case, context))
        {
            return Decision.NoChange<CaseEvent>();
        }

        return CaseAccess.FindRefusalNow(Action, @case, context.Caller, context.Now) is { } refusalNow ? refusalNow : DecideAllowed(@case, context);
    }

    /// <summary>Whether the case already is as asked.</summary>
    internal abstract bool TookEffect(Case @case, DecisionContext context);

    /// <summary>The command's own rule, asked only when the table allows the action.</summary>
    internal abstract Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context);
}
