using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SharedConsular.Runtime;

/// <summary>
/// While it is open on a thread, what is written as stored JSON is sealed under the keys of one entity's persons, and what
/// is read is opened with them. Writing and reading JSON never waits, so the thread stays the same. AES-256-GCM with a
/// random nonce; entity and property are authenticated, so that no value can be carried to another place.
/// </summary>
internal sealed class SealingScope : IDisposable
{
    private const int StackBytesMax = 512;

    [ThreadStatic]
    private static SealingScope? _current;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly PersonKeys _keys;
    private readonly AesGcm?[] _ciphers;
    private readonly byte[] _place;
    private readonly Stack<string?> _subjects = new();
    private readonly SealingScope? _outer;

    private SealingScope(PersonKeys keys, string? ownSubject)
    {
        (_keys, _outer) = (keys, _current);
        _ciphers = new AesGcm?[keys.Keys.Length];
        _place = Encoding.UTF8.GetBytes($"{keys.Entity}/");
        _subjects.Push(ownSubject);
    }

    public static SealingScope? Current => _current;

    /// <summary>Whether something personal was read that had been written before anything was sealed.</summary>
    public bool FoundPlain { get; private set; }

    private static ReadOnlySpan<byte> Prefix => "sealed:1:"u8;

    /// <summary>Null where nothing is sealed: what is personal is written and read as it is.</summary>
    /// <param name="ownSubject">Whose key seals what stands in no record of one person.</param>
    public static SealingScope? Open(PersonKeys keys, string? ownSubject) => keys.Seals ? _current = new SealingScope(keys, ownSubject) : null;

    public static bool IsSealed(in Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false } && reader.ValueSpan.StartsWith(Prefix);

    public static bool MayHoldSealed(ReadOnlySpan<byte> json) => json.IndexOf(Prefix) >= 0;

    public void NotePlain() => FoundPlain = true;

    public void Enter(string? subject) => _subjects.Push(subject ?? _subjects.Peek());

    public void Leave() => _subjects.Pop();

    /// <exception cref="InvalidOperationException">The entity does not name the person this is about.</exception>
    public void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> property)
    {
        var subject = _subjects.Peek();
        var index = subject is null ? -1 : FindIndex(k => k.Subject == subject);
        if (index < 0)
        {
            throw new InvalidOperationException($"A {_keys.Entity.Type} writes about a person for whom it names no key.");
        }

        var sealedBytes = NonceBytes + plain.Length + TagBytes;
        Span<byte> box = sealedBytes <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[sealedBytes];
        box = box[..sealedBytes];
        RandomNumberGenerator.Fill(box[..NonceBytes]);
        Span<byte> context = stackalloc byte[StackBytesMax];
        CipherOf(index).Encrypt(
            box[..NonceBytes], plain, box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], ContextOf(property, context));

        var id = _keys.Keys[index].Id;
        var textMax = Prefix.Length + id.Length + 1 + Base64Url.GetEncodedLength(sealedBytes);
        var text = ArrayPool<byte>.Shared.Rent(textMax);
        Prefix.CopyTo(text);
        var length = Prefix.Length;
        length += Encoding.ASCII.GetBytes(id, text.AsSpan(length));
        text[length++] = (byte)':';
        length += Base64Url.EncodeToUtf8(box, text.AsSpan(length));
        writer.WriteStringValue(text.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(text);
    }

    /// <summary>What was sealed; null when its key was destroyed.</summary>
    /// <exception cref="JsonException">The value was changed, or belongs to another place.</exception>
    public byte[]? Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> property)
    {
        var rest = text[Prefix.Length..];
        var mark = rest.IndexOf((byte)':');
        if (mark < 0 || !Base64Url.IsValid(rest[(mark + 1)..], out var boxLength) || boxLength < NonceBytes + TagBytes)
        {
            throw new JsonException("A sealed value is cut short.");
        }

        var id = Encoding.ASCII.GetString(rest[..mark]);
        var index = FindIndex(k => k.Id == id);
        if (index < 0)
        {
            return null;
        }

        var box = Base64Url.DecodeFromUtf8(rest[(mark + 1)..]).AsSpan();
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        Span<byte> context = stackalloc byte[StackBytesMax];
        try
        {
            CipherOf(index).Decrypt(
                box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], plain, ContextOf(property, context));
        }
        catch (CryptographicException ex)
        {
            throw new JsonException("A sealed value was changed, or belongs to another place.", ex);
        }

        return plain;
    }

    public void Dispose()
    {
        _current = _outer;
        foreach (var cipher in _ciphers)
        {
            cipher?.Dispose();
        }
    }

    private int FindIndex(Func<PersonKey, bool> isMeant)
    {
        for (var i = 0; i < _keys.Keys.Length; i++)
        {
            if (isMeant(_keys.Keys[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private AesGcm CipherOf(int index) => _ciphers[index] ??= new AesGcm(_keys.Keys[index].Key, TagBytes);

    private ReadOnlySpan<byte> ContextOf(ReadOnlySpan<byte> property, Span<byte> buffer)
    {
        var context = _place.Length + property.Length <= buffer.Length ? buffer : new byte[_place.Length + property.Length];
        _place.CopyTo(context);
        property.CopyTo(context[_place.Length..]);

        return context[..(_place.Length + property.Length)];
    }
}
