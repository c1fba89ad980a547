using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Cases;
using SharedConsular.Posts;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;

namespace SharedConsular.Tenants;

/// <summary>All that a tenant says about itself in its folder, read and found good.</summary>
/// <param name="Services">Its own versions of catalogue templates.</param>
/// <param name="Fees">What it charges; a tenant that names a tariff of a service speaks for all of it.</param>
/// <param name="Preference">Its own order of options; null when the installation's is good enough.</param>
/// <param name="Protocols">The protection protocols it adopted.</param>
/// <param name="Staff">Which group of an issuer is which role; the first that holds counts.</param>
/// <param name="Operators">Who may help its nationals in shared centres; empty means whoever an agreement lets.</param>
public sealed record TenantSettings(
    TenantProfile Profile,
    ImmutableArray<SignInIssuer> Issuers,
    ImmutableArray<Post> Posts,
    ImmutableArray<Service> Services,
    ImmutableArray<Fee> Fees,
    PreferencePolicy? Preference,
    ImmutableArray<string> Protocols,
    ImmutableArray<StaffRole> Staff,
    ImmutableArray<OperatorEntitlement> Operators)
{
    /// <summary>How long it keeps cases that are over, where it wants another time than the installation's.</summary>
    public ImmutableArray<RetentionRule> Retention { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Whether somebody can sign in as its administrator, by its own word.</summary>
    public bool HasAdministrator => !Issuers.IsEmpty && Staff.Any(s => s.Role is Role.Administrator);

    /// <summary>Whether an operator may help its nationals with a service at one of its centres.</summary>
    public bool Entitles(TenantId party, string post, string service) =>
        Operators.IsEmpty
        || Operators.Any(o => o.Operator == party
            && (o.Posts.IsEmpty || o.Posts.Contains(post)) && (o.Services.IsEmpty || o.Services.Contains(service)));
}

/// <summary>Who the tenant is to the people it serves.</summary>
/// <param name="Names">Its name by language, where it wants another than the reference data has.</param>
/// <param name="Languages">The languages it offers, the first one first (ISO 639).</param>
/// <param name="TimeZones">Of its own authorities (IANA), the capital's first.</param>
/// <param name="Currencies">ISO 4217; the first is the one its fees are in.</param>
public sealed record TenantProfile(
    ImmutableSortedDictionary<string, string> Names,
    ImmutableArray<string> Languages,
    TenantBranding Branding,
    TenantCalendar Calendar,
    NameRules NameRules,
    ImmutableArray<string> TimeZones,
    ImmutableArray<string> Currencies);

/// <param name="ShortName">At most twenty characters: what a narrow screen shows.</param>
/// <param name="Primary">The colour of the tenant, <c>#rrggbb</c>.</param>
/// <param name="OnPrimary">The colour of letters on it.</param>
public sealed record TenantBranding(string ShortName, string Primary, string OnPrimary)
{
    /// <summary>What letters must stand out by, as one to this (WCAG 2.2, success criterion 1.4.3, level AA).</summary>
    public const double ContrastMin = 4.5;

    /// <summary>How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio).</summary>
    public static double ContrastOf(string one, string other)
    {
        var (a, b) = (LuminanceOf(one), LuminanceOf(other));

        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>WCAG 2.2, relative luminance; sRGB has its weights and its curve.</summary>
    private static double LuminanceOf(string colour) => (0.2126 * Linear(colour[1..3])) + (0.7152 * Linear(colour[3..5])) + (0.0722 * Linear(colour[5..7]));

    private static double Linear(string hex)
    {
        var part = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;

        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}

/// <param name="Like">Whose calendar it keeps; null for the one in the policy files under its own name.</param>
/// <param name="ExtraHolidays">Days of rest besides, such as proclaimed feasts.</param>
public sealed record TenantCalendar(TenantId? Like, ImmutableArray<DateOnly> ExtraHolidays);

/// <summary>A sign-in service (OpenID Connect) that speaks for this tenant and for no other.</summary>
/// <param name="Id">A short word; it stands before the subject, so that two services can't make the same login.</param>
/// <param name="Issuer">Exactly as its tokens say it.</param>
/// <param name="Audience">Whom its tokens must be for.</param>
/// <param name="Algorithms">ES256, RS256 or PS256.</param>
/// <param name="SubjectClaim">The claim that names the person, and never names another one.</param>
/// <param name="GroupsClaim">The claim that holds the groups of a member of staff.</param>
/// <param name="ForNationals">Whether somebody without a group of staff is a national.</param>
public sealed record SignInIssuer(
    string Id,
    string Issuer,
    string Audience,
    ImmutableArray<string> Algorithms,
    string SubjectClaim,
    string GroupsClaim,
    bool ForNationals);

/// <param name="Issuer">The id of the issuer whose group it is; null for any of the tenant's.</param>
public sealed record StaffRole(string Group, Role Role, string? Issuer);

/// <param name="Posts">At these centres; empty means at all of the operator's.</param>
/// <param name="Services">With these services; empty means with all that the agreement gives.</param>
public sealed record OperatorEntitlement(TenantId Operator, ImmutableArray<string> Posts, ImmutableArray<string> Services);
