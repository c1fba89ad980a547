using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Audit;

namespace SharedConsular.Runtime;

/// <summary>
/// Makes the leaves of blocks from what is stored. Each leaf is salted from one secret of the installation, so that a leaf
/// shown only as a hash can't be guessed, and the salts of others tell nothing of it.
/// </summary>
public sealed class LeafMaker
{
    public static readonly RootWrappedKind Wrapped = new(Kind, _ => Kind);

    private const string Kind = "leaf-salt-secret";
    private const int SecretBytes = 32;
    private const int SaltBytes = 16;

    private readonly byte[] _secret;

    private LeafMaker(byte[] secret) => _secret = secret;

    /// <summary>With the secret that is kept, or with a new one that is kept from now on, wrapped by the root key.</summary>
    public static async Task<LeafMaker> Open(IKeptDocuments documents, IRootKey root, CancellationToken ct)
    {
        var id = TenantId.Installation.Value;
        if (await documents.FindKept(Kind, id, ct).ConfigureAwait(false) is not { } wrapped)
        {
            await Make(documents, root, ct).ConfigureAwait(false);
            wrapped = (await documents.FindKept(Kind, id, ct).ConfigureAwait(false))!.Value;
        }

        return new LeafMaker(root.Unwrap(wrapped.Span, Kind));
    }

    private static async Task Make(IKeptDocuments documents, IRootKey root, CancellationToken ct)
    {
        try
        {
            var secret = root.Wrap(RandomNumberGenerator.GetBytes(SecretBytes), Kind);
            await documents.Keep(Kind, TenantId.Installation.Value, secret, ct).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // Somebody else was first; theirs counts.
        }
    }

    public EventLeaf Of(StoredEvent stored)
    {
        var salt = SaltOf("event", stored.Position);

        return new EventLeaf(
            stored.Position, stored.Key.Type, stored.Key.Id, stored.Version, stored.Name, stored.RecordedAt, stored.Actor.Tenant.Value,
            UserOf(stored.Actor.User, stored.Position), Convert.ToHexStringLower(SHA256.HashData(stored.Body.Span)), Convert.ToHexStringLower(salt));
    }

    public ReadLeaf Of(StoredRead stored)
    {
        var (read, salt) = (stored.Record, SaltOf("read", stored.Position));

        return new ReadLeaf(
            stored.Position, read.Entity.Type, read.Entity.Id, read.Reader.Tenant.Value, UserOf(read.Reader.User, stored.Position), read.Role, read.Rule,
            read.Purpose, read.Fields, read.Via, read.At, Convert.ToHexStringLower(salt), read.Agreement);
    }

    /// <summary>An officer is named by the login; a person is not, and two of her leaves can't be told to be of one person.</summary>
    private string UserOf(UserId user, long position) =>
        user.FindParty() is { } party ? $"{party}/~{Convert.ToHexStringLower(SaltOf($"user {user}", position))}" : user.Value;

    private byte[] SaltOf(string kind, long position)
    {
        Span<byte> place = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(place, position);

        return HMACSHA256.HashData(_secret, (byte[])[.. place, .. Encoding.UTF8.GetBytes(kind)]).AsSpan(0, SaltBytes).ToArray();
    }
}
