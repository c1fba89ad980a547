using System.Text.Json;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Tests.Agreements;

public sealed class CheckAgreementsTests
{
    [Fact]
    public async Task The_product_s_own_files_have_no_errors()
    {
        var said = await CommandLine.Run("agreements", "check", "--on", "2026-11-22");

        Assert.Equal(ExitCode.Done, said.Code);
    }

    [Fact]
    public async Task A_case_beside_the_files_that_does_not_hold_is_an_error_at_its_line()
    {
        using var folder = TemporaryFolder.Create();
        Directory.CreateDirectory(Path.Combine(folder.Path, "agreements"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "agreements", "mine.tests.yaml"),
            """
            tests:
              - name: Estonia has a post of its own in Ecuador
                given: {nationality: EE, in: EC, service: detention, on: 2026-11-22, urgency: urgent}
                expect: {outcome: route, first: {kind: own_post}}
            """,
            TestContext.Current.CancellationToken);

        var said = await CommandLine.Run("agreements", "check", folder.Path, "--on", "2026-11-22");

        Assert.Equal(ExitCode.CheckFailed, said.Code);
        Assert.Contains("agreements/mine.tests.yaml:2: error policy.test-fails:", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_an_unknown_word_is_refused_with_its_line()
    {
        using var folder = TemporaryFolder.Create();
        Directory.CreateDirectory(Path.Combine(folder.Path, "agreements"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "agreements", "mine.yaml"), "id: mine\nversion: 1\nsurprise: yes\n", TestContext.Current.CancellationToken);

        var said = await CommandLine.Run("agreements", "check", folder.Path);
        var json = await CommandLine.Run("agreements", "check", folder.Path, "--json");

        Assert.Equal(ExitCode.CheckFailed, said.Code);
        Assert.Contains("agreements/mine.yaml:3: error policy.", said.Output, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(json.Output).RootElement.GetProperty("errors").GetInt32() > 0);
    }
}
