using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Services;

namespace SharedConsular.Protection;

/// <summary>What a protocol looks at to know whether it concerns a case.</summary>
public sealed record ProtocolFacts(string Service, ServiceCategory Category, bool HasChild, bool ChildAlone, bool FearsOwnState)
{
    /// <summary>Convention on the Rights of the Child, article 1.</summary>
    public const int OfAge = 18;

    /// <summary>Somebody whose birth date nobody said may be of age, and is no child by that alone.</summary>
    public static ProtocolFacts Of(CaseService service, ImmutableArray<PersonDetails> persons, bool fearsOwnState, DateOnly on)
    {
        var children = persons.Count(p => p.BirthDate is { } born && born.AddYears(OfAge) > on);

        return new ProtocolFacts(service.Id, service.Category, children > 0, children > 0 && children == persons.Length, fearsOwnState);
    }
}
