using SharedConsular.Agreements;
using SharedConsular.Routing;

namespace SharedConsular.Tests;

public sealed class WordsTests
{
    [Fact]
    public void A_member_is_written_in_lower_case_with_underscores()
    {
        Assert.Equal("own_accredited", Words.Of(RouteKind.OwnAccredited));
        Assert.Equal("g1_consent", Words.Of(GateKind.G1Consent));
    }

    [Fact]
    public void Every_word_reads_back()
    {
        Assert.All(Enum.GetValues<RouteKind>(), k => Assert.Equal(k, Words.Parse<RouteKind>(Words.Of(k))));
        Assert.All(Enum.GetValues<GateKind>(), k => Assert.Equal(k, Words.Parse<GateKind>(Words.Of(k))));
    }

    [Theory, InlineData("OwnPost"), InlineData("own-post"), InlineData("0"), InlineData(""), InlineData(null)]
    public void What_is_no_word_of_it_is_none(string? word) => Assert.Null(Words.Parse<RouteKind>(word));

    [Fact]
    public void A_day_is_written_as_iso_8601_and_read_strictly()
    {
        Assert.Equal("2026-01-05", Words.OfDay(new DateOnly(2026, 1, 5)));
        Assert.Equal(new DateOnly(2026, 1, 5), Words.ParseDay("2026-01-05"));
        Assert.Throws<FormatException>(() => Words.ParseDay("5.1.2026"));
    }
}
