using System.Security.Cryptography;
using System.Text;
using SharedConsular.Audit;

namespace SharedConsular.Tests.Audit;

/// <summary>Whatever is done to an exported record is found, and said where it is.</summary>
public sealed class AuditVerifierTests : IDisposable
{
    private readonly AuditExamples _ee = new();
    private readonly string[] _lines;

    public AuditVerifierTests() => _lines = _ee.Write();

    public void Dispose() => _ee.Dispose();

    [Fact]
    public void A_record_as_it_was_written_is_whole()
    {
        var verifier = new AuditVerifier(_ee.Heads(_lines));
        Assert.True(Array.TrueForAll(_lines, verifier.Read) && verifier.End(), verifier.Difference?.ToString());

        var summary = verifier.Summary;
        Assert.Equal((1, 3, 5, 4, 0), (summary.FirstBlock, summary.Blocks, summary.Events, summary.Reads, summary.Hidden));
        Assert.Equal(3, summary.Head!.Number);
    }

    [Fact]
    public void Any_byte_that_is_flipped_is_found()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', _lines));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= (byte)(1 << (i % 7)); // The eighth bit would only make it no text.

            Assert.NotNull(FirstDifference(Encoding.UTF8.GetString(changed).Split('\n')));
        }
    }

    [Fact]
    public void Any_line_that_is_dropped_is_found()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            Assert.NotNull(FirstDifference([.. _lines[..i], .. _lines[(i + 1)..]]));
        }
    }

    [Fact]
    public void Any_two_neighbours_that_are_swapped_are_found()
    {
        for (var i = 1; i < _lines.Length; i++)
        {
            Assert.NotNull(FirstDifference([.. _lines[..(i - 1)], _lines[i], _lines[i - 1], .. _lines[(i + 1)..]]));
        }
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_found()
    {
        for (var length = 0; length < _lines.Length; length++)
        {
            Assert.NotNull(FirstDifference(_lines[..length]));
        }
    }

    [Fact]
    public void A_changed_leaf_is_named_with_its_block() =>
        AssertFound("content", 1, 2, Change(2 + 1, (EventLine line) => line with { Event = line.Event with { By = "fr" } }));

    [Fact]
    public void A_leaf_that_is_dated_back_is_named() =>
        AssertFound("content", 1, 4, Change(2 + 3, (ReadLine line) => line with { Read = line.Read with { At = line.Read.At.AddDays(-1) } }));

    [Fact]
    public void A_leaf_whose_hash_was_made_to_fit_is_found_by_the_root()
    {
        var changed = AuditExamples.Event(2) with { By = "fr" };

        AssertFound("root", 1, null, Change(2 + 1, (EventLine line) => line with { Event = changed, Sealed = Convert.ToHexStringLower(changed.Hash()) }));
    }

    [Fact]
    public void A_dropped_leaf_is_named() => AssertFound("missing-leaf", 1, 3, [.. _lines[..4], .. _lines[5..]]);

    [Fact]
    public void A_dropped_leaf_behind_which_the_rest_was_numbered_anew_is_found() =>
        AssertFound("missing-leaf", 2, 3, [.. _lines[..8], Renumber(_lines[9], 1), Renumber(_lines[10], 2), .. _lines[11..]]);

    [Fact]
    public void Swapped_leaves_that_were_numbered_anew_are_found() =>
        AssertFound("order", 1, 2, [.. _lines[..2], Renumber(_lines[3], 1), Renumber(_lines[2], 2), .. _lines[4..]]);

    [Fact]
    public void A_dropped_block_is_named() => AssertFound("missing-block", 2, null, [.. _lines[..7], .. _lines[11..]]);

    [Fact]
    public void A_dropped_first_block_is_named() => AssertFound("missing-block", 1, null, [_lines[0], .. _lines[7..]]);

    [Fact]
    public void A_dropped_last_block_is_found_by_the_end_of_the_file() =>
        AssertFound("truncated", null, null, [.. _lines[..11], _lines[^1]]);

    [Fact]
    public void An_event_where_a_read_was_sealed_is_named() =>
        AssertFound("kind", 1, 3, [.. _lines[..4], Renumber(_lines[3], 3), .. _lines[5..]]);

    [Fact]
    public void A_block_of_another_tenant_is_found_though_the_same_key_signed_it() =>
        AssertFound("other-tenant", 2, null, Change(7, (BlockLine line) => Signed(line.Block with { Tenant = TenantId.Get("de") })));

    /// <summary>A verifier that takes any key would take one that is weak, too.</summary>
    [Fact]
    public void A_signature_over_another_curve_is_none()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var data = Encoding.UTF8.GetBytes(_lines[0]);
        var signature = other.SignData(data, HashAlgorithmName.SHA256);

        Assert.True(other.VerifyData(data, signature, HashAlgorithmName.SHA256));
        Assert.False(TenantSignature.IsGood(other.ExportSubjectPublicKeyInfo(), data, signature));
    }

    [Fact]
    public void A_block_that_is_dated_back_is_named() =>
        AssertFound("signature", 2, null, Change(7, (BlockLine line) => line with { Block = line.Block with { SealedAt = line.Block.SealedAt.AddYears(-1) } }));

    [Fact]
    public void A_block_that_was_dated_back_and_signed_anew_is_found_all_the_same() =>
        AssertFound("back-dated", 2, null, Change(7, (BlockLine line) => Signed(line.Block with { SealedAt = line.Block.SealedAt.AddYears(-1) })));

    [Fact]
    public void A_block_that_passes_over_a_stretch_of_the_record_is_found() =>
        AssertFound("gap", 2, null, Change(7, (BlockLine line) => Signed(line.Block with { Events = line.Block.Events with { After = 3 } })));

    [Fact]
    public void A_block_that_was_changed_and_signed_anew_breaks_the_chain() =>
        AssertFound("broken-chain", 2, null, Change(1, (BlockLine line) => Signed(line.Block with { SealedAt = line.Block.SealedAt.AddSeconds(1) })));

    [Fact]
    public void A_block_that_claims_more_than_it_has_is_found() =>
        AssertFound("missing-leaf", 1, 6, Change(1, (BlockLine line) => Signed(line.Block with { Reads = line.Block.Reads with { Count = 4 } })));

    [Fact]
    public void A_signature_of_another_is_found()
    {
        using var other = new AuditExamples();

        AssertFound("signature", 1, null, [_lines[0], .. other.Write()[1..]]);
    }

    [Fact]
    public void A_file_that_was_signed_anew_as_a_whole_with_another_key_is_found_with_the_key_kept_elsewhere()
    {
        using var other = new AuditExamples();

        AssertFound("other-key", null, null, other.Write(), _ee.Heads(_lines));
    }

    [Fact]
    public void A_chain_that_was_rewritten_by_who_has_the_key_is_found_with_the_heads_kept_elsewhere()
    {
        var rewritten = _ee.Write(leaf => leaf is ReadLeaf { Position: 2 } read ? read with { User = "nobody" } : leaf);

        Assert.Null(FirstDifference(rewritten));
        AssertFound("rewritten", 1, null, rewritten, _ee.Heads(_lines));
    }

    [Fact]
    public void A_record_that_ends_before_a_head_kept_elsewhere_is_found()
    {
        var header = Assert.IsType<HeaderLine>(AuditLine.Find(_lines[0]));
        var head = Assert.IsType<BlockLine>(AuditLine.Find(_lines[7])).Block;
        var end = new EndLine(2, head.Number, head.Hash(), "");
        string[] shorter = [.. _lines[..11], (end with { Signature = _ee.Sign(end.Encode(header)) }).Write()];

        Assert.Null(FirstDifference(shorter));
        AssertFound("rewritten", 3, null, shorter, _ee.Heads(_lines));
    }

    [Fact]
    public void A_line_is_taken_in_one_spelling_only()
    {
        Assert.NotNull(AuditLine.Find(_lines[1]));
        Assert.Null(AuditLine.Find(" " + _lines[1]));
        Assert.Null(AuditLine.Find(_lines[1].Replace("\"number\":1", "\"number\":1,\"number\":1", StringComparison.Ordinal)));
        Assert.Null(AuditLine.Find(_lines[1].Replace("\"number\":1", "\"number\":1,\"more\":1", StringComparison.Ordinal)));
        Assert.Null(AuditLine.Find("""{"kind":"end"}"""));
        Assert.Null(AuditLine.Find("null"));
    }

    private static AuditDifference? FirstDifference(IEnumerable<string> lines, AuditHeads? kept = null)
    {
        var verifier = new AuditVerifier(kept);
        foreach (var line in lines)
        {
            verifier.Read(line);
        }

        verifier.End();

        return verifier.Difference;
    }

    private static void AssertFound(string code, long? block, int? leaf, IEnumerable<string> lines, AuditHeads? kept = null)
    {
        var difference = FirstDifference(lines, kept);
        Assert.NotNull(difference);
        Assert.Equal((code, block, leaf), (difference.Code, difference.Block, difference.Leaf));
    }

    private static string Renumber(string line, int leaf) => (Assert.IsAssignableFrom<LeafLine>(AuditLine.Find(line)) with { Leaf = leaf }).Write();

    private BlockLine Signed(AuditBlock block) => new(block, _ee.Sign(block.Encode()));

    private string[] Change<T>(int line, Func<T, AuditLine> change)
        where T : AuditLine
    {
        var lines = _lines.ToArray();
        lines[line] = change(Assert.IsType<T>(AuditLine.Find(lines[line]))).Write();

        return lines;
    }
}
