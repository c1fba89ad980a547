using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Services;

/// <summary>How much of a service one state may do for another's nationals.</summary>
public enum Shareability
{
    /// <summary>All of it, under a mandate.</summary>
    Full,

    /// <summary>Collect and send; the state of nationality decides.</summary>
    Intake,

    /// <summary>Protective help to the person.</summary>
    Assist,

    /// <summary>Only an officer of the state of nationality.</summary>
    Own,
}

public enum ServiceCategory
{
    TravelDocument,
    Identity,
    Registration,
    CivilStatus,
    Nationality,
    Notarial,
    Certificate,
    Assistance,
    Visa,
    Democracy,
    Protection,
    Other,
    Channel,
    Crisis,
}

/// <summary>What a service means to a state: a template of the catalogue, or the state's own version of it.</summary>
/// <param name="Version">The template's version, or <c>ee-3</c> for the third version of a tenant. A case keeps the one it began with.</param>
/// <param name="NeedsPersonConsent">Gate G6: nothing happens against the person's express wish (VCCR 36(1)(c)).</param>
/// <param name="NeedsOwnState">It cannot be done without the state of nationality taking part, so the asylum firewall rules it out.</param>
public sealed record Service(
    string Id,
    string Version,
    ServiceCategory Category,
    Shareability Shareability,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<string> Steps,
    ImmutableArray<string> Papers,
    string Presence,
    string TypicalTime,
    string FeeRule,
    string Note,
    bool NeedsPersonConsent,
    bool NeedsOwnState,
    Period Period)
{
    public string Name => Names["en"];

    public string NameIn(string language) => Names.GetValueOrDefault(language, Name);
}
