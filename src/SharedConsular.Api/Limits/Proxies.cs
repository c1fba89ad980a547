using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SharedConsular.Api.Limits;

internal static class Proxies
{
    /// <summary>
    /// Takes the address and the scheme from what a named proxy says. Without it everyone behind one would share one
    /// allowance; from anyone else the same words are ignored, or an allowance could be had for each made-up address.
    /// </summary>
    /// <exception cref="FormatException">A setting is neither an address nor a network.</exception>
    public static void UseProxies(this WebApplication app, PlatformOptions options)
    {
        if (options.Proxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = options.Proxies.Count,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
        {
            // Gateways that come and go have a network, not an address.
            if (proxy.Contains('/', StringComparison.Ordinal))
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
            else
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(forwarded);
    }
}
