using System.Security.Cryptography;

namespace SharedConsular.Runtime;

/// <summary>The root key in use, and while another takes its place also that one: what either wrapped is opened, and only the newer wraps.</summary>
public sealed class RootKeyring : IRootKey, IDisposable
{
    private readonly IRootKeyPlace _place;
    private volatile AesRootKey _current;
    private volatile AesRootKey? _next;

    private RootKeyring(IRootKeyPlace place, AesRootKey current, AesRootKey? next) => (_place, _current, _next) = (place, current, next);

    /// <exception cref="IOException">The place holds no key that can be used.</exception>
    public static RootKeyring Open(IRootKeyPlace place) =>
        new(place, new AesRootKey(place.ReadCurrent()), place.FindNext() is { } next ? new AesRootKey(next) : null);

    public byte[] Wrap(ReadOnlySpan<byte> key, string context) => (_next ?? _current).Wrap(key, context);

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string context)
    {
        if (_next is { } next && TryUnwrap(next, wrapped, context) is { } key)
        {
            return key;
        }

        return _current.Unwrap(wrapped, context);
    }

    public void Dispose()
    {
        _current.Dispose();
        _next?.Dispose();
    }

    /// <summary>From here on new keys are wrapped by the next root key.</summary>
    internal void Begin() => _next ??= new AesRootKey(_place.PrepareNext());

    /// <summary>The same key wrapped by the next root key; null when it is already.</summary>
    internal byte[]? WrapByNext(ReadOnlySpan<byte> wrapped, string context) =>
        TryUnwrap(_next!, wrapped, context) is null ? _next!.Wrap(_current.Unwrap(wrapped, context), context) : null;

    /// <summary>Whether a rotation was begun that has not been carried to its end.</summary>
    internal bool IsUnfinished => _next is not null;

    internal void Finish()
    {
        _place.Promote();

        // Whoever opens a key at this moment may still hold the old one; it is left to the collector.
        (_current, _next) = (_next!, null);
    }

    private static byte[]? TryUnwrap(AesRootKey root, ReadOnlySpan<byte> wrapped, string context)
    {
        try
        {
            return root.Unwrap(wrapped, context);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
