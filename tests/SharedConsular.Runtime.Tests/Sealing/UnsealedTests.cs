using System.Text;

namespace SharedConsular.Runtime.Tests;

/// <summary>What a bench measures sealing against: a store of its own in which nothing is sealed, and nothing else.</summary>
public sealed class UnsealedTests : IAsyncDisposable
{
    private readonly RuntimeHarness _harness = new(o => o with { SealsPersons = false });

    private static CancellationToken Stop => RuntimeHarness.Stop;

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sealed_no_key_is_made_and_everything_reads_back()
    {
        await Execute(new Enrol("liis", "Liis Kask", new DateOnly(1984, 2, 29)));
        await Execute(new Remark("a quiet remark"));
        await _harness.Restart();
        await _harness.Keys.CheckRoot(Stop);
        var found = (await _harness.Runtime.Find(Dossier.Type, Dossier.Key("a"), Stop))!;
        var stored = await _harness.Store.ReadStream(Dossier.Key("a"), null, long.MaxValue, Stop);

        Assert.Equal(("Liis Kask", "a quiet remark"), (found.State.Persons[0].Name, found.State.Remarks[0].Text));
        Assert.Contains("a quiet remark", Encoding.UTF8.GetString(stored.Events[1].Body.Span), StringComparison.Ordinal);
        Assert.Empty(stored.Keys);
        Assert.Null(await _harness.Store.FindAnyTenantKey(Stop));
    }

    [Fact]
    public async Task Nobody_is_forgotten_where_there_is_no_key_to_destroy()
    {
        await Execute(new Enrol("liis", "Liis Kask", null));

        Assert.Equal(RuntimeRefusals.NotSealed, (await Execute(new Forget("liis"))).Refusal);
    }

    [Fact]
    public async Task A_store_that_was_sealed_is_not_gone_on_with_unsealed()
    {
        await using var sealedOnce = new RuntimeHarness();
        await sealedOnce.Runtime.Execute(
            Dossier.Type, Dossier.Key("a"), new Enrol("liis", "Liis Kask", null), RuntimeHarness.Officer, null, null, Stop);
        using var keys = new KeyRing(sealedOnce.Store, RootKeyring.Open(new RootKeyFile($"{sealedOnce.Options.DatabasePath}.root-key"))) { Seals = false };

        Assert.Equal(StoreUnavailableException.Sealed, (await Assert.ThrowsAsync<StoreUnavailableException>(() => keys.CheckRoot(Stop))).Code);
    }

    private Task<Outcome<Dossier, DossierEvent>> Execute(DossierCommand command) =>
        _harness.Runtime.Execute(Dossier.Type, Dossier.Key("a"), command, RuntimeHarness.Officer, null, null, Stop);
}
