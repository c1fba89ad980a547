namespace SharedConsular.Runtime;

/// <summary>The store cannot be used. The code is stable; the message says what an operator should do.</summary>
public sealed class StoreUnavailableException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public const string NewerVersion = "store.newer-version";
    public const string Foreign = "store.foreign";
    public const string Corrupt = "store.corrupt";
    public const string Unwritable = "store.unwritable";
    public const string Full = "store.full";
    public const string Locked = "store.locked";
    public const string Failed = "store.failed";
    public const string Closed = "store.closed";

    /// <summary>The node that was to decide did not answer, and nobody knows whether it did.</summary>
    public const string NodeLost = "node.lost";

    public const string RootKey = "store.root-key";
    public const string Sealed = "store.sealed";

    public string Code { get; } = code;
}

/// <summary>More commands wait than the store can take; the caller should try again later.</summary>
public sealed class StoreOverloadedException(string message) : Exception(message);

/// <summary>Others kept changing the entity first, more often than a command is decided again.</summary>
public sealed class ConcurrencyException(EntityKey key)
    : Exception($"An entity of type {key.Type} kept changing while a command for it was decided.")
{
    public EntityKey Key { get; } = key;
}
