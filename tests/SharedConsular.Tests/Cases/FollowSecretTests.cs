using SharedConsular.Cases;

namespace SharedConsular.Tests.Cases;

public sealed class FollowSecretTests
{
    private static readonly byte[] Random = [0xDE, 0xAD, 0xBE, 0xEF, 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB];

    private static readonly CaseReference Reference = CaseReference.FromBits(7);

    [Fact]
    public void It_is_sixteen_symbols_that_can_be_read_aloud() =>
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", FollowSecret.FromBytes(Random).ToString());

    [Fact]
    public void Every_one_of_the_eighty_bits_counts()
    {
        var hashes = Enumerable.Range(0, 80).Select(bit =>
        {
            var changed = Random.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return FollowSecret.FromBytes(changed).HashFor(Reference.Value);
        });

        Assert.Equal(81, hashes.Append(FollowSecret.FromBytes(Random).HashFor(Reference.Value)).Distinct().Count());
    }

    [Fact]
    public void What_a_person_types_is_understood()
    {
        var secret = FollowSecret.FromBytes(new byte[10]);

        Assert.All(
            ["0000-0000-0000-0000", "oooo oooo oooo oooo", "0000000000000000"], typed => Assert.Equal(secret, FollowSecret.Parse(typed)));
        Assert.All([null, "", "0000-0000-0000-000", "0000-0000-0000-00000", "0000-0000-0000-000U", "٠٠٠٠000000000000"], typed => Assert.Null(FollowSecret.Parse(typed)));
    }

    [Fact]
    public void The_same_secret_of_another_case_is_another_hash() =>
        Assert.NotEqual(FollowSecret.FromBytes(Random).HashFor(Reference.Value), FollowSecret.FromBytes(Random).HashFor(CaseReference.FromBits(8).Value));
}
