using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Tests.Shell;

public sealed class SavedTokenTests
{
    private static readonly Uri Server = new("http://127.0.0.1:5080");

    [Fact]
    public async Task A_saved_token_is_readable_by_its_owner_only_and_goes_to_its_server_only()
    {
        using var folder = TemporaryFolder.Create();
        var path = Path.Combine(folder.Path, "consular", "token.json");
        var stop = TestContext.Current.CancellationToken;
        await SavedToken.Save(path, Server, "first", stop);
        await SavedToken.Save(path, Server, "secret", stop);

        Assert.Equal("secret", await SavedToken.Find(path, Server, stop));
        Assert.Null(await SavedToken.Find(path, new Uri("http://elsewhere:5080"), stop));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }
}
