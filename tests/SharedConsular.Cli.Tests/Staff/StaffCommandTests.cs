using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Staff;

public sealed class StaffCommandTests(ServerFixture server)
{
    [Fact]
    public async Task A_login_is_recorded_certified_and_forgotten_by_an_administrator()
    {
        await Done("staff", "record", "nora.cli", "--name", "Nora Ilves", "--born", "1980-05-01", "--post", "q13021889", "--as", "fr/administrator");
        var listed = await Done("staff", "list", "--as", "fr/administrator");
        Assert.Contains("Nora Ilves", listed, StringComparison.Ordinal);
        Assert.Contains("1980-05-01", listed, StringComparison.Ordinal);

        await Done("staff", "certify", "nora.cli", "--from", "2026-01-01", "--until", "2030-12-31", "--as", "fr/administrator");
        Assert.Contains("2030-12-31", await Done("staff", "certificates", "--as", "fr/administrator"), StringComparison.Ordinal);
        await Done("staff", "withdraw-certificate", "nora.cli", "--as", "fr/administrator");
        Assert.DoesNotContain("2030-12-31", await Done("staff", "certificates", "--as", "fr/administrator"), StringComparison.Ordinal);
        await Done("staff", "remove", "nora.cli", "--as", "fr/administrator");
        Assert.DoesNotContain("Nora Ilves", await Done("staff", "list", "--as", "fr/administrator"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_has_to_do_with_it_and_a_certificate_has_an_end()
    {
        Assert.Equal(ExitCode.Refused, (await Run("staff", "list", "--as", "fr/officer")).Code);
        Assert.Equal(ExitCode.Usage, (await Run("staff", "certify", "nora.cli", "--from", "2026-01-01", "--as", "fr/administrator")).Code);
    }

    private async Task<string> Done(params string[] arguments)
    {
        var said = await Run(arguments);
        Assert.True(said.Code == ExitCode.Done, $"{string.Join(' ', arguments)}: {said.Error}{said.Output}");

        return said.Output;
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
