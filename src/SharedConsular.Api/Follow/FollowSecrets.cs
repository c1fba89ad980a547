using System.Security.Cryptography;
using System.Text;
using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Follow;

/// <summary>
/// Draws the secrets by which cases are followed. One that belongs to an attempt (Idempotency-Key) follows from it and from
/// a key of the installation: sent again, the request is answered with the same secret, and nowhere is it stored.
/// </summary>
internal sealed class FollowSecrets(IKeptDocuments documents, IRootKey root) : IDisposable
{
    public static readonly RootWrappedKind Wrapped = new(Kind, _ => Kind);

    private const string Kind = "follow-key";
    private const string Id = "1";
    private const int KeyBytes = 32;

    private readonly SemaphoreSlim _turn = new(1);
    private byte[]? _key;

    public async Task<FollowSecret> Draw(string reference, RequestIdentity? attempt, CancellationToken ct)
    {
        if (attempt is null)
        {
            return FollowSecret.FromBytes(RandomNumberGenerator.GetBytes(FollowSecret.Bytes));
        }

        var text = $"{reference}\n{attempt.Caller.Tenant}\n{attempt.Caller.User}\n{attempt.Key}\n{attempt.Fingerprint}";

        return FollowSecret.FromBytes(HMACSHA256.HashData(await GetKey(ct), Encoding.UTF8.GetBytes(text)));
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<byte[]> GetKey(CancellationToken ct)
    {
        if (_key is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(ct);
        try
        {
            return _key ??= await documents.FindKept(Kind, Id, ct) is { } wrapped ? root.Unwrap(wrapped.Span, Kind) : await MakeKey(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<byte[]> MakeKey(CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        await documents.Keep(Kind, Id, root.Wrap(key, Kind), ct);

        return key;
    }
}
