using SharedConsular.Cases;

namespace SharedConsular.Crises;

/// <summary>Something someone asks of a crisis. Only crisis cells decide; only those of lead states decide for all.</summary>
public abstract record CrisisCommand
{
    private protected CrisisCommand() { }

    /// <summary>Whether every party of the joint team may ask for it, by any of its staff.</summary>
    private protected virtual bool IsForTeam => false;

    /// <summary>Whether it is for a crisis that is over.</summary>
    private protected virtual bool IsForEnded => false;

    internal Decision<CrisisEvent> Decide(Crisis crisis, DecisionContext context)
    {
        var caller = context.Caller;
        var isCell = caller.Role is Role.CrisisCell or Role.System;
        if (this is DeclareCrisis)
        {
            return isCell ? DecideAllowed(crisis, context) : CrisisRefusals.NotCrisisCell;
        }

        if (!crisis.IsDeclared)
        {
            return CrisisRefusals.NotFound;
        }

        var isAllowed = IsForTeam
            ? crisis.IsOfJointTeam(caller.Tenant) && caller.Role is not (Role.National or Role.Anonymous)
            : isCell && crisis.IsLead(caller.Tenant);
        if (!isAllowed && caller.Role is not Role.System)
        {
            return CrisisRefusals.NotLead;
        }

        return crisis.IsRunning || IsForEnded ? DecideAllowed(crisis, context) : CrisisRefusals.Ended;
    }

    private protected abstract Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context);

    private protected static Actor By(DecisionContext context) => Actor.Of(context.Caller);
}
