using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Cases;

/// <summary>A paper is sent, listed, fetched and taken back from a shell.</summary>
public sealed class PaperFileCommandTests(ServerFixture server)
{
    [Fact]
    public async Task A_paper_is_sent_listed_taken_back_sent_again_and_fetched()
    {
        var folder = Directory.CreateTempSubdirectory("paper-file-");
        var scan = Path.Combine(folder.FullName, "scan.pdf");
        await File.WriteAllTextAsync(scan, "%PDF-1.7 a passport", TestContext.Current.CancellationToken);
        using var opened = JsonDocument.Parse(await Done(
            "case", "open", "--as", "ee/national/paper-cli", "--nationality", "ee", "--in", "vu", "--service", "emergency_travel_document", "--party", "fr",
            "--name", "Mari Tamm", "--json"));
        var reference = opened.RootElement.GetProperty("reference").GetString()!;

        var first = await Send(reference, scan);
        await Done("case", "paper-file", "take-back", reference, first, "--as", "ee/national/paper-cli");
        var second = await Send(reference, scan);
        var listed = await Done("case", "paper-file", "list", reference, "--as", "fr/officer", "--json");
        Assert.Contains(second, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(first, listed, StringComparison.Ordinal);

        var copy = Path.Combine(folder.FullName, "copy.pdf");
        await Done("case", "paper-file", "get", reference, second, "--output", copy, "--as", "fr/officer");
        Assert.Equal("%PDF-1.7 a passport", await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(copy) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(ExitCode.Usage, (await Run("case", "paper-file", "get", reference, second, "--output", copy, "--as", "fr/officer")).Code);
        Assert.Equal(ExitCode.Refused, (await Run("case", "paper-file", "take-back", reference, second, "--as", "ee/national/paper-cli")).Code);
        Assert.Equal(
            ExitCode.Usage, (await Run("case", "paper-file", "send", reference, "no-such.pdf", "--kind", "photo", "--as", "ee/national/paper-cli")).Code);
        folder.Delete(recursive: true);
    }

    private async Task<string> Send(string reference, string path)
    {
        using var sent = JsonDocument.Parse(
            await Done("case", "paper-file", "send", reference, path, "--kind", "passport", "--as", "ee/national/paper-cli", "--json"));

        return sent.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<string> Done(params string[] arguments)
    {
        var said = await Run(arguments);
        Assert.True(said.Code == ExitCode.Done, $"{string.Join(' ', arguments)}: {said.Error}{said.Output}");

        return said.Output;
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
