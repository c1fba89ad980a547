using System.Net;

namespace SharedConsular.Gateway.Tests.Limits;

/// <summary>A flood is stopped at the gateway, and does not close the doors of others.</summary>
public sealed class RatesTests
{
    [Fact]
    public async Task A_flood_at_one_tenants_door_leaves_the_others_open()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { HostRequestsPerMinuteMax = 3 });
        for (var i = 0; i < 3; i++)
        {
            using var passed = await gateway.Get("/v1/cases", ("Host", "ee.consular.example"));
            Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        }

        using var refused = await gateway.Get("/v1/cases", ("Host", "EE.consular.example"));
        using var other = await gateway.Get("/v1/cases", ("Host", "lv.consular.example"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("5", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains("gateway.too-many", await refused.Content.ReadAsStringAsync(GatewayHarness.Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(4, gateway.Nodes[0].Asks.Count);
    }

    [Fact]
    public async Task One_address_has_a_limit_whatever_door_it_knocks_at()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { AddressRequestsPerMinuteMax = 2 });
        using var first = await gateway.Get("/v1/cases", ("Host", "ee.consular.example"));
        using var second = await gateway.Get("/v1/cases", ("Host", "lv.consular.example"));
        using var third = await gateway.Get("/v1/cases", ("Host", "mt.consular.example"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], new[] { first, second, third }.Select(a => a.StatusCode));
    }
}
