using SharedConsular.Cases;

namespace SharedConsular.Tests.Cases;

public sealed class CaseReferenceTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly ulong[] Samples = [0, 1, 31, 32, 0x7F_FFFF_FFFF, 0xFF_FFFF_FFFF, 0x3D_E1_9A_70_54];

    [Fact]
    public void What_was_formatted_is_read() =>
        Assert.All(Samples, bits => Assert.Equal(CaseReference.FromBits(bits), CaseReference.Parse(CaseReference.FromBits(bits).Value)));

    [Fact]
    public void It_looks_as_it_is_said() => Assert.Matches("^SC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$", CaseReference.FromBits(Samples[^1]).Value);

    [Fact]
    public void Small_letters_blanks_and_a_missing_prefix_are_understood() =>
        Assert.All(Samples, bits =>
        {
            var value = CaseReference.FromBits(bits).Value;
            Assert.Equal(value, CaseReference.Parse(value.Replace('-', ' ').ToLowerInvariant())?.Value);
            Assert.Equal(value, CaseReference.Parse(value.Replace("-", "", StringComparison.Ordinal)[2..])?.Value);
        });

    [Fact]
    public void Letters_that_look_like_digits_are_read_as_digits()
    {
        var value = CaseReference.FromBits(1).Value;

        Assert.Equal(value, CaseReference.Parse(value.Replace('0', 'O').Replace('1', 'l'))?.Value);
        Assert.Equal(value, CaseReference.Parse(value.Replace('1', 'I'))?.Value);
    }

    [Fact]
    public void Any_one_wrong_symbol_is_noticed() =>
        Assert.All(Samples, bits =>
        {
            var value = CaseReference.FromBits(bits).Value;
            foreach (var i in Enumerable.Range(3, value.Length - 3).Where(i => value[i] != '-'))
            {
                Assert.All(Alphabet.Where(s => s != value[i]), s => Assert.Null(CaseReference.Parse($"{value[..i]}{s}{value[(i + 1)..]}")));
            }
        });

    [Fact]
    public void Any_two_exchanged_symbols_are_noticed()
    {
        var symbols = CaseReference.FromBits(Samples[^1]).Value[3..].Replace("-", "", StringComparison.Ordinal);
        foreach (var i in Enumerable.Range(0, symbols.Length))
        {
            foreach (var j in Enumerable.Range(0, symbols.Length).Where(j => symbols[i] != symbols[j]))
            {
                var exchanged = symbols.ToCharArray();
                (exchanged[i], exchanged[j]) = (exchanged[j], exchanged[i]);
                Assert.Null(CaseReference.Parse(new string(exchanged)));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SC-")]
    [InlineData("SC-7K3F-9Q2M")]
    [InlineData("SC-7K3F-9Q2M-4-4")]
    [InlineData("SC-7U3F-9Q2M-4")]
    public void What_is_no_reference_is_not_read(string? text) => Assert.Null(CaseReference.Parse(text));
}
