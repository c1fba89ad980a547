using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Ops;

public sealed class OpsCommandTests(ServerFixture server)
{
    [Fact]
    public async Task A_node_says_how_it_is_drains_and_is_ready_again()
    {
        Assert.Equal("ready", StatusIn(await Run("status", "--json")));
        Assert.Equal("draining", StatusIn(await Run("drain", "--json")));
        Assert.Contains("draining (node.draining)", (await Run("status")).Output, StringComparison.Ordinal);

        Assert.Equal("ready", StatusIn(await Run("drain", "--undo", "--json")));
    }

    [Fact]
    public async Task Nobody_but_who_runs_the_platform_drains_a_node()
    {
        var said = await CommandLine.Run("ops", "drain", "--as", "fr/administrator", "--server", server.Address);

        Assert.Equal(ExitCode.Refused, said.Code);
        Assert.Equal("ready", StatusIn(await Run("status", "--json")));
    }

    private static string? StatusIn(Said said) => JsonDocument.Parse(said.Output).RootElement.GetProperty("status").GetString();

    private Task<Said> Run(params string[] arguments) =>
        CommandLine.Run(["ops", .. arguments, "--as", "installation/platform_operator", "--server", server.Address]);
}
