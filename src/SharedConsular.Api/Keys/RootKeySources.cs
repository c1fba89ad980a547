using SharedConsular.Integrations.Dapr;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Keys;

/// <summary>Where an installation keeps its root key.</summary>
internal static class RootKeySources
{
    /// <exception cref="IOException">No such source is known: a slip must not make a new key beside the database.</exception>
    public static void AddRootKey(this IServiceCollection services, PlatformOptions options)
    {
        switch (options.RootKeySource)
        {
            case "file":
                break;
            case "dapr":
                services.AddSingleton<IRootKeyPlace>(_ => new DaprRootKey(
                    DaprSecrets.At(options.DaprAddress, options.RootKeyStore, options.DaprToken), options.RootKeyName, options.RootKeyNext));
                break;
            default:
                services.AddSingleton<IRootKeyPlace>(_ => throw new IOException("RootKey__Source is 'file' or 'dapr'."));
                break;
        }
    }
}
