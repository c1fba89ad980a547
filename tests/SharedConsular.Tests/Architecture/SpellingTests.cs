using System.Text.RegularExpressions;

namespace SharedConsular.Tests.Architecture;

/// <summary>
/// A stored name is for ever, a typo in it too. Every word of one stands in <c>spelling.txt</c>, which people add to by
/// hand after reading the word a second time.
/// </summary>
public sealed partial class SpellingTests
{
    private static readonly string[] WordsKnown = Repository.Lines("tests/SharedConsular.Tests/Architecture/spelling.txt");

    private static readonly string[] WordsStored =
    [
        .. Repository.Files("src", ".cs")
            .SelectMany(f => StoredName().Matches(Repository.Text(f)))
            .SelectMany(m => m.Groups["name"].Value.Split('-'))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void A_stored_name_is_made_of_words_somebody_spelled() => Repository.FindsNothing(WordsStored.Except(WordsKnown));

    [Fact]
    public void The_word_list_holds_no_word_that_nothing_stores() => Repository.FindsNothing(WordsKnown.Except(WordsStored));

    [Fact]
    public void The_word_list_is_in_order() => Assert.Equal(WordsKnown.Distinct().Order(StringComparer.Ordinal), WordsKnown);

    [GeneratedRegex(@"\[StoredAs\(""(?<name>[^""]*)""\)\]")]
    private static partial Regex StoredName();
}
