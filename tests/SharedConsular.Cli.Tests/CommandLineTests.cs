using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Tests;

public sealed class CommandLineTests
{
    private const string NobodyListens = "http://127.0.0.1:1";

    [Theory]
    [InlineData("nonsense")]
    [InlineData("route")]
    [InlineData("route", "--in", "vu", "--service", "hospital", "--near", "91,0")]
    [InlineData("route", "--in", "vu", "--service", "hospital", "--on", "22.11.2026")]
    [InlineData("route", "--in", "vu", "--service", "hospital", "--language", "de")]
    [InlineData("case", "list", "--as", "officer")]
    [InlineData("case", "list", "--server", "ftp://somewhere")]
    [InlineData("replay", "samples/first-week.yaml", "--at-once", "65")]
    [InlineData("bench", "cases", "--rounds", "2")]
    public async Task What_can_not_be_understood_is_wrong_usage(params string[] arguments)
    {
        var said = await CommandLine.Run(arguments);

        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.NotEmpty(said.Error);
    }

    [Fact]
    public async Task Help_tells_the_exit_codes()
    {
        var said = await CommandLine.Run("--help");

        Assert.Equal(ExitCode.Done, said.Code);
        Assert.Contains("3 server not reachable", said.Output, StringComparison.Ordinal);
        Assert.Contains("130 cancelled", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_in_a_sentence()
    {
        var said = await CommandLine.Run("case", "list", "--server", NobodyListens, "--token", "x");

        Assert.Equal(ExitCode.Unreachable, said.Code);
        Assert.Contains(NobodyListens, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_wrong_usage()
    {
        var said = await CommandLine.Run("replay", "no-such-week.yaml", "--plan");

        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains("no-such-week.yaml", said.Error, StringComparison.Ordinal);
    }
}
