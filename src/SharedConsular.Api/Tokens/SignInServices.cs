using System.Collections.Frozen;
using System.Security.Claims;
using SharedConsular.Api.Worlds;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Tokens;

/// <summary>
/// Which sign-in service speaks for which tenant, by the folders in force. The issuer gives the tenant; what a token
/// says about a tenant is never read.
/// </summary>
internal sealed class SignInServices(WorldKeeper worlds, PlatformOptions options, IHostEnvironment environment)
{
    private Index _index = new("", FrozenDictionary<string, SignInService[]>.Empty);

    /// <summary>Whether a tenant has this issuer: then nobody else checks its tokens.</summary>
    public bool Knows(string issuer) => Current.Services.ContainsKey(issuer);

    /// <summary>The one service that these words of a token name; null when there is none, or more than one.</summary>
    public SignInService? Find(string issuer, IEnumerable<string> audiences)
    {
        var found = Current.Services.GetValueOrDefault(issuer, []).Where(s => audiences.Contains(s.Issuer.Audience, StringComparer.Ordinal)).Take(2).ToArray();

        return found is [var one] ? one : null;
    }

    /// <summary>Whether the service still stands in the folder in force, word by word as it was.</summary>
    public bool IsInForce(SignInService service) => ReferenceEquals(worlds.Current.FindSettings(service.Tenant), service.Settings);

    /// <summary>Whether a tenant signs its own people in, so that nobody else may.</summary>
    public bool SignsInItself(TenantId tenant) => worlds.Current.FindSettings(tenant) is { Issuers.IsEmpty: false };

    /// <summary>An issuer that these settings may not have: another tenant's with the same audience, or the installation's own.</summary>
    public string? FindTaken(TenantId tenant, TenantSettings settings, World world)
    {
        var others = world.Tenants.ToArray().Where(t => t.Id != tenant).SelectMany(t => world.FindSettings(t.Id)?.Issuers ?? [])
            .Select(i => (i.Issuer, i.Audience)).ToHashSet();

        return settings.Issuers.FirstOrDefault(i => others.Contains((i.Issuer, i.Audience)) || IsOfInstallation(i) || IsOutOfBounds(i))?.Issuer;
    }

    private Index Current
    {
        get
        {
            var (world, index) = (worlds.Current, _index);

            // Two threads may both build it; they come to the same, so either may be kept.
            return index.World == world.Version ? index : _index = IndexOf(world);
        }
    }

    private bool IsOfInstallation(SignInIssuer issuer) => options.Authority?.TrimEnd('/') == issuer.Issuer.TrimEnd('/');

    /// <summary>This machine itself is a sign-in service while somebody tries the platform, and never in earnest.</summary>
    private bool IsOutOfBounds(SignInIssuer issuer) => !environment.IsDevelopment() && new Uri(issuer.Issuer).IsLoopback;

    private static Index IndexOf(World world) => new(
        world.Version,
        world.Tenants.ToArray()
            .Select(t => (Tenant: t.Id, Settings: world.FindSettings(t.Id)))
            .SelectMany(t => (t.Settings?.Issuers ?? []).Select(i => new SignInService(t.Tenant, t.Settings!, i)))
            .GroupBy(s => s.Issuer.Issuer, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal));

    private sealed record Index(string World, FrozenDictionary<string, SignInService[]> Services);
}

/// <summary>An issuer, whose it is and what its groups mean there.</summary>
internal sealed record SignInService(TenantId Tenant, TenantSettings Settings, SignInIssuer Issuer)
{
    /// <summary>Longer subjects would fill every event they stand in.</summary>
    private const int SubjectLengthMax = 120;

    /// <summary>Whom the token names; null when it names nobody in a way that can be used.</summary>
    public string? FindSubject(ClaimsIdentity said) =>
        said.FindFirst(Issuer.SubjectClaim)?.Value is { Length: > 0 and <= SubjectLengthMax } subject
        && !subject.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? subject
            : null;

    /// <summary>The first line of the tenant's staff that one of the token's groups is in; else a national where the issuer is for them.</summary>
    public Role? FindRole(ClaimsIdentity said)
    {
        var groups = said.FindAll(Issuer.GroupsClaim).Select(c => c.Value).ToFrozenSet(StringComparer.Ordinal);

        return Settings.Staff.FirstOrDefault(s => (s.Issuer is null || s.Issuer == Issuer.Id) && groups.Contains(s.Group))?.Role
            ?? (Issuer.ForNationals ? Role.National : null);
    }
}
