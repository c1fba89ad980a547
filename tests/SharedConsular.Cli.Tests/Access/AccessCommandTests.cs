using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Access;

public sealed class AccessCommandTests(ServerFixture server)
{
    [Fact]
    public async Task Who_is_signed_in_reads_what_she_may_do_for_her_party_and_by_which_rule()
    {
        using var told = JsonDocument.Parse((await Run("access", "--as", "fr/supervisor", "--json")).Output);
        var lines = told.RootElement.GetProperty("items").EnumerateArray().ToDictionary(l => l.GetProperty("does").GetString()!);

        Assert.Equal((true, "rule:supervisor-reviews"), (lines["read-reviews"].GetProperty("allowed").GetBoolean(), lines["read-reviews"].GetProperty("decidedBy").GetString()));
        Assert.False(lines["keep-posts"].GetProperty("allowed").GetBoolean());
        Assert.Equal(("administrator-keeps-the-party", "roles"), PassedOf(lines["keep-posts"]));
        var drawn = (await Run("access", "--as", "fr/supervisor")).Output;
        Assert.All(["read-reviews", "keep-posts", "(roles)"], word => Assert.Contains(word, drawn, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Refused, (await Run("access", "--token", "nothing")).Code);
    }

    private static (string?, string?) PassedOf(JsonElement line)
    {
        var passed = Assert.Single(line.GetProperty("passed").EnumerateArray());

        return (passed.GetProperty("rule").GetString(), passed.GetProperty("lacked").GetString());
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
