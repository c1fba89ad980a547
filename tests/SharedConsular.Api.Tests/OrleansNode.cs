#if ORLEANS
using System.Net;
using System.Net.Sockets;

namespace SharedConsular.Api.Tests;

/// <summary>What makes a server a node that is placed by Orleans.</summary>
internal static class OrleansNode
{
    /// <summary>Settings of one more node, on a port of its own.</summary>
    public static (string Name, string Value)[] NewSettings()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();

        return
        [
            ("Runtime__Placement", "Orleans"),
            ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1"),
            ("Orleans__Endpoints__SiloPort", $"{((IPEndPoint)probe.LocalEndpoint).Port}"),
        ];
    }
}
#endif
