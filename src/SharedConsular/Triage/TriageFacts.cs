using System.Collections.Immutable;
using SharedConsular.Crises;
using SharedConsular.Households;

namespace SharedConsular.Triage;

/// <summary>Whether those who wait have papers to travel on.</summary>
public enum TriagePapers
{
    None,
    Some,
    All,
}

/// <summary>Of what state the people of a household are, seen from the crisis.</summary>
public enum TriageNationality
{
    /// <summary>A national of a lead state.</summary>
    OfLead,

    /// <summary>A national of another state of the joint team.</summary>
    OfJointTeam,

    /// <summary>Family of nationals of the crisis' states, in one household with them.</summary>
    RecognisedFamily,

    /// <summary>Of other states only, or of none that is shown.</summary>
    Other,
}

/// <summary>What triage looks at, and nothing else: no name, no contact, no document number.</summary>
/// <param name="Ages">In full years, of those whose birth date is known.</param>
/// <param name="WaitedHours">Since the registration.</param>
public sealed record TriageFacts(
    int Size,
    bool HasMinor,
    bool HasUnaccompaniedMinor,
    ImmutableArray<PlaceKind> Needs,
    ImmutableArray<int> Ages,
    ImmutableArray<TenantId> Nationalities,
    ImmutableArray<TriageNationality> Standing,
    TriagePapers Papers,
    bool FearsOwnState,
    bool AtHub,
    int WaitedHours,
    ImmutableArray<string> Assemblies,
    DateOnly On)
{
    /// <summary>The household as it is now; who no longer waits is left out.</summary>
    public static TriageFacts Of(Household household, Crisis crisis, DateTimeOffset now)
    {
        var waiting = household.Waiting.ToList();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var papers = waiting.Count(m => m.Document is not null);

        return new TriageFacts(
            waiting.Count,
            waiting.Any(m => m.IsMinor),
            waiting.Any(household.IsUnaccompanied),
            [.. waiting.Select(m => m.Place).Distinct().Order()],
            [.. waiting.Where(m => m.BirthDate is not null).Select(m => YearsOn(m.BirthDate!.Value, today)).Order()],
            [.. waiting.SelectMany(m => m.Nationalities.Select(n => n.State)).Distinct().Order()],
            StandingOf(waiting, crisis),
            papers == 0 ? TriagePapers.None : papers < waiting.Count ? TriagePapers.Some : TriagePapers.All,
            household.FearsOwnState,
            household.AtHub is not null,
            Math.Max(0, (int)(now - household.RegisteredAt).TotalHours),
            household.Assemblies,
            today);
    }

    private static ImmutableArray<TriageNationality> StandingOf(List<HouseholdMember> waiting, Crisis crisis)
    {
        var found = new SortedSet<TriageNationality>();
        foreach (var member in waiting)
        {
            found.Add(member.Nationalities.Any(n => crisis.IsLead(n.State)) ? TriageNationality.OfLead
                : member.Nationalities.Any(n => crisis.IsOfJointTeam(n.State)) ? TriageNationality.OfJointTeam
                : TriageNationality.Other);
        }

        if (found.Contains(TriageNationality.Other) && found.Count > 1)
        {
            found.Add(TriageNationality.RecognisedFamily);
        }

        return [.. found];
    }

    private static int YearsOn(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year;

        return Math.Max(0, birth.AddYears(years) > day ? years - 1 : years);
    }
}
