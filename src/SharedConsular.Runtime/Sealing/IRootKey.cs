namespace SharedConsular.Runtime;

/// <summary>
/// The key above all keys: it wraps the tenants' keys and never leaves its place. A port, because a state may want it in
/// a vault of its own.
/// </summary>
public interface IRootKey
{
    /// <summary>Seals a key of a tenant. The context says whose and which; it must be the same when it is opened.</summary>
    byte[] Wrap(ReadOnlySpan<byte> key, string context);

    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// It was not wrapped by this root key, was changed since, or belongs to another context.
    /// </exception>
    byte[] Unwrap(ReadOnlySpan<byte> wrapped, string context);
}
