using System.Text;
using SharedConsular.Integrations.KeyVault;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Tests.KeyVault;

public sealed class VaultRootKeyTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vault-");
    private KeyVaultStandIn _vault = null!;

    private string FilePath => Path.Combine(_folder.FullName, "db.root-key.wrapped");

    public async ValueTask InitializeAsync() => _vault = await KeyVaultStandIn.Start();

    public async ValueTask DisposeAsync()
    {
        await _vault.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void The_key_lies_wrapped_and_opens_the_same_again_through_the_vault()
    {
        var made = Place().ReadCurrent();

        Assert.Equal(AesRootKey.KeyBytes, made.Length);
        Assert.Equal(made, Place().ReadCurrent());
        Assert.Equal((1 + 1, true), (_vault.TokensGiven, File.ReadAllText(FilePath).StartsWith($"{_vault.Address}keys/root/v1\n", StringComparison.Ordinal)));
        Assert.DoesNotContain(Convert.ToBase64String(made), File.ReadAllText(FilePath), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public void A_new_version_of_the_vaults_key_wraps_and_the_one_before_still_opens()
    {
        var made = Place().ReadCurrent();
        _vault.Renew();
        var place = Place();
        var next = place.PrepareNext();

        Assert.Equal(made, place.ReadCurrent());
        Assert.Equal(next, place.FindNext());
        Assert.NotEqual(made, next);
        place.Promote();
        Assert.Null(place.FindNext());
        Assert.Equal(next, Place().ReadCurrent());
        Assert.Contains("/v2\n", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_keyring_rotates_over_it()
    {
        byte[] wrapped;
        using (var before = RootKeyring.Open(Place()))
        {
            wrapped = before.Wrap("a key"u8, "x");
        }

        _ = Place().PrepareNext();
        using var during = RootKeyring.Open(Place());
        Assert.Equal("a key", Encoding.UTF8.GetString(during.Unwrap(wrapped, "x")));
    }

    [Fact]
    public void The_machines_own_identity_needs_no_secret()
    {
        var place = new VaultRootKey(VaultKey.At(_vault.Address, "root", null, null, TimeProvider.System, new Uri(_vault.Address, "machine")), FilePath);

        Assert.Equal(place.ReadCurrent(), place.ReadCurrent());
        Assert.Equal(1, _vault.TokensGiven);
    }

    [Fact]
    public void A_busy_vault_is_asked_again_and_not_for_ever()
    {
        _vault.Troubles.Enqueue(429);
        _vault.Troubles.Enqueue(503);
        var made = Place().ReadCurrent();

        for (var i = 0; i < 4; i++)
        {
            _vault.Troubles.Enqueue(429);
        }

        Assert.Contains("429", Fault(Place()), StringComparison.Ordinal);
        Assert.Equal(made, Place().ReadCurrent());
    }

    [Fact]
    public void What_stops_it_is_said_and_no_secret_is()
    {
        _ = Place().ReadCurrent();
        _vault.Troubles.Enqueue(0);
        Assert.Contains(nameof(HttpRequestException), Fault(Place()), StringComparison.Ordinal);
        _vault.Troubles.Enqueue(403);
        Assert.Contains("403", Fault(Place()), StringComparison.Ordinal);
        _vault.Secret = "changed";
        Assert.DoesNotContain("client-secret", Fault(Place()), StringComparison.Ordinal);
        File.WriteAllText(FilePath, "half a");
        Assert.NotEmpty(Fault(Place()));
    }

    [Fact]
    public void Neither_key_nor_secret_goes_to_a_place_that_is_not_the_vaults()
    {
        _ = Place().ReadCurrent();
        Assert.All(_vault.SentUnsigned, Assert.Empty);

        _vault.Resource = "https://vault.elsewhere.example";
        Assert.Contains("not its own", Fault(Place()), StringComparison.Ordinal);
        File.WriteAllText(FilePath, $"https://vault.elsewhere.example/keys/root/v1\n{Convert.ToBase64String(new byte[256])}\n");
        Assert.Contains("another key vault", Fault(Place()), StringComparison.Ordinal);
    }

    private VaultRootKey Place() => new(VaultKey.At(_vault.Address, "root", "client", "client-secret", TimeProvider.System), FilePath);

    private static string Fault(VaultRootKey place) => Assert.Throws<IOException>(() => place.ReadCurrent()).Message;
}
