using SharedConsular.Integrations.Dapr;
using SharedConsular.Integrations.KeyVault;
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
            case "keyvault" when options.RootKeyVault is { } vault:
                services.AddSingleton<IRootKeyPlace>(s => new VaultRootKey(
                    VaultKey.At(vault, options.RootKeyName, options.VaultClientId, options.VaultClientSecret, s.GetRequiredService<TimeProvider>()),
                    Path.Combine(options.DataFolder, "shared-consular.db.root-key.wrapped")));
                break;
            default:
                services.AddSingleton<IRootKeyPlace>(_ => throw new IOException(
                    "RootKey__Source is 'file', 'dapr', or 'keyvault' with the vault's address in RootKey__Vault."));
                break;
        }
    }
}
