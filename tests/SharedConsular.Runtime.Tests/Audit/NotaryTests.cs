using SharedConsular.Audit;

namespace SharedConsular.Runtime.Tests.Audit;

public sealed class NotaryTests : IAsyncDisposable
{
    private readonly EvidenceHarness _evidence = new();

    public ValueTask DisposeAsync() => _evidence.DisposeAsync();

    [Fact]
    public async Task Everything_committed_is_sealed_once_and_in_order()
    {
        await _evidence.Work(events: 5, reads: 4);
        await _evidence.Notary.SealAll(RuntimeHarness.Stop);
        await _evidence.Work(events: 2, reads: 0);

        var (difference, summary) = await _evidence.Verify();
        Assert.Null(difference);
        Assert.Equal((2, 7, 4), (summary.Blocks, summary.Events, summary.Reads));
    }

    [Fact]
    public async Task Where_nothing_happened_no_block_is_made()
    {
        await _evidence.Work(events: 1, reads: 0);
        await _evidence.Notary.SealAll(RuntimeHarness.Stop);
        await _evidence.Notary.SealAll(RuntimeHarness.Stop);

        Assert.Equal(1, (await _evidence.Runtime.Store.FindHead(EvidenceHarness.Au, RuntimeHarness.Stop))!.Number);
    }

    [Fact]
    public async Task More_than_one_step_takes_is_sealed_in_more_blocks_without_a_gap()
    {
        await _evidence.Work(events: 3, reads: Notary.ReadsPerStepMax + 10);

        var (difference, summary) = await _evidence.Verify();
        Assert.Null(difference);
        Assert.Equal((2, 3, Notary.ReadsPerStepMax + 10), (summary.Blocks, summary.Events, summary.Reads));
    }

    [Fact]
    public async Task Two_notaries_at_once_seal_everything_once()
    {
        await using var other = new EvidenceHarness(_evidence.Runtime);
        for (var round = 0; round < 5; round++)
        {
            await _evidence.Work(events: 2, reads: 3);
            await Task.WhenAll(
                Task.Run(() => _evidence.Notary.SealAll(RuntimeHarness.Stop), RuntimeHarness.Stop),
                Task.Run(() => other.Notary.SealAll(RuntimeHarness.Stop), RuntimeHarness.Stop));
        }

        var (difference, summary) = await _evidence.Verify();
        Assert.Null(difference);
        Assert.Equal((10, 15), (summary.Events, summary.Reads));
    }

    [Fact]
    public async Task The_chain_goes_on_after_a_restart_with_the_same_key()
    {
        await _evidence.Work(events: 2, reads: 1);
        var before = (await _evidence.Verify()).Summary;
        await _evidence.Restart();
        await _evidence.Work(events: 2, reads: 1);

        var (difference, after) = await _evidence.Verify();
        Assert.Null(difference);
        Assert.Equal((before.KeyFingerprint, 2L), (after.KeyFingerprint, after.Blocks));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_dates_no_block_before_the_one_it_stands_on()
    {
        await _evidence.Work(events: 1, reads: 0);
        await _evidence.Notary.SealAll(RuntimeHarness.Stop);
        _evidence.Runtime.Time.Advance(TimeSpan.FromHours(-3));
        await _evidence.Work(events: 1, reads: 0);

        Assert.Null((await _evidence.Verify()).Difference);
    }

    [Fact]
    public async Task A_tenant_has_a_chain_of_its_own()
    {
        await _evidence.Work(events: 2, reads: 1);
        await _evidence.Runtime.Store.AppendReads([EvidenceStoreContract.NewRead("x", "nz")], RuntimeHarness.Stop);

        var lines = await _evidence.ExportLines(tenant: TenantId.Get("nz"));
        Assert.Equal(["header", "block", "read", "end"], lines.Select(l => System.Text.Json.JsonDocument.Parse(l.Write()).RootElement.GetProperty("kind").GetString()));
        Assert.Equal("x", Assert.IsType<ReadLine>(lines[2]).Read.Id);
    }
}
