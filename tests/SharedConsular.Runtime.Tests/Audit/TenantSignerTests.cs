namespace SharedConsular.Runtime.Tests;

public sealed class TenantSignerTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signer").FullName;
    private readonly RootKeyring _root;
    private readonly Sqlite.SqliteStore _store;
    private static readonly TenantId Ee = TenantId.Get("ee");
    private static readonly TenantId Lv = TenantId.Get("lv");

    public TenantSignerTests()
    {
        _root = RootKeyring.Open(new RootKeyFile(Path.Combine(_folder, "root-key")));
        _store = Sqlite.SqliteStore.Open(Path.Combine(_folder, "test.db"));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_signature_is_found_good_with_the_public_half_also_after_a_restart()
    {
        var ct = TestContext.Current.CancellationToken;
        byte[] signature;
        using (var before = new TenantSigner(_store, _root))
        {
            signature = await before.Sign(Ee, "a block"u8.ToArray(), ct);
        }

        using var signer = new TenantSigner(_store, _root);
        var key = await signer.GetPublicKey(Ee, ct);
        Assert.True(TenantSigner.Verify(key, "a block"u8, signature));
        Assert.False(TenantSigner.Verify(key, "another"u8, signature));
        Assert.False(TenantSigner.Verify("no key"u8, "a block"u8, signature));
    }

    [Fact]
    public async Task Each_tenant_signs_with_a_key_of_its_own()
    {
        var ct = TestContext.Current.CancellationToken;
        using var signer = new TenantSigner(_store, _root);
        var signature = await signer.Sign(Ee, "a block"u8.ToArray(), ct);
        Assert.False(TenantSigner.Verify(await signer.GetPublicKey(Lv, ct), "a block"u8, signature));
    }
}
