using SharedConsular.Cli.Servers;

[assembly: AssemblyFixture(typeof(SharedConsular.Cli.Tests.Servers.ServerFixture))]

namespace SharedConsular.Cli.Tests.Servers;

/// <summary>The real server as a process of its own, started once for all tests.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private TemporaryFolder? _data;
    private ServerProcess? _server;

    public string Address => _server!.Address.ToString();

    public async ValueTask InitializeAsync()
    {
        _data = TemporaryFolder.Create();
        _server = await ServerProcess.Start(_data.Path, new Dictionary<string, string>(), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _data?.Dispose();
    }
}
