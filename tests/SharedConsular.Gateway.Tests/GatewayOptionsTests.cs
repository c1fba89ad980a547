using Microsoft.Extensions.Configuration;

namespace SharedConsular.Gateway.Tests;

public sealed class GatewayOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("node-1")]
    [InlineData("ftp://10.0.0.4")]
    [InlineData("http://10.0.0.4:5080/v1")]
    [InlineData("http://10.0.0.4:5080,http://10.0.0.4:5080")]
    public void Nodes_that_are_none_are_refused(string nodes) => Assert.Null(Read(nodes));

    [Fact]
    public void Nodes_are_read_in_order()
    {
        var options = Read("http://10.0.0.4:5080, https://node-2.internal");

        Assert.Equal(["10.0.0.4:5080", "node-2.internal"], options!.Nodes.Select(n => n.Authority));
    }

    private static GatewayOptions? Read(string nodes) =>
        GatewayOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Nodes", nodes)]).Build());
}
