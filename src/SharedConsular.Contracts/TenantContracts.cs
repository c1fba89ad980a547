namespace SharedConsular.Contracts;

/// <param name="Files">The text of each file by its name, such as <c>profile.yaml</c>; all that the folder is to hold.</param>
/// <param name="LockOutAccepted">Applied although the token of this request would not be an administrator's afterwards.</param>
public sealed record TenantFolderRequest(IReadOnlyDictionary<string, string>? Files, bool? LockOutAccepted = null);

/// <param name="Version">The earlier version whose files are put in force again, as a new version.</param>
/// <param name="LockOutAccepted">As with a folder.</param>
public sealed record PutBackTenantRequest(int? Version, bool? LockOutAccepted = null);

/// <param name="Version">The version in force: when planned, before; when applied, after. 0 when nothing was ever applied.</param>
/// <param name="Files">Files whose text differs, also when nothing follows from it.</param>
/// <param name="Overridden">What was recorded singly and stands above the folder, such as <c>post tv-fj-suva</c>.</param>
/// <param name="Warnings">With file and line; they stop nothing.</param>
public sealed record TenantPlanResponse(
    string Tenant,
    int Version,
    IReadOnlyList<TenantChangeResponse> Changes,
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Overridden,
    IReadOnlyList<string> Warnings);

/// <param name="What"><c>added</c>, <c>changed</c> or <c>ended</c>.</param>
/// <param name="Field">Which part changed; null when all of it came or went.</param>
/// <param name="EffectiveFrom">The first day by its own word; else it holds from the moment it is applied.</param>
public sealed record TenantChangeResponse(
    string What, string File, string Item, string? Field, string? From, string? To, DateOnly? EffectiveFrom, DateOnly? EffectiveTo);

/// <param name="PutBack">The earlier version whose files these are.</param>
public sealed record TenantVersionResponse(int Version, DateTimeOffset AppliedAt, string By, int? PutBack, IReadOnlyList<string> Files);

/// <summary>The files exactly as they were applied.</summary>
public sealed record TenantFolderResponse(string Tenant, int Version, IReadOnlyDictionary<string, string> Files);

/// <summary>Who a party is to the people it serves.</summary>
/// <param name="Version">The version of its folder; 0 when it applied none.</param>
public sealed record TenantResponse(
    string Tenant,
    int Version,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> Languages,
    TenantBrandingResponse? Branding,
    IReadOnlyList<string> TimeZones,
    IReadOnlyList<string> Currencies,
    NameRulesResponse? NameRules);

/// <summary>What anybody may know of a party before they ask it for anything.</summary>
/// <param name="Holidays">Days of rest from today for a year.</param>
public sealed record TenantProfileResponse(
    string Tenant,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> Languages,
    TenantBrandingResponse? Branding,
    IReadOnlyList<DateOnly> Holidays,
    IReadOnlyList<string> TimeZones);

public sealed record TenantBrandingResponse(string ShortName, string Primary, string OnPrimary);

public sealed record NameRulesResponse(string Order, IReadOnlyList<string> Scripts, IReadOnlyList<string> Required);

/// <param name="Role"><c>officer</c> or <c>auditor</c>.</param>
/// <param name="Scopes">Of <c>routing</c>, <c>cases:read</c>, <c>cases:write</c>, <c>audit</c> and <c>tenant</c>.</param>
/// <param name="ExpiresAt">Within a year.</param>
public sealed record MakeServiceAccountRequest(string? Name, string? Role, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt);

/// <param name="Key">Shown when the account is made and never again; send it as a bearer token.</param>
public sealed record ServiceAccountResponse(
    string Id, string Name, string Role, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt, string MadeBy, DateTimeOffset MadeAt, string? Key = null);

/// <param name="Secret">As it was given when the case was opened; case and hyphens do not matter.</param>
public sealed record FollowRequest(string? Reference, string? Secret);

/// <param name="Matter">The service, or a neutral word where the matter itself is a secret.</param>
/// <param name="Holder">The party that has the case now.</param>
/// <param name="Until">When something must have been done for the person; null when no clock runs.</param>
/// <param name="AskedOfYou">The papers that were asked for and are still missing.</param>
public sealed record FollowResponse(
    string Reference, string Status, string Matter, string Holder, DateTimeOffset? Until, IReadOnlyList<string> AskedOfYou, DateTimeOffset OpenedAt);

/// <summary>A new secret by which the case is followed; the one before it has stopped.</summary>
public sealed record FollowSecretResponse(string Reference, string Secret);
