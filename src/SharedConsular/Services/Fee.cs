using SharedConsular.Tenants;

namespace SharedConsular.Services;

/// <summary>What a state charges for one variant of a service from a day on.</summary>
/// <param name="Variant">What the tariff distinguishes: validity, age, kind of person. Empty when it does not.</param>
/// <param name="Amount">In units of <paramref name="Currency"/>; null when the tariff refers to another one.</param>
/// <param name="Currency">ISO 4217, or <c>PCT</c> for a percentage of the fee it is added to.</param>
/// <param name="EffectiveFrom">The first day; null when the source gives none.</param>
public sealed record Fee(
    TenantId State,
    string Service,
    string Variant,
    decimal? Amount,
    string Currency,
    DateOnly? EffectiveFrom,
    Confidence Basis,
    string Source,
    string Note);
