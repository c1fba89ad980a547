using SharedConsular.Audit;

namespace SharedConsular.Runtime.Tests.Audit;

/// <summary>What is done to the database itself is found in its next export.</summary>
public sealed class AuditExportTests : IAsyncDisposable
{
    private readonly EvidenceHarness _evidence = new();

    public ValueTask DisposeAsync() => _evidence.DisposeAsync();

    [Theory]
    [InlineData("UPDATE events SET body = (SELECT signature FROM audit_blocks WHERE number = 1 AND tenant = 'au') WHERE position = 2", "content", 1, 2)]
    [InlineData("UPDATE events SET at = at - 86400000 WHERE position = 3", "content", 1, 3)]
    [InlineData("UPDATE events SET actor_user = 'somebody-else' WHERE position = 4", "content", 1, 4)]
    [InlineData("UPDATE reads SET reader_user = 'somebody-else' WHERE position = 1", "content", 1, 6)]
    [InlineData("UPDATE reads SET at = at - 1 WHERE position = 2", "content", 1, 7)]
    [InlineData("DELETE FROM reads WHERE position = 2", "gone", 1, 7)]
    [InlineData("DELETE FROM events WHERE position = 5", "gone", 1, 5)]
    [InlineData("UPDATE events SET tenant = 'nz' WHERE position = 5", "gone", 1, 5)]
    [InlineData("UPDATE reads SET position = 2000 WHERE position = 3", "gone", 1, 8)]
    [InlineData("UPDATE audit_blocks SET root = CASE WHEN root LIKE 'f%' THEN '0' ELSE 'f' END || substr(root, 2) WHERE number = 1", "signature", 1, null)]
    [InlineData("UPDATE audit_blocks SET sealed_at = sealed_at - 86400000 WHERE number = 2", "signature", 2, null)]
    [InlineData("DELETE FROM audit_blocks WHERE number = 1", "missing-block", 1, null)]
    [InlineData("DELETE FROM audit_blocks WHERE number = 2", "missing-block", 2, null)]
    public async Task What_was_changed_in_the_store_is_named(string sql, string code, long block, int? leaf)
    {
        await WorkThreeBlocks();
        await _evidence.Tamper(sql);

        var (difference, _) = await _evidence.Verify();
        Assert.NotNull(difference);
        Assert.Equal((code, block, leaf), (difference.Code, difference.Block!.Value, difference.Leaf));
    }

    [Fact]
    public async Task What_was_put_in_between_later_is_named()
    {
        await WorkThreeBlocks();
        await _evidence.Tamper("""
            UPDATE reads SET position = position + 1000 WHERE position > 4;
            INSERT INTO reads(position, type, tenant, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at)
            SELECT 5, type, tenant, 'l9', reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at
            FROM reads WHERE position = 1;
            """);

        Assert.NotNull((await _evidence.Verify()).Difference);
    }

    [Fact]
    public async Task A_leaf_that_was_never_sealed_is_found_in_the_stretch_of_a_block()
    {
        await _evidence.Work(events: 2, reads: 2);
        await _evidence.Tamper("UPDATE reads SET position = 5 WHERE position = 2");
        await _evidence.Notary.SealAll(RuntimeHarness.Stop);
        await _evidence.Tamper("""
            INSERT INTO reads(position, type, tenant, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at)
            SELECT 3, type, tenant, id, reader_tenant, reader_user, reader_role, rule, purpose, agreement, fields, via, at
            FROM reads WHERE position = 1
            """);

        var (difference, _) = await _evidence.Verify();
        Assert.Equal(("unsealed", 1L), (difference!.Code, difference.Block!.Value));
    }

    [Fact]
    public async Task What_a_tenant_may_not_learn_proves_and_says_nothing()
    {
        await WorkThreeBlocks();
        var lines = await _evidence.ExportLines(isHidden: key => key.Id == "l1");

        Assert.NotEmpty(lines.OfType<HiddenLine>());
        Assert.DoesNotContain(lines, l => l.Write().Contains("\"l1\"", StringComparison.Ordinal));
        var verifier = new AuditVerifier();
        lines.ForEach(l => verifier.Read(l.Write()));
        Assert.True(verifier.End(), verifier.Difference?.ToString());
    }

    [Fact]
    public async Task An_export_holds_no_body_and_names_no_person()
    {
        var person = UserId.OfNational(TenantId.Get("au"), "jane.citizen");
        await _evidence.Runtime.Execute("a", new Deposit(1, "Jane Citizen"));
        await _evidence.Runtime.Store.AppendReads(
            [EvidenceStoreContract.NewRead("a", "au") with { Reader = new Actor(EvidenceHarness.Au, person) }], RuntimeHarness.Stop);

        var text = string.Join('\n', (await _evidence.ExportLines()).Select(l => l.Write()));
        Assert.DoesNotContain("Jane", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"officer-1\"", text, StringComparison.Ordinal);
        Assert.Contains("au/~", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stretch_of_time_is_exported_and_verified_for_itself()
    {
        await WorkThreeBlocks();
        var second = (await _evidence.Runtime.Store.ReadBlocks(EvidenceHarness.Au, 1, 1, RuntimeHarness.Stop))[0].Block.SealedAt;

        var (difference, summary) = await _evidence.Verify(second, second.AddSeconds(1));
        Assert.Null(difference);
        Assert.Equal((2, 1, 2), (summary.FirstBlock, summary.Blocks, summary.Head!.Number));
        (difference, summary) = await _evidence.Verify(second.AddDays(1));
        Assert.Null(difference);
        Assert.Equal((0, 3), (summary.Blocks, summary.Head!.Number));
    }

    [Fact]
    public async Task A_tenant_without_a_record_has_an_empty_one_that_is_whole()
    {
        Assert.Null((await _evidence.Verify()).Difference);
    }

    /// <summary>Five events and four reads, then one of each, twice.</summary>
    private async Task WorkThreeBlocks()
    {
        await _evidence.Work(events: 5, reads: 4);
        for (var i = 0; i < 2; i++)
        {
            await _evidence.Notary.SealAll(RuntimeHarness.Stop);
            _evidence.Runtime.Time.Advance(TimeSpan.FromMinutes(5));
            await _evidence.Work(events: 1, reads: 1);
        }

        await _evidence.Notary.SealAll(RuntimeHarness.Stop);
    }
}
