using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Dapr;

/// <summary>A root key in a secret store behind Dapr. The store is only read: who runs it puts keys there, 32 bytes in base64.</summary>
/// <param name="name">The secret that is the root key.</param>
/// <param name="nextName">The secret that is to take its place; null when none is to.</param>
public sealed class DaprRootKey(DaprSecrets secrets, string name, string? nextName) : IRootKeyPlace
{
    public byte[] ReadCurrent() => Read(name);

    public byte[]? FindNext() => nextName is null ? null : Read(nextName);

    public byte[] PrepareNext() => FindNext() ?? throw new IOException("No next root key is named. Put one into the store and name it in RootKey__Next.");

    public void Promote()
    {
        // The name of the key is a setting, and settings are the operator's: RootKey__Name is to be the next one's from now on.
    }

    private byte[] Read(string secret)
    {
        var text = secrets.Find(secret) ?? throw new IOException($"The secret store has no root key '{secret}'.");
        var key = new byte[AesRootKey.KeyBytes];

        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == key.Length
            ? key
            : throw new IOException($"The secret '{secret}' is no root key: 32 bytes in base64 are expected.");
    }
}
