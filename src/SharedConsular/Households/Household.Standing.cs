namespace SharedConsular.Households;

public sealed partial record Household
{
    /// <summary>Those who work on people for a party; administrators and auditors set up and check, and see nobody.</summary>
    private static readonly Role[] Officers = [Role.Officer, Role.Supervisor, Role.ProtectionOfficer, Role.CrisisCell];

    public static bool MayWorkOn(Caller caller) => Officers.Contains(caller.Role);

    /// <summary>What the record itself says of a caller. A state that is feared has no standing, whatever else it is.</summary>
    public HouseholdStanding StandingOf(Caller caller)
    {
        if (caller.Role is Role.System)
        {
            return HouseholdStanding.Platform;
        }

        if (Home is null || !MayWorkOn(caller))
        {
            return HouseholdStanding.Stranger;
        }

        return IsFeared(caller.Tenant) ? HouseholdStanding.Stranger
            : caller.Tenant == Home ? HouseholdStanding.Home
            : IsNationalOf(caller.Tenant) ? HouseholdStanding.StateOfNationality
            : HouseholdStanding.Stranger;
    }

    /// <summary>
    /// The same, with what was found besides the record. The lead state sees whom it may see; no officer of a feared state is
    /// anything to the household, also when that state leads or the officer has got hold of the secret.
    /// </summary>
    public HouseholdStanding StandingOf(Caller caller, HouseholdStanding besides) =>
        IsFeared(caller.Tenant) && caller.Role is not (Role.National or Role.Anonymous) ? HouseholdStanding.Stranger
        : StandingOf(caller) | (IsSeenByLead || Status is HouseholdStatus.NotRegistered ? besides : besides & ~HouseholdStanding.Lead);

    /// <summary>Who may lead next week is not known: a household that fears its own state is shown to no lead state as such.</summary>
    public bool IsSeenByLead => SharedWithLead && !FearsOwnState;

    /// <summary>Whether the household must never come to this party's knowledge.</summary>
    public bool IsFeared(TenantId party) => FearsOwnState && IsNationalOf(party);

    private bool IsNationalOf(TenantId party) => Members.Any(m => m.Nationalities.Any(n => n.State == party));
}
