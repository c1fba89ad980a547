using System.Security.Cryptography;
using SharedConsular.Integrations.Dapr;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Tests.Dapr;

public sealed class DaprRootKeyTests
{
    private const string Secret = "a key of Estonia";

    [Fact]
    public async Task A_key_of_the_store_wraps_and_opens()
    {
        await using var sidecar = await DaprSidecar.Start();
        sidecar.Secrets["root"] = NewKey();
        using var root = RootKeyring.Open(Place(sidecar));
        var wrapped = root.Wrap(Bytes(Secret), "tenant-key/ee/1");

        using var again = RootKeyring.Open(Place(sidecar));
        Assert.Equal(Bytes(Secret), again.Unwrap(wrapped, "tenant-key/ee/1"));
        sidecar.Secrets["root"] = NewKey();
        using var other = RootKeyring.Open(Place(sidecar));
        Assert.ThrowsAny<CryptographicException>(() => other.Unwrap(wrapped, "tenant-key/ee/1"));
    }

    [Fact]
    public async Task What_the_key_before_wrapped_is_opened_while_the_next_is_named()
    {
        await using var sidecar = await DaprSidecar.Start();
        (sidecar.Secrets["root"], sidecar.Secrets["root-2"]) = (NewKey(), NewKey());
        byte[] old;
        using (var before = RootKeyring.Open(Place(sidecar)))
        {
            old = before.Wrap(Bytes(Secret), "x");
        }

        using var during = RootKeyring.Open(Place(sidecar, next: "root-2"));
        var wrapped = during.Wrap(Bytes(Secret), "x");
        Assert.Equal(Bytes(Secret), during.Unwrap(old, "x"));
        using var after = RootKeyring.Open(Place(sidecar, "root-2"));
        Assert.Equal(Bytes(Secret), after.Unwrap(wrapped, "x"));
        Assert.ThrowsAny<CryptographicException>(() => after.Unwrap(old, "x"));
        Assert.Throws<IOException>(() => Place(sidecar).PrepareNext());
    }

    [Fact]
    public async Task What_stops_it_is_said_and_no_secret_is()
    {
        await using var sidecar = await DaprSidecar.Start();
        sidecar.Secrets["root"] = "not-a-key-but-a-secret";
        Assert.DoesNotContain("not-a-key", Fault(Place(sidecar)), StringComparison.Ordinal);
        Assert.Contains("500", Fault(Place(sidecar, "nothing")), StringComparison.Ordinal);
        Assert.Contains("401", Fault(new DaprRootKey(DaprSecrets.At(sidecar.Address, "cupboard", null), "root", null)), StringComparison.Ordinal);
        sidecar.Token = "letmein";
        Assert.Contains("401", Fault(Place(sidecar)), StringComparison.Ordinal);
        sidecar.Secrets["root"] = NewKey();
        Assert.Equal(AesRootKey.KeyBytes, new DaprRootKey(DaprSecrets.At(sidecar.Address, "vault", "letmein"), "root", null).ReadCurrent().Length);
        Assert.NotEmpty(Fault(new DaprRootKey(DaprSecrets.At(new Uri("http://127.0.0.1:1"), "vault", null), "root", null)));
    }

    private static DaprRootKey Place(DaprSidecar sidecar, string name = "root", string? next = null) =>
        new(DaprSecrets.At(sidecar.Address, "vault", sidecar.Token is null ? null : "wrong"), name, next);

    private static string Fault(DaprRootKey place) => Assert.Throws<IOException>(() => place.ReadCurrent()).Message;

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesRootKey.KeyBytes));

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
