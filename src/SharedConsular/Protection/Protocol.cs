using System.Collections.Immutable;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Protection;

/// <summary>
/// What is done for somebody in a vulnerable situation: a checklist with clocks, and what must not be done. A tenant adopts it
/// in its folder; then it runs on the cases of its nationals and on those it serves.
/// </summary>
/// <param name="Names">By language (ISO 639-1), English among them, as all texts of a protocol.</param>
/// <param name="Sources">What it was made from.</param>
/// <param name="Protects">A case on which it runs is a protection file: only certified officers open it.</param>
/// <param name="When">The cases it begins on by itself; null where only a person can see that it is needed.</param>
public sealed record Protocol(
    string Id,
    int Version,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<string> Sources,
    bool Protects,
    ProtocolConditions? When,
    ImmutableArray<ProtocolStep> Steps,
    ImmutableArray<ProtocolLine> MustNot,
    ImmutableArray<ProtocolLine> Papers,
    ImmutableArray<ProtocolLine> ReferTo)
{
    public const int StepsMax = 40;
}

public static class ProtocolTexts
{
    public static string In(ImmutableSortedDictionary<string, string> texts, string language) => texts.GetValueOrDefault(language) ?? texts["en"];
}

/// <summary>One rule of a protocol, and how far to rely on it.</summary>
/// <param name="Basis">The article or the practice it rests on.</param>
public sealed record ProtocolLine(ImmutableSortedDictionary<string, string> Texts, string Basis, Confidence Confidence);

/// <summary>Something to be done. At most one of the two times is set; without one there is no clock.</summary>
/// <param name="WithinHours">From the moment the protocol begins.</param>
/// <param name="WithinWorkingDays">Counted in the working days of who serves the case.</param>
/// <param name="Certified">Only an officer with a certificate for protection files may record it.</param>
public sealed record ProtocolStep(string Id, ProtocolLine Line, int? WithinHours, int? WithinWorkingDays, bool Certified)
{
    public const int HoursMax = 24 * 366;
    public const int WorkingDaysMax = 260;
}

/// <summary>What a case must be for a protocol to begin; what is not set does not count.</summary>
/// <param name="Services">One of these; empty means any.</param>
/// <param name="Categories">One of these; empty means any.</param>
/// <param name="ChildAlone">A child is named, and nobody who may be of age.</param>
public sealed record ProtocolConditions(
    ImmutableArray<string> Services, ImmutableArray<ServiceCategory> Categories, bool? HasChild, bool? ChildAlone, bool? FearsOwnState)
{
    public bool Hold(ProtocolFacts facts) =>
        (Services.IsEmpty || Services.Contains(facts.Service))
        && (Categories.IsEmpty || Categories.Contains(facts.Category))
        && (HasChild is null || HasChild == facts.HasChild)
        && (ChildAlone is null || ChildAlone == facts.ChildAlone)
        && (FearsOwnState is null || FearsOwnState == facts.FearsOwnState);
}
