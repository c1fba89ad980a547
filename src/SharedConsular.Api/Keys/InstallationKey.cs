using System.Security.Cryptography;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Keys;

/// <summary>A secret of the installation for one purpose, the same on every node: drawn once, wrapped by the root key, kept.</summary>
internal sealed class InstallationKey(IKeptDocuments documents, IRootKey root, string purpose) : IDisposable
{
    private const string Id = "1";
    private const int KeyBytes = 32;

    private readonly SemaphoreSlim _turn = new(1);
    private byte[]? _key;

    /// <summary>The key, for who can't wait for it; somebody got it before.</summary>
    /// <exception cref="InvalidOperationException">Nobody did.</exception>
    public byte[] Known => _key ?? throw new InvalidOperationException($"The {purpose} was not read yet.");

    public async ValueTask<byte[]> Get(CancellationToken ct)
    {
        if (_key is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(ct);
        try
        {
            return _key ??= await documents.FindKept(purpose, Id, ct) is { } wrapped ? root.Unwrap(wrapped.Span, purpose) : await Make(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<byte[]> Make(CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            await documents.Keep(purpose, Id, root.Wrap(key, purpose), ct);

            return key;
        }
        catch (InvalidOperationException)
        {
            // Another node was first; its key counts.
            return root.Unwrap((await documents.FindKept(purpose, Id, ct))!.Value.Span, purpose);
        }
    }
}
