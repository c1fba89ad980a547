using System.Text.Json;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Households;

public sealed class HouseholdCommandTests(ServerFixture server)
{
    [Fact]
    public async Task A_household_sees_who_looked_at_it()
    {
        using var folder = TemporaryFolder.Create();
        var form = Path.Combine(folder.Path, "household.json");
        await File.WriteAllTextAsync(
            form,
            """
            {"members":[{"names":[{"text":"Mary Okello","script":"Latn"}],"nationalities":[{"state":"ke"}]}],
             "whereabouts":"Port Vila","contact":"+678 5900000","shareWithLead":true}
            """,
            TestContext.Current.CancellationToken);
        await Run("crisis", "declare", "seen-2026", "--name", "A crisis", "--in", "vu", "--as", "fr/crisis_cell");
        var receipt = JsonDocument.Parse((await Run("household", "register", "seen-2026", form, "--json")).Output).RootElement;
        var (reference, secret) = (receipt.GetProperty("reference").GetString()!, receipt.GetProperty("secret").GetString()!);
        Assert.Contains(reference, (await Run("crisis", "people", "seen-2026", "--as", "fr/crisis_cell")).Output, StringComparison.Ordinal);

        var seen = JsonDocument.Parse((await RunTyping(secret, "household", "reads", reference, "--by-secret", "--json")).Output).RootElement;
        Assert.Equal("fr", Assert.Single(seen.GetProperty("items").EnumerateArray()).GetProperty("party").GetString());
        Assert.Equal(ExitCode.Refused, (await RunTyping("0000-0000-0000-0000", "household", "reads", reference, "--by-secret")).Code);
        Assert.Contains(reference, (await RunTyping($" {secret} ", "household", "status", reference)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await RunTyping(secret, "household", "report", reference, "--disposition", "staying", "--by-secret")).Code);
    }

    [Theory]
    [InlineData("household", "status", "SH-7K3F-9Q2M-4")]
    [InlineData("household", "accept", "SH-7K3F-9Q2M-4", "--by-secret")]
    [InlineData("household", "tokens", "SH-7K3F-9Q2M-4", "--by-secret")]
    [InlineData("follow", "AB-CDEF-GH")]
    public async Task A_secret_is_asked_for_on_the_standard_input(params string[] arguments)
    {
        var said = await RunTyping(" ", arguments);

        Assert.Equal((ExitCode.Usage, "Give the secret on the standard input."), (said.Code, said.Error.Trim()));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("reads")]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("report")]
    [InlineData("tokens")]
    public async Task No_command_takes_one_where_everybody_on_the_machine_reads_it(string name)
    {
        var said = await RunTyping("", "household", name, "SH-7K3F-9Q2M-4", "--secret", "0000-0000-0000-0000");

        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains("--secret", said.Error, StringComparison.Ordinal);
    }

    private Task<Said> RunTyping(string line, params string[] arguments) =>
        CommandLine.RunTyping(line, [.. arguments, "--server", server.Address]);

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
