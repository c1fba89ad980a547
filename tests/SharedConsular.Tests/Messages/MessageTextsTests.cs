using SharedConsular.Languages;
using SharedConsular.Messages;

namespace SharedConsular.Tests.Messages;

public sealed class MessageTextsTests
{
    private static readonly DateTimeOffset Until = new(2026, 11, 30, 14, 0, 0, TimeSpan.FromHours(2));

    public static TheoryData<string> Languages => [.. MessageTexts.Languages];

    [Fact]
    public void Persons_are_written_in_the_languages_the_platform_speaks() => Assert.Equal(Sentences.LanguagesSpoken, MessageTexts.Languages);

    [Theory, MemberData(nameof(Languages))]
    public void Every_occasion_has_its_words(string language) =>
        Assert.All(Enum.GetValues<Occasion>(), occasion =>
        {
            var (subject, text, spoken) = MessageTexts.Of(occasion, language, "Eesti", "SC-1", Until, "M7XK-0000");

            Assert.Equal(language, spoken);
            Assert.Contains("SC-1", subject, StringComparison.Ordinal);
            Assert.Contains("SC-1", text, StringComparison.Ordinal);
            Assert.Equal(occasion is Occasion.SeatsOffered, text.Contains("2026-11-30 12:00 UTC", StringComparison.Ordinal));
            Assert.Equal(
                occasion is Occasion.CaseOpened or Occasion.PapersAsked or Occasion.HandedOver or Occasion.RegisteredByFile, text.Contains("Eesti", StringComparison.Ordinal));
            Assert.Equal(occasion is Occasion.RegisteredByFile, text.Contains("M7XK-0000", StringComparison.Ordinal));
        });

    [Theory, MemberData(nameof(Languages))]
    public void Neutral_words_tell_nobody_anything(string language)
    {
        var (subject, text, _) = MessageTexts.Neutral(language, null, null);
        foreach (var told in new[] { "SC-", "consul", "case", "dossier", "expediente", "ملف", "Eesti", "police", "help" })
        {
            Assert.DoesNotContain(told, $"{subject} {text}", StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("The dentist", MessageTexts.Neutral(language, "The dentist", null).Subject);
        Assert.Contains("2026-11-30 12:00 UTC", MessageTexts.Neutral(language, null, Until).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_nobody_wrote_is_written_in_english() => Assert.Equal("en", MessageTexts.Neutral("et", null, null).Language);
}
