using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Tenants;

public sealed class TenantCommandTests(ServerFixture server)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policies", "tenants", "fr");

    [Fact]
    public async Task A_folder_goes_there_and_comes_back_byte_by_byte()
    {
        Assert.Contains("post fr-remote-desk", (await Run("plan", Folder)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Run("apply", Folder, "--expect", "0")).Code);
        Assert.Contains("fr, version 1: 0 changes in 0 files", (await Run("apply", Folder)).Output, StringComparison.Ordinal);

        var copy = Directory.CreateTempSubdirectory("tenants-");
        try
        {
            var back = Path.Combine(copy.FullName, "fr");
            Assert.Equal(ExitCode.Done, (await Run("export", "fr", "-o", back)).Code);
            Assert.All(
                Directory.EnumerateFiles(Folder), f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(Path.Combine(back, Path.GetFileName(f)))));
            Assert.Contains("version 1: 0 changes", (await Run("plan", back)).Output, StringComparison.Ordinal);

            await File.WriteAllTextAsync(Path.Combine(back, "operators.yaml"), "operators: []\n", TestContext.Current.CancellationToken);
            Assert.Equal(ExitCode.Refused, (await Run("apply", back, "--expect", "0")).Code);
            Assert.Equal(ExitCode.Done, (await Run("apply", back, "--expect", "1")).Code);
            Assert.Equal(ExitCode.Done, (await Run("apply", "fr", "--version", "1")).Code);
            var versions = JsonDocument.Parse((await Run("versions", "fr", "--json")).Output).RootElement.GetProperty("items");
            Assert.Equal([3, 2, 1], versions.EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));

            await File.WriteAllTextAsync(Path.Combine(back, "notes.txt"), "mine", TestContext.Current.CancellationToken);
            Assert.Equal(ExitCode.Usage, (await Run("export", "fr", "-o", back)).Code);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private Task<Said> Run(params string[] arguments) =>
        CommandLine.Run(["tenant", .. arguments, "--as", "fr/administrator", "--server", server.Address]);
}
