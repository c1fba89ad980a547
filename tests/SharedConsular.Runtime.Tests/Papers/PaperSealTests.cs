using System.Security.Cryptography;

namespace SharedConsular.Runtime.Tests.Papers;

public sealed class PaperSealTests
{
    private static readonly PaperName Name = new(new EntityKey(TenantId.Parse("ee")!, "case", "SC-1"), PaperName.DrawId());

    private readonly byte[] _plain = "A passport"u8.ToArray();
    private readonly string _key = PaperSeal.DrawKey();

    [Fact]
    public void Sealed_it_is_opened_with_its_key()
    {
        var box = PaperSeal.Seal(_plain, _key, Name);

        Assert.True(box.AsSpan().IndexOf(_plain) < 0);
        Assert.Equal(_plain, PaperSeal.Open(box, _key, Name));
    }

    [Fact]
    public void It_is_not_opened_with_another_key_under_another_name_or_changed()
    {
        var box = PaperSeal.Seal(_plain, _key, Name);
        byte[] changed = [.. box];
        changed[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => PaperSeal.Open(box, PaperSeal.DrawKey(), Name));
        Assert.ThrowsAny<CryptographicException>(() => PaperSeal.Open(box, _key, Name with { Id = PaperName.DrawId() }));
        Assert.ThrowsAny<CryptographicException>(() => PaperSeal.Open(changed, _key, Name));
        Assert.ThrowsAny<CryptographicException>(() => PaperSeal.Open(box.AsSpan(0, 9), _key, Name));
    }
}
