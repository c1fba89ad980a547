using System.Collections.Immutable;

namespace SharedConsular.Tenants;

/// <summary>A state (or other place with an ISO 3166-1 code), or an operator of shared centres.</summary>
/// <param name="Alpha3">ISO 3166-1 alpha-3, as printed on documents; empty for an operator.</param>
/// <param name="Names">The name by language (ISO 639-1); English is always there.</param>
/// <param name="Groups">What it belongs to: EU, NORDIC, BALTIC, GUAM, ASEAN, CARICOM, COMMONWEALTH, PIF, RCM, SCHENGEN.</param>
/// <param name="Centre">The middle of its largest part; used when nobody says where the person is.</param>
public sealed record Tenant(
    TenantId Id,
    string Alpha3,
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Languages,
    ImmutableArray<string> Currencies,
    Position? Centre,
    string Capital)
{
    public string Name => Names["en"];

    /// <summary>The name in a language, or in English.</summary>
    public string NameIn(string language) => Names.GetValueOrDefault(language, Name);
}
