using System.Net;
using System.Net.Sockets;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>What keeps the platform from starting is said in one sentence, to the one who started it.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = PlatformServer.Stopped();

        await AssertGivesUp(server, "address already in use", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    [Fact]
    public async Task A_start_leaves_no_key_outside_its_data_folder()
    {
        var home = Directory.CreateTempSubdirectory("home-");
        await using var server = await PlatformServer.Start(("HOME", home.FullName));

        Assert.Empty(home.EnumerateFiles("*", SearchOption.AllDirectories));
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_said()
    {
        var file = Path.GetTempFileName();
        await using var server = PlatformServer.Stopped(("DataFolder", Path.Combine(file, "data")));

        await AssertGivesUp(server, "cannot be written");
        File.Delete(file);
    }

    [Fact]
    public async Task A_database_of_a_newer_release_a_damaged_one_and_one_in_use_are_left_alone()
    {
        await using var server = await PlatformServer.Start();
        var @case = await server.Person("ee", "mari").OpenCase(Application());

        await using (var second = PlatformServer.Stopped(("DataFolder", server.DataFolder)))
        {
            await AssertGivesUp(second, "Another process has this store open");
        }

        await server.Kill();
        server.RunScript("UPDATE meta SET value = value + 900 WHERE name = 'schema'");
        await AssertGivesUp(server, "newer release");
        server.RunScript("UPDATE meta SET value = value - 900 WHERE name = 'schema'");
        await server.Start();
        Assert.Equal(@case.Version, (await server.Person("ee", "mari").See(@case.Reference)).Version);

        await server.Kill();
        await File.WriteAllTextAsync(server.DatabasePath, new string('x', 20_000), PlatformServer.Stop);
        File.Delete(server.DatabasePath + "-wal");
        await AssertGivesUp(server, "damaged");
        Assert.Equal(20_000, new FileInfo(server.DatabasePath).Length);
    }

    [Fact]
    public async Task Faulty_policies_stop_the_first_start_and_leave_those_before_in_force_later()
    {
        await using var server = PlatformServer.Stopped(("PolicyFolder", Path.Combine(Path.GetTempPath(), "nowhere")));
        var (exitCode, errors, _) = await server.StartInVain();
        Assert.Equal(1, exitCode);
        Assert.Contains("The folder is not there", errors, StringComparison.Ordinal);

        var folder = Directory.CreateTempSubdirectory("api-tests-policies-");
        var file = Path.Combine(folder.FullName, "agreements", "nordic.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var good = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "agreements", "nordic.yaml"), PlatformServer.Stop);
        await File.WriteAllTextAsync(file, "id: nordic\nversion: 1\ncolour: blue\n", PlatformServer.Stop);
        await using var configured = PlatformServer.Stopped(("PolicyFolder", folder.FullName));
        (exitCode, errors, _) = await configured.StartInVain();
        Assert.Equal(1, exitCode);
        Assert.Contains("agreements/nordic.yaml:3", errors, StringComparison.Ordinal);
        AssertNoStack(errors);

        await File.WriteAllTextAsync(file, good, PlatformServer.Stop);
        await configured.Start();
        var before = (await configured.Anybody().Ask(LostPassport)).Read<RoutingResponse>();
        await configured.Kill();
        await File.WriteAllTextAsync(file, "id: nordic\nversion: 1\ncolour: blue\n", PlatformServer.Stop);
        await configured.Start();

        Assert.Contains("those from before stay in force", configured.Output, StringComparison.Ordinal);
        Assert.Contains("agreements/nordic.yaml:3", configured.Output, StringComparison.Ordinal);
        Assert.Equal(before.Id, (await configured.Anybody().Ask(LostPassport)).Read<RoutingResponse>().Id);
        folder.Delete(recursive: true);
    }

    private static async Task AssertGivesUp(PlatformServer server, string words, string? address = null)
    {
        var (exitCode, errors, output) = await server.StartInVain(address);

        Assert.Equal(1, exitCode);
        var sentence = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("SharedConsular can't start: ", sentence, StringComparison.Ordinal);
        Assert.Contains(words, sentence, StringComparison.OrdinalIgnoreCase);
        AssertNoStack(errors + output);
    }

    private static void AssertNoStack(string text)
    {
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }
}
