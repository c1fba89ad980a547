using SharedConsular.Audit;

namespace SharedConsular.Runtime.Tests.Audit;

public sealed class LeafMakerTests
{
    [Fact]
    public async Task Nobody_finds_by_guessing_what_a_hash_was_made_of()
    {
        await using var here = new RuntimeHarness();
        await using var there = new RuntimeHarness();

        Assert.Equal((await LeafOn(here)).Hash(), (await LeafOn(here)).Hash());
        Assert.NotEqual((await LeafOn(here)).Hash(), (await LeafOn(there)).Hash());
    }

    private static async Task<EventLeaf> LeafOn(RuntimeHarness harness)
    {
        using var root = RootKeyring.Open(new RootKeyFile($"{harness.Options.DatabasePath}.root-key"));
        var leaves = await LeafMaker.Open(harness.Store, root, RuntimeHarness.Stop);
        var actor = new Actor(EvidenceHarness.Au, new UserId("officer-1"));

        return leaves.Of(new StoredEvent(1, Ledger.Key("a"), 1, "deposited", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch, actor));
    }
}
