using System.Text.Json.Serialization;
using SharedConsular.Households;

namespace SharedConsular.Matching;

public enum HostListOutcome
{
    /// <summary>Nobody of the register, or nobody whom the reader may know of.</summary>
    Unknown,

    /// <summary>May be somebody of the register; a person looks.</summary>
    ToCheck,
    OnRegister,
}

/// <param name="Line">Where it stands in the list.</param>
public sealed record HostListEntry(int Line, HostListOutcome Outcome, HouseholdName? Household, int Member)
{
    /// <summary>When a person said whom the line is; null while nobody had to or did.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Nobody of the register so far, and no person has said so: whom it names may register yet.</summary>
    [JsonIgnore]
    public bool IsOpen => Outcome is HostListOutcome.Unknown && SettledAt is null;

    /// <summary>The line once a person has looked: who it is, or that it is nobody of the register.</summary>
    public HostListEntry Settled(HouseholdName? household, int member, DateTimeOffset at) =>
        new(Line, household is null ? HostListOutcome.Unknown : HostListOutcome.OnRegister, household, member) { SettledAt = at };
}

/// <summary>Somebody of the register who is, or may be, the person of a line.</summary>
public sealed record ListedCandidate(HouseholdName Household, int Member, MatchLevel Level);

/// <summary>Whom the lines of a host state's list name on the register.</summary>
public static class HostListMatch
{
    /// <summary>
    /// One certain candidate is the person; several are for somebody to look at. Who is only likely, because her papers say the first
    /// of January as a whole country's do, is the person too when another of her own household is certain on the same list:
    /// families cross together, and namesakes seldom have the same family.
    /// </summary>
    public static IEnumerable<HostListEntry> Settle(IReadOnlyList<(int Line, IReadOnlyList<ListedCandidate> Candidates)> lines)
    {
        var certain = lines.Select(l => Certain(l.Candidates)).OfType<ListedCandidate>().ToLookup(c => c.Household, c => c.Member);
        foreach (var (line, candidates) in lines)
        {
            var withFamily = candidates.Where(c => certain.Contains(c.Household) && !certain[c.Household].Contains(c.Member)).ToList();
            yield return Certain(candidates) is { } one ? Entry(line, HostListOutcome.OnRegister, one)
                : withFamily is [var relative] ? Entry(line, HostListOutcome.OnRegister, relative)
                : candidates is [var first, ..] ? Entry(line, HostListOutcome.ToCheck, first)
                : new HostListEntry(line, HostListOutcome.Unknown, null, 0);
        }
    }

    private static ListedCandidate? Certain(IReadOnlyList<ListedCandidate> candidates) =>
        candidates.Where(c => c.Level is MatchLevel.Certain).ToList() is [var one] ? one : null;

    private static HostListEntry Entry(int line, HostListOutcome outcome, ListedCandidate candidate) =>
        new(line, outcome, candidate.Household, candidate.Member);
}
