using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>Puts a household on the register of a crisis. It promises nothing but that the household is known.</summary>
/// <param name="Home">The tenant that keeps the record: a state of nationality, or the lead state when that is feared or unknown.</param>
/// <param name="FollowHash">Of the secret the household follows its registration by.</param>
public sealed record RegisterHousehold(
    string Crisis,
    TenantId Home,
    ImmutableArray<HouseholdMember> Members,
    string? Whereabouts,
    ImmutableArray<string> Assemblies,
    DateTimeOffset? ReadyAt,
    string? Contact,
    bool FearsOwnState,
    bool SharedWithLead,
    RegisteredBy Through,
    string? RegisteredByName,
    string FollowHash) : HouseholdCommand
{
    public override HouseholdAction Action => HouseholdAction.Register;

    private protected override Decision<HouseholdEvent> DecideAllowed(Household household, DecisionContext context)
    {
        if (household.Status is not HouseholdStatus.NotRegistered)
        {
            return HouseholdRefusals.AlreadyRegistered;
        }

        if (Members.IsDefaultOrEmpty || Members.Length > Household.MembersMax)
        {
            return HouseholdRefusals.MembersOutOfRange.With($"{Household.MembersMax}");
        }

        if (FearsOwnState && Members.Any(m => m.Nationalities.Any(n => n.State == Home)))
        {
            return HouseholdRefusals.HomeIsFeared;
        }

        return WhyMembersDoNotFit() is { } refusal
            ? refusal
            : new HouseholdRegistered(
                Crisis, Home, [.. Members.Select(m => m with { Disposition = Disposition.Registered, DispositionAt = context.Now })], Whereabouts, Assemblies,
                ReadyAt ?? context.Now, Contact, FearsOwnState, SharedWithLead, Through, RegisteredByName, FollowHash, Actor.Of(context.Caller), context.Now);
    }

    /// <summary>A minor's adult is an adult of the same household, and an infant sits on a lap that is there.</summary>
    private Refusal? WhyMembersDoNotFit()
    {
        if (Members.Select(m => m.Number).Distinct().Count() != Members.Length)
        {
            return HouseholdRefusals.MembersOutOfRange.With($"{Household.MembersMax}");
        }

        var adults = Members.Where(m => !m.IsMinor).Select(m => m.Number).ToHashSet();

        return Members.Any(m => m.Adult is { } adult && !adults.Contains(adult)) ? HouseholdRefusals.NoSuchAdult
            : Members.Count(m => m.Place is PlaceKind.Infant) > adults.Count ? HouseholdRefusals.TooManyInfants
            : null;
    }
}
