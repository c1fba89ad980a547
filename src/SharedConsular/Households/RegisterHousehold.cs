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
    /// <summary>The language it is written to in; null for English.</summary>
    public string? Language { get; init; }

    /// <summary>Somebody put it on the register by a file: it is told so by the contact in there.</summary>
    public bool ByFile { get; init; }

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

        var today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        ImmutableArray<HouseholdMember> members =
        [
            .. Members.Select(m => m with { IsMinor = MayBeMinor(m, today), Disposition = Disposition.Registered, DispositionAt = context.Now }),
        ];

        return WhyMembersDoNotFit(members) is { } refusal
            ? refusal
            : new HouseholdRegistered(
                Crisis, Home, members, Whereabouts, Assemblies,
                ReadyAt ?? context.Now, Contact, FearsOwnState, SharedWithLead, Through, RegisteredByName, FollowHash, Actor.Of(context.Caller), context.Now)
            {
                Language = Language,
                ByFile = ByFile,
            };
    }

    /// <summary>Said to be one, an infant, or born so late: nobody is an adult by a tick that was forgotten.</summary>
    private static bool MayBeMinor(HouseholdMember member, DateOnly today) =>
        member.IsMinor || member.Place is PlaceKind.Infant || (member.BirthDate is { } born && HouseholdMember.IsMinorOn(born, today));

    /// <summary>A minor's adult is an adult of the same household, and an infant sits on a lap that is there.</summary>
    private static Refusal? WhyMembersDoNotFit(ImmutableArray<HouseholdMember> members)
    {
        if (members.Select(m => m.Number).Distinct().Count() != members.Length)
        {
            return HouseholdRefusals.MembersOutOfRange.With($"{Household.MembersMax}");
        }

        var adults = members.Where(m => !m.IsMinor).Select(m => m.Number).ToHashSet();

        return members.Any(m => m.Adult is { } adult && !adults.Contains(adult)) ? HouseholdRefusals.NoSuchAdult
            : members.Count(m => m.Place is PlaceKind.Infant) > adults.Count ? HouseholdRefusals.TooManyInfants
            : null;
    }
}
