using System.Net;
using System.Net.Sockets;

namespace SharedConsular.Integrations.Webhooks;

/// <summary>
/// Which addresses are of the public internet. Not those of this machine, of the network it stands in, or of the services a cloud
/// gives its machines: who may name an address for us to call would else reach what only we can (IANA special-purpose address
/// registries, RFC 6890 and its updates).
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Of the global unicast space of IPv6: what carries an IPv4 address, protocol assignments and documentation.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

        return (plain.AddressFamily is AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Reserved.Any(n => n.Contains(plain));
    }
}
