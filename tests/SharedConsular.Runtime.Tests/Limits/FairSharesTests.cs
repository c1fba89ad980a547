namespace SharedConsular.Runtime.Tests;

public sealed class FairSharesTests
{
    private const int Places = 12;

    private readonly FairShares _shares = new(Places);

    [Fact]
    public void One_party_alone_may_have_every_place_and_no_more()
    {
        Assert.Equal(Places, Enter("ee", 100));
        Assert.Equal(Places, _shares.Taken);
    }

    [Fact]
    public void A_crowd_leaves_the_others_their_part()
    {
        Assert.Equal(1, Enter("fr", 1));
        Assert.Equal(Places / 2, Enter("ee", 100));
        Assert.Equal(Places / 2 - 1, Enter("fr", 100));
    }

    [Fact]
    public void With_three_parties_each_has_a_third_when_places_are_short()
    {
        foreach (var round in Enumerable.Range(0, 100))
        {
            foreach (var party in new[] { "ee", "fr", "lv" })
            {
                _ = _shares.TryEnter(party);
            }
        }

        Assert.Equal(Places, _shares.Taken);
        foreach (var party in new[] { "ee", "fr", "lv" })
        {
            Leave(party, Places / 3);
        }

        Assert.Equal(0, _shares.Taken);
    }

    [Fact]
    public void A_place_that_is_given_back_can_be_taken_again()
    {
        Enter("ee", Places);
        Assert.False(_shares.TryEnter("ee"));
        _shares.Leave("ee");
        Assert.True(_shares.TryEnter("fr"));
        Assert.False(_shares.TryEnter("fr"));
    }

    [Fact]
    public void Nobody_gives_back_what_was_not_taken()
    {
        Enter("ee", 1);
        Assert.Throws<InvalidOperationException>(() => _shares.Leave("fr"));
        _shares.Leave("ee");
        Assert.Throws<InvalidOperationException>(() => _shares.Leave("ee"));
    }

    [Fact]
    public void There_is_at_least_one_place() => Assert.Throws<ArgumentOutOfRangeException>(() => new FairShares(0));

    private int Enter(string party, int times) => Enumerable.Range(0, times).Count(_ => _shares.TryEnter(party));

    private void Leave(string party, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _shares.Leave(party);
        }
    }
}
