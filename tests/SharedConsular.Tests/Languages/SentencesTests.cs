using SharedConsular.Languages;
using SharedConsular.Posts;

namespace SharedConsular.Tests.Languages;

public sealed class SentencesTests
{
    public static TheoryData<string> Translations => [.. Sentences.LanguagesSpoken.Where(l => l != "en")];

    [Fact]
    public void The_platform_speaks_the_four_languages_it_promises() =>
        Assert.Equal(["ar", "en", "es", "fr"], Sentences.LanguagesSpoken);

    [Fact]
    public void Every_code_of_routing_has_an_english_sentence() =>
        Repository.FindsNothing(SpokenCodes.Routing.Where(c => !Sentences.English.Texts.ContainsKey(c) && !SpokenCodes.Refusals.ContainsKey(c)).Order());

    [Fact]
    public void Every_refusal_of_the_domain_is_found_in_its_source() =>
        Repository.FindsNothing(SpokenCodes.RefusalsOfTheDomain.Where(r => SpokenCodes.Refusals.GetValueOrDefault(r.Code) != r.Message).Select(r => r.Code));

    [Fact]
    public void A_refusal_carries_its_own_english() =>
        Repository.FindsNothing(Sentences.English.Texts.Keys.Intersect(SpokenCodes.Refusals.Keys));

    [Theory, MemberData(nameof(Translations))]
    public void A_language_lacks_nothing_that_english_or_a_refusal_says(string language) =>
        Repository.FindsNothing(SpokenCodes.English.Keys.Except(Sentences.In(language).Texts.Keys).Order());

    [Theory, MemberData(nameof(Translations))]
    public void A_language_says_nothing_that_the_source_never_asks_for(string language) =>
        Repository.FindsNothing(Sentences.In(language).Texts.Keys.Except(SpokenCodes.Routing).Except(SpokenCodes.Refusals.Keys).Except(SpokenCodes.Faults).Order());

    [Theory, MemberData(nameof(Translations))]
    public void A_language_has_a_sentence_for_every_fault_of_a_request(string language) =>
        Repository.FindsNothing(SpokenCodes.Faults.Except(Sentences.In(language).Texts.Keys).Order());

    [Fact]
    public void English_says_nothing_that_routing_never_asks_for() =>
        Repository.FindsNothing(Sentences.English.Texts.Keys.Except(SpokenCodes.Routing).Order());

    [Theory, MemberData(nameof(Translations))]
    public void A_translation_names_what_the_english_names_and_nothing_else(string language) =>
        Repository.FindsNothing(Sentences.In(language).Texts
            .Where(s => SpokenCodes.English.TryGetValue(s.Key, out var english)
                && !SpokenCodes.PlacesOf(english).SequenceEqual(SpokenCodes.PlacesOf(s.Value)))
            .Select(s => s.Key)
            .Order());

    [Theory, MemberData(nameof(Translations))]
    public void A_translation_is_a_sentence_and_not_the_english_one(string language) =>
        Assert.All(Sentences.In(language).Texts, s =>
        {
            Assert.EndsWith(".", s.Value, StringComparison.Ordinal);
            Assert.NotEqual(SpokenCodes.English.GetValueOrDefault(s.Key), s.Value);
        });

    [Fact]
    public void Arabic_is_written_in_arabic_letters() =>
        Assert.All(Sentences.In("ar").Texts, s => Assert.True(
            s.Value.Count(c => c is >= '\u0621' and <= '\u064A') > s.Value.Count(char.IsAsciiLetter), $"{s.Key} is hardly Arabic."));

    [Fact]
    public void A_language_that_waits_for_review_is_one_that_is_spoken() =>
        Assert.Subset(Translations.Select(l => l.Data).ToHashSet(), Sentences.NeedsReview.ToHashSet());

    [Fact]
    public void A_language_nobody_wrote_is_answered_in_english() =>
        Assert.Equal("en", Sentences.In("eo").Language);

    [Fact]
    public void A_refusal_is_said_in_the_language_of_the_listener_with_its_arguments() =>
        Assert.Equal(
            "Un État peut enregistrer au plus 4000 postes.",
            Sentences.In("fr").Of(PostRefusals.BookFull.With("4000")));

    [Fact]
    public void A_refusal_nobody_translated_is_said_in_english() =>
        Assert.Equal(
            "Only 3 are left.",
            Sentences.In("ar").Of(new Refusal(RefusalKind.Conflict, "test.too-few", "Only {0} are left.").With("3")));
}
