using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Posts;

public sealed class PostObjectionTests(ServerFixture server)
{
    /// <summary>Andorra's embassy in Brussels, accredited to Luxembourg.</summary>
    private const string Embassy = "q67194918";

    [Fact]
    public async Task A_state_objects_to_a_post_and_withdraws()
    {
        var objected = await Run("object", Embassy, "--channel", "Note 7", "--as", "lu/administrator");
        Assert.Equal(ExitCode.Done, objected.Code);
        Assert.Contains("lu objects to lu", objected.Output, StringComparison.Ordinal);
        Assert.Contains("Note 7", (await Run("objections", "--post", Embassy, "--as", "fr/officer")).Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Refused, (await Run("object", Embassy, "--place", "lu", "--as", "fr/administrator")).Code);
        Assert.Equal(ExitCode.Done, (await Run("withdraw-objection", Embassy, "--last-day", "2026-01-01", "--as", "lu/administrator")).Code);
        Assert.Equal(ExitCode.Refused, (await Run("withdraw-objection", Embassy, "--as", "lu/administrator")).Code);
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run(["posts", .. arguments, "--server", server.Address]);
}
