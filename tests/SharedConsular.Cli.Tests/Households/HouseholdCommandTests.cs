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

        var seen = JsonDocument.Parse((await Run("household", "reads", reference, "--secret", secret, "--json")).Output).RootElement;
        Assert.Equal("fr", Assert.Single(seen.GetProperty("items").EnumerateArray()).GetProperty("party").GetString());
        Assert.Equal(ExitCode.Refused, (await Run("household", "reads", reference, "--secret", "0000-0000-0000-0000")).Code);
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
