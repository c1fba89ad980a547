using System.Text.Json;
using SharedConsular.Audit;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Audit;

public sealed class AuditCommandTests(ServerFixture server) : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();

    private string Record => Path.Combine(_folder.Path, "fr.jsonl");

    private string Heads => Path.Combine(_folder.Path, "heads.json");

    [Fact]
    public async Task A_record_is_exported_and_verified_without_the_server()
    {
        await ExportWithHeads();

        var said = await CommandLine.Run("audit", "verify", Record, "--heads", Heads, "--json");
        Assert.Equal(ExitCode.Done, said.Code);
        var report = JsonDocument.Parse(said.Output).RootElement;
        Assert.True(report.GetProperty("whole").GetBoolean());
        Assert.True(report.GetProperty("found").GetProperty("reads").GetInt64() > 0);
        Assert.Contains("whole and unchanged", (await CommandLine.Run("audit", "verify", Record)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_difference_is_told_exactly()
    {
        await ExportWithHeads();
        var lines = await File.ReadAllLinesAsync(Record, TestContext.Current.CancellationToken);
        var place = Array.FindIndex(lines, l => AuditLine.Find(l) is ReadLine);
        var read = Assert.IsType<ReadLine>(AuditLine.Find(lines[place]));
        var block = lines[..place].Select(AuditLine.Find).OfType<BlockLine>().Last().Block.Number;
        lines[place] = (read with { Read = read.Read with { By = "de" } }).Write();
        await File.WriteAllLinesAsync(Record, lines, TestContext.Current.CancellationToken);

        var said = await CommandLine.Run("audit", "verify", Record);
        Assert.Equal(ExitCode.CheckFailed, said.Code);
        Assert.Contains($"block {block}, leaf {read.Leaf}: the read of case {read.Read.Id}", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_ends_early_is_found()
    {
        await ExportWithHeads();
        var lines = await File.ReadAllLinesAsync(Record, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Record, lines[..^1], TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.CheckFailed, (await CommandLine.Run("audit", "verify", Record)).Code);
    }

    [Fact]
    public async Task The_record_of_another_tenant_is_not_kept_under_a_wrong_name()
    {
        var said = await Run("audit", "export", "--tenant", "de", "-o", Record, "--as", "fr/auditor");

        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains("fr", said.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
        Assert.Equal(ExitCode.Usage, (await Run("audit", "heads", "--tenant", "de", "-o", Heads, "--as", "fr/auditor")).Code);
    }

    [Fact]
    public async Task An_officer_is_refused_and_leaves_no_file()
    {
        var said = await Run("audit", "export", "--tenant", "fr", "-o", Record, "--as", "fr/officer");

        Assert.Equal(ExitCode.Refused, said.Code);
        Assert.Contains("caller.not-for-this-role", said.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task What_is_no_record_and_no_heads_is_told_as_such()
    {
        await File.WriteAllTextAsync(Record, "hello", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.CheckFailed, (await CommandLine.Run("audit", "verify", Record)).Code);
        Assert.Equal(ExitCode.Usage, (await CommandLine.Run("audit", "verify", Record, "--heads", Record)).Code);
        Assert.Equal(ExitCode.Usage, (await CommandLine.Run("audit", "verify", Heads)).Code);
    }

    public void Dispose() => _folder.Dispose();

    private async Task ExportWithHeads()
    {
        var opened = await Run(
            "case", "open", "--nationality", "fr", "--in", "th", "--service", "certified_copy", "--name", "Ana Roy",
            "--given", "Ana", "--family", "Roy", "--as", "fr/officer", "--json");
        var reference = JsonDocument.Parse(opened.Output).RootElement.GetProperty("reference").GetString()!;
        Assert.Equal(ExitCode.Done, (await Run("case", "show", reference, "--as", "fr/officer")).Code);
        Assert.Equal(ExitCode.Done, (await Run("audit", "heads", "--tenant", "fr", "-o", Heads, "--as", "fr/auditor")).Code);
        Assert.Equal(ExitCode.Done, (await Run("case", "show", reference, "--as", "fr/officer")).Code);
        var said = await Run("audit", "export", "--tenant", "fr", "-o", Record, "--as", "fr/auditor");
        Assert.True(said.Code == ExitCode.Done, said.Error);
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
