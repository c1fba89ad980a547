namespace SharedConsular.Contracts;

/// <param name="Version">The template's version, or the state's own, for example <c>ee-3</c>.</param>
/// <param name="Name">In the language asked for.</param>
/// <param name="Shareability"><c>full</c>, <c>intake</c>, <c>assist</c> or <c>own</c>.</param>
public sealed record ServiceResponse(
    string Id,
    string Version,
    string Name,
    IReadOnlyDictionary<string, string> Names,
    string Category,
    string Shareability,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Papers,
    string Presence,
    string TypicalTime,
    string FeeRule,
    string Note,
    bool NeedsPersonConsent,
    bool NeedsOwnState,
    IReadOnlyList<TariffResponse> Fees);

public sealed record TariffResponse(string Variant, decimal? Amount, string Currency, DateOnly? From, string FactBasis, string Source, string Note);

/// <summary>A state's own version of a service. What is left out stays as in the template.</summary>
public sealed record AdoptServiceRequest(
    IReadOnlyDictionary<string, string>? Names = null,
    IReadOnlyList<string>? Steps = null,
    IReadOnlyList<string>? Papers = null,
    string? Presence = null,
    string? TypicalTime = null,
    string? Shareability = null,
    string? Note = null,
    IReadOnlyList<TariffRequest>? Fees = null);

public sealed record TariffRequest(string? Variant, decimal? Amount, string? Currency, DateOnly? From = null, string? Note = null);
