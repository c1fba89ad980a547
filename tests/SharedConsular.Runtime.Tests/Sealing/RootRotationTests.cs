namespace SharedConsular.Runtime.Tests;

/// <summary>Another root key takes the place of the one in use, and a process that dies in between loses nothing.</summary>
public sealed class RootRotationTests : IAsyncDisposable
{
    private readonly RuntimeHarness _harness = new();

    private static CancellationToken Stop => RuntimeHarness.Stop;

    private string KeyFile => $"{_harness.Options.DatabasePath}.root-key";

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task All_that_was_wrapped_opens_by_the_new_key_and_by_the_old_one_no_more()
    {
        await Filled();
        using (var signer = new TenantSigner(_harness.Store, Open()))
        {
            await signer.Sign(TenantId.Get("au"), "x"u8.ToArray(), Stop);
        }

        var old = await File.ReadAllBytesAsync(KeyFile, Stop);
        using var root = Open();
        using (var rotation = Rotation(root))
        {
            Assert.Equal(2, await rotation.Rotate(Stop));
        }

        Assert.NotEqual(old, await File.ReadAllBytesAsync(KeyFile, Stop));
        Assert.False(File.Exists($"{KeyFile}.next"));
        await _harness.Restart();
        Assert.Equal("Liis Kask", await Name());
        using (var signer = new TenantSigner(_harness.Store, Open()))
        {
            await signer.Sign(TenantId.Get("au"), "x"u8.ToArray(), Stop);
        }

        await File.WriteAllBytesAsync(KeyFile, old, Stop);
        using var refused = new KeyRing(_harness.Store, Open());
        Assert.Equal(StoreUnavailableException.RootKey, (await Assert.ThrowsAsync<StoreUnavailableException>(() => refused.CheckRoot(Stop))).Code);
    }

    [Theory]
    [InlineData("prepared")]
    [InlineData("wrapped")]
    public async Task A_rotation_that_was_broken_off_is_carried_to_its_end_at_the_start(string died)
    {
        await Filled();
        using (var root = RootKeyring.Open(died is "prepared" ? new Dying(KeyFile, atPrepare: true) : new Dying(KeyFile, atPrepare: false)))
        using (var rotation = Rotation(root))
        {
            await Assert.ThrowsAsync<IOException>(() => rotation.Rotate(Stop));
        }

        Assert.True(File.Exists($"{KeyFile}.next"));
        await _harness.Restart();
        Assert.Equal("Liis Kask", await Name());
        using var next = Open();
        using var resumed = Rotation(next);
        Assert.Equal(died is "prepared" ? 1 : 0, await resumed.Resume(Stop));
        Assert.False(File.Exists($"{KeyFile}.next"));
        Assert.Equal(0, await resumed.Resume(Stop));
        await _harness.Restart();
        Assert.Equal("Liis Kask", await Name());
    }

    private RootKeyring Open() => RootKeyring.Open(new RootKeyFile(KeyFile));

    private RootRotation Rotation(RootKeyring root) => new(_harness.Store, root, [TenantSigner.Wrapped, LeafMaker.Wrapped]);

    private Task<Outcome<Dossier, DossierEvent>> Filled() =>
        _harness.Runtime.Execute(Dossier.Type, Dossier.Key("a"), new Enrol("liis", "Liis Kask", null), RuntimeHarness.Officer, null, null, Stop);

    private async Task<string> Name() => (await _harness.Runtime.Find(Dossier.Type, Dossier.Key("a"), Stop))!.State.Persons[0].Name;

    /// <summary>The place of a process that dies: behind the new key's making, or behind the transaction.</summary>
    private sealed class Dying(string path, bool atPrepare) : IRootKeyPlace
    {
        private readonly RootKeyFile _file = new(path);

        public byte[] ReadCurrent() => _file.ReadCurrent();

        public byte[]? FindNext() => _file.FindNext();

        public byte[] PrepareNext()
        {
            var next = _file.PrepareNext();

            return atPrepare ? throw new IOException("It died.") : next;
        }

        public void Promote() => throw new IOException("It died.");
    }
}
