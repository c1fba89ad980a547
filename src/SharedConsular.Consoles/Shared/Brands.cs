using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>How a state looks to the people it serves, as its folder says.</summary>
/// <param name="State">Its code; what nationality a form begins with.</param>
/// <param name="Names">Its name by language.</param>
/// <param name="Colours">Null where it has not said any.</param>
/// <param name="Path">What stands in an address before the page; empty where the host name says which state it is.</param>
public sealed record Brand(string State, IReadOnlyDictionary<string, string> Names, TenantBrandingResponse? Colours, string Path)
{
    public string NameIn(string language) => Names.GetValueOrDefault(language) ?? Names["en"];
}

/// <summary>
/// Which state a public page is of: by its path (<c>/en/of/fr/who-may-help</c>), or by the host name that the configuration gives to a
/// state (<c>StateHosts</c>). What the API says of it is asked anew now and then.
/// </summary>
internal sealed class Brands(IConfiguration configuration, TimeProvider time)
{
    public const string RouteName = "state";

    /// <summary>So long a state's new colours may go unseen.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (TenantProfileResponse Profile, long At)> _kept = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _hosts = configuration.GetSection("StateHosts").GetChildren()
        .Where(h => h.Value is not null).ToDictionary(h => h.Key, h => h.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The state of this page; null when it is nobody's in particular.</summary>
    /// <exception cref="ConsularProblemException">The path names no party.</exception>
    public async Task<Brand?> Find(HttpContext http)
    {
        if (http.GetRouteValue(RouteName) is string named)
        {
            return Of(await Profile(http, named), $"/of/{named}");
        }

        return _hosts.TryGetValue(http.Request.Host.Host, out var state) ? Of(await Profile(http, state), "") : null;
    }

    private static Brand Of(TenantProfileResponse profile, string path) => new(profile.Tenant, profile.Names, profile.Branding, path);

    /// <summary>Of known parties only, so that there are never more than the register has.</summary>
    private async Task<TenantProfileResponse> Profile(HttpContext http, string code)
    {
        if (_kept.TryGetValue(code, out var kept) && time.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept.Profile;
        }

        var visit = ConsoleSite.VisitOf(http);
        var profile = (await visit.Api.GetTenantProfile(code, visit.Stop)).Value;
        _kept[profile.Tenant] = (profile, time.GetTimestamp());

        return profile;
    }
}
