using System.Collections.Frozen;
using System.Text;
using SharedConsular.Cases;

namespace SharedConsular.Matching;

/// <summary>
/// Names of several scripts in Latin letters, near enough to be compared. Our own tables, after public rules as remembered:
/// Cyrillic after ICAO Doc 9303 part 3, Arabic with Persian and Urdu letters after BGN/PCGN and ALA-LC, Greek after ISO 843,
/// Hebrew after the Academy's simple rules; where rules differ, what passports show most. See <see cref="SyllabicScripts"/> for others.
/// </summary>
public static class Transliteration
{
    private const string ArabicArticle = "ال";
    private const int WordWithArticleMin = 4;

    private static readonly FrozenDictionary<char, string> Latin = new[]
    {
        "ا a|ب b|ت t|ث th|ج j|ح h|خ kh|د d|ذ dh|ر r|ز z|س s|ش sh|ص s|ض d|ط t|ظ z|ع a|غ gh|ف f|ق q|ك k|ل l|م m|ن n|ه h|و w|ي y|ء ",
        "پ p|چ ch|ژ zh|گ g|ڤ v|ٹ t|ڈ d|ڑ r|ں n|ہ h|ھ h|ے y|ۍ y|ې e|ټ t|ډ d|ړ r|ښ sh|ڼ n|ځ dz|څ ts",
        "а a|б b|в v|г g|ґ g|д d|е e|є ie|ж zh|з z|и i|і i|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh|ц ts|ч ch|ш sh|щ shch",
        "ъ |ы y|ь |э e|ю iu|я ia|ђ dj|ј j|љ lj|њ nj|ћ c|џ dj|қ k|ғ g|ң n|ұ u|ү u|һ h|ө o|ә a",
        "α a|β v|γ g|δ d|ε e|ζ z|η i|θ th|ι i|κ k|λ l|μ m|ν n|ξ x|ο o|π p|ρ r|σ s|ς s|τ t|υ y|φ f|χ ch|ψ ps|ω o",
        "א a|ב b|ג g|ד d|ה h|ו v|ז z|ח h|ט t|י y|כ k|ך k|ל l|מ m|ם m|נ n|ן n|ס s|ע a|פ p|ף f|צ ts|ץ ts|ק k|ר r|ש sh|ת t",
    }.SelectMany(table => table.Split('|')).ToFrozenDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>The words of a name: folded, in Latin letters, without articles and particles, compound names as one word.</summary>
    public static IReadOnlyList<string> WordsOf(string name)
    {
        var words = new List<string>();
        var opensNext = false;
        foreach (var word in NameTerms.Of(SyllabicScripts.ToLatin(name)).Select(ToLatin))
        {
            if (word.Length == 0 || NameParticles.IsParticle(word))
            {
                continue;
            }

            var plain = NameParticles.Unite(word);
            if (opensNext)
            {
                words[^1] += plain;
            }
            else
            {
                words.Add(plain);
            }

            opensNext = plain == NameParticles.Servant;
        }

        return words;
    }

    private static string ToLatin(string word)
    {
        var from = word.Length >= WordWithArticleMin && word.StartsWith(ArabicArticle, StringComparison.Ordinal) ? ArabicArticle.Length : 0;
        var latin = new StringBuilder(word.Length);
        foreach (var c in word.AsSpan(from))
        {
            latin.Append(Latin.TryGetValue(c, out var letters) ? letters : c);
        }

        return latin.ToString();
    }
}
