using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.FeatureFlags;

public sealed class FlagsCommandTests(ServerFixture server)
{
    [Fact]
    public async Task A_flag_is_turned_down_is_seen_with_its_reason_and_restored()
    {
        var set = await Run("set", "text_intake", "--share", "10", "--place", "sd", "--place", "td", "--reason", "Tried on a tenth first.");
        Assert.Equal("Set: on for 10 of 100 in sd, td.", set.Output.Trim());
        var own = FlagIn(await Run("show", "--json")).GetProperty("own");
        Assert.Equal(10, own.GetProperty("sharePercent").GetInt32());
        Assert.Equal("Tried on a tenth first.", own.GetProperty("reason").GetString());
        var shown = (await Run("show")).Output;
        Assert.Contains("on for 10", shown, StringComparison.Ordinal);
        Assert.Contains("Tried", shown, StringComparison.Ordinal);
        Assert.Equal("Set: off.", (await Run("set", "text_intake", "--share", "off", "--reason", "Misused.")).Output.Trim());

        Assert.Equal("Nothing is set any more.", (await Run("restore", "text_intake")).Output.Trim());
        Assert.False(FlagIn(await Run("show", "--json")).TryGetProperty("own", out _));
    }

    [Fact]
    public async Task What_is_no_flag_no_share_or_nobodys_to_set_is_told_as_such()
    {
        Assert.Contains("flag.not-found", (await Run("set", "everything", "--share", "off", "--reason", "?")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await Run("set", "text_intake", "--share", "half", "--reason", "?")).Code);
        Assert.Equal(ExitCode.Usage, (await Run("set", "text_intake", "--share", "off")).Code);
        var officer = await CommandLine.Run("flags", "set", "text_intake", "--share", "off", "--reason", "?", "--as", "au/officer", "--server", server.Address);
        Assert.Equal(ExitCode.Refused, officer.Code);
    }

    private static JsonElement FlagIn(Said said) => JsonDocument.Parse(said.Output).RootElement.GetProperty("items").EnumerateArray()
        .Single(f => f.GetProperty("flag").GetString() == "text_intake");

    private Task<Said> Run(params string[] arguments) =>
        CommandLine.Run(["flags", .. arguments, "--as", "au/administrator", "--server", server.Address]);
}
