using SharedConsular.Api.Tests;

[assembly: AssemblyFixture(typeof(SharedPlatform))]

namespace SharedConsular.Api.Tests;

/// <summary>One running platform for all tests that leave the world as it is. Who records an agreement or a post starts one of its own.</summary>
public sealed class SharedPlatform : IAsyncLifetime
{
    internal PlatformServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PlatformServer.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
