using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Keys;
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

    private readonly InstallationKey _key = new(documents, root, Kind);

    public async Task<FollowSecret> Draw(string reference, RequestIdentity? attempt, CancellationToken ct)
    {
        if (attempt is null)
        {
            return FollowSecret.FromBytes(RandomNumberGenerator.GetBytes(FollowSecret.Bytes));
        }

        var text = $"{reference}\n{attempt.Caller.Tenant}\n{attempt.Caller.User}\n{attempt.Key}\n{attempt.Fingerprint}";

        return FollowSecret.FromBytes(HMACSHA256.HashData(await _key.Get(ct), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Of a household that a file put on the register: always the same, so that the file sent again and a message have it as well.</summary>
    public async Task<FollowSecret> OfFile(string reference, CancellationToken ct) =>
        FollowSecret.FromBytes(HMACSHA256.HashData(await _key.Get(ct), Encoding.UTF8.GetBytes($"by file\n{reference}")));

    public void Dispose() => _key.Dispose();
}
