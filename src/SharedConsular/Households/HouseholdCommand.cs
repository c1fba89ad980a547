namespace SharedConsular.Households;

/// <summary>Something someone asks of a household. Each command decides for itself; see the files beside this one.</summary>
public abstract record HouseholdCommand
{
    private protected HouseholdCommand() { }

    /// <summary>What is asked, as the table calls it.</summary>
    public abstract HouseholdAction Action { get; }

    /// <summary>
    /// What the caller was found to be besides what the record itself says: the household with its secret, or the lead state
    /// of the crisis. Set by who looked it up, never taken from a request.
    /// </summary>
    public HouseholdStanding Standing { get; init; }

    /// <summary>Nobody reaches a command's own rule but through the table.</summary>
    internal Decision<HouseholdEvent> Decide(Household household, DecisionContext context)
    {
        var standing = household.StandingOf(context.Caller, Standing);
        if (household.Status is HouseholdStatus.NotRegistered && Action is not HouseholdAction.Register)
        {
            return HouseholdRefusals.NotFound;
        }

        if (!HouseholdActions.Allows(Action, standing))
        {
            return HouseholdActions.Allows(HouseholdAction.Read, standing) ? HouseholdRefusals.NotYours : HouseholdRefusals.NotFound;
        }

        return DecideAllowed(household, context);
    }

    private protected abstract Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context);
}
