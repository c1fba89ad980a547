using System.Text.RegularExpressions;
using SharedConsular.Consoles.Shared.Languages;

namespace SharedConsular.Consoles.Tests.Shared;

/// <summary>No language lacks a text, a place in it or a form of a plural, and none has one that nothing says.</summary>
public sealed partial class TextsTests
{
    private static readonly Texts English = Texts.In(Language.All[0]);

    public static TheoryData<string> Codes => [.. Language.All.Select(l => l.Code)];

    [Theory, MemberData(nameof(Codes))]
    public void A_language_has_every_text_and_no_other(string code)
    {
        var texts = Texts.In(Language.Find(code)!);
        var expected = English.Keys.SelectMany(k => Form().Replace(k, "") is var stem && stem != k
            ? texts.Language.Forms.Select(f => $"{stem}[{f}]")
            : [k]).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(expected, texts.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_text_has_the_places_it_has_in_English(string code)
    {
        var texts = Texts.In(Language.Find(code)!);

        Assert.All(texts.Keys, key =>
        {
            var english = Form().Replace(key, "") is var stem && stem != key ? $"{stem}[other]" : key;
            Assert.Equal(Places(English[english]), Places(texts[key]));
        });
    }

    [Theory, MemberData(nameof(Codes))]
    public void Each_form_of_a_plural_is_asked_for_by_some_number(string code)
    {
        var language = Language.Find(code)!;

        Assert.Equal(language.Forms.Order(), Enumerable.Range(0, 200).Select(n => language.FormOf(n)).Distinct().Order());
    }

    [Theory]
    [InlineData("ru", 1, "one"), InlineData("ru", 3, "few"), InlineData("ru", 11, "many"), InlineData("ru", 21, "one"), InlineData("ru", 112, "many")]
    [InlineData("ar", 0, "zero"), InlineData("ar", 2, "two"), InlineData("ar", 7, "few"), InlineData("ar", 11, "many"), InlineData("ar", 100, "other")]
    [InlineData("fr", 0, "one"), InlineData("fr", 2, "other"), InlineData("en", 0, "other"), InlineData("zh", 1, "other")]
    public void A_number_takes_the_form_of_its_language(string code, long number, string form) =>
        Assert.Equal(form, Language.Find(code)!.FormOf(number));

    [Fact]
    public void Every_text_that_a_page_asks_for_is_there_and_every_text_is_asked_for()
    {
        var source = ReadSource();
        var asked = Asked().Matches(source).Select(m => m.Groups[1].Value).ToHashSet();
        var built = Built().Matches(source).Select(m => m.Groups[1].Value)
            .Concat(Word().Matches(source).Select(m => m.Groups[1].Value + ".")).Where(p => p.Length > 0).ToHashSet();
        var stems = English.Keys.Select(k => Form().Replace(k, "")).ToHashSet();

        Assert.Empty(asked.Except(stems).Order());
        Assert.Empty(stems.Except(asked).Where(s => !built.Any(p => s.StartsWith(p, StringComparison.Ordinal))).Order());
    }

    [Fact]
    public void What_a_machine_translated_is_named_until_somebody_who_speaks_it_has_read_it() =>
        Assert.Equal(Language.All.Select(l => l.Code).Except(["en"]).Order(), Language.NeedsReview.Order());

    /// <summary>All that the consoles are written in.</summary>
    internal static string ReadSource() => string.Concat(Directory
        .EnumerateFiles(Path.Combine(Root(), "src", "SharedConsular.Consoles"), "*.*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SharedConsular.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\[(zero|one|two|few|many|other)\]$")]
    private static partial Regex Form();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:\bT|[Tt]exts|this)(?:\[|\.Count\()""([a-z0-9.-]+)""")]
    private static partial Regex Asked();

    /// <summary>A key whose last part is computed.</summary>
    [GeneratedRegex(@"[\[(]\$""([a-z.-]+)\{")]
    private static partial Regex Built();

    [GeneratedRegex(@"\.Word\(""([a-z-]+)""")]
    private static partial Regex Word();
}
