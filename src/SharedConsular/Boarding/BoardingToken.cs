using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Cases;
using SharedConsular.Households;

namespace SharedConsular.Boarding;

/// <summary>
/// The right of one person to pass the gates of one movement, once: signed, so that a gate without a network can tell, and
/// naming nobody, so that a lost telephone tells nothing. Name and birth date are in it only as a digest that a gate
/// compares with the paper the person shows.
/// </summary>
/// <param name="Key">Which key of the list signed it.</param>
/// <param name="Movement">A digest of the movement's name.</param>
/// <param name="Household">The reference.</param>
/// <param name="Member">The number in the household.</param>
/// <param name="Generation">Older than the household's own: revoked.</param>
/// <param name="Expires">To the second.</param>
/// <param name="Binding">Of name and birth date.</param>
public sealed record BoardingToken(uint Key, ulong Movement, string Household, int Member, int Generation, DateTimeOffset Expires, ulong Binding)
{
    /// <summary>All of it, signature included. As Base45 143 characters: a QR code of version 6, 41 × 41 modules, with 15 % to spare.</summary>
    public const int Bytes = SignedBytes + SignatureBytes;

    public const int SignedBytes = 31;

    private const int SignatureBytes = 64;
    private const byte Version = 1;
    private const int DigestBytes = 6;

    /// <summary>After the planned departure, for delays: a departure that is moved further asks for new tokens.</summary>
    public static readonly TimeSpan ValidAfterDeparture = TimeSpan.FromHours(24);

    public static ulong DigestOf(MovementName movement) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(movement.ToString())));

    /// <summary>
    /// Binds a token to a person. The household's reference goes in too, so that tokens of one person can't be recognised by
    /// whoever has none of them.
    /// </summary>
    public static ulong BindingOf(string household, int member, string name, DateOnly? born)
    {
        var text = $"{household}\n{member}\n{string.Join(' ', NameTerms.Of(name).Order(StringComparer.Ordinal))}\n{(born is { } day ? Words.OfDay(day) : "")}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));

        return BinaryPrimitives.ReadUInt64BigEndian(hash) >> (8 * (sizeof(ulong) - DigestBytes));
    }

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToSigned()
    {
        var bytes = new byte[SignedBytes];
        var rest = bytes.AsSpan();
        rest[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(rest[1..], Key);
        BinaryPrimitives.WriteUInt64BigEndian(rest[5..], Movement);
        var reference = HouseholdReference.ToBits(Household);
        rest[13] = (byte)(reference >> 32);
        BinaryPrimitives.WriteUInt32BigEndian(rest[14..], (uint)reference);
        rest[18] = checked((byte)Member);
        BinaryPrimitives.WriteUInt16BigEndian(rest[19..], checked((ushort)Generation));
        BinaryPrimitives.WriteUInt32BigEndian(rest[21..], checked((uint)Expires.ToUnixTimeSeconds()));
        BinaryPrimitives.WriteUInt16BigEndian(rest[25..], (ushort)(Binding >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(rest[27..], (uint)Binding);

        return bytes;
    }

    public static string Write(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) => Base45.Write([.. signed, .. signature]);

    /// <summary>What a scanner read, if a key of the list signed it.</summary>
    /// <returns>Null when it is no token, or no key of these signed it.</returns>
    public static BoardingToken? Verify(string? text, BoardingKeyList keys)
    {
        if (text is null || text.Length > Bytes * 2 || Base45.Read(text) is not { Length: Bytes } bytes || bytes[0] is not Version)
        {
            return null;
        }

        var token = Read(bytes);

        return keys.IsSigned(token.Key, bytes.AsSpan(0, SignedBytes), bytes.AsSpan(SignedBytes)) ? token : null;
    }

    /// <summary>Why it does not open a gate of this movement at this time; null when it may. Asks for nothing but what the gate's list says.</summary>
    /// <param name="movement">Whose gate it is.</param>
    /// <param name="scannedAt">By the gate's clock.</param>
    /// <param name="isConfirmed">Whether this member of this household has a confirmed place on the movement.</param>
    /// <param name="generation">The household's token generation now.</param>
    public ScanVerdict? WhyNot(MovementName movement, DateTimeOffset scannedAt, bool isConfirmed, int generation) =>
        Movement != DigestOf(movement) ? ScanVerdict.OtherMovement
        : Expires < scannedAt ? ScanVerdict.Expired
        : !isConfirmed ? ScanVerdict.NotConfirmed
        : Generation != generation ? ScanVerdict.Revoked
        : null;

    private static BoardingToken Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[5..]),
        HouseholdReference.FromBits(((ulong)bytes[13] << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[14..])),
        bytes[18],
        BinaryPrimitives.ReadUInt16BigEndian(bytes[19..]),
        DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[21..])),
        ((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes[25..]) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[27..]));
}

/// <summary>What becomes of one scan.</summary>
public enum ScanVerdict
{
    Accepted,

    /// <summary>The same token opened a gate before. Somebody finds out who came second.</summary>
    Already,

    /// <summary>No confirmed place: the household has not said yes, stands by, or was released.</summary>
    NotConfirmed,

    /// <summary>No token, or none that a key of this crisis signed.</summary>
    BadSignature,
    Revoked,
    Expired,
    OtherMovement,

    /// <summary>It was scanned, and reached the platform after the manifest was closed without this person.</summary>
    NotOnManifest,
}
