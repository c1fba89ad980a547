using System.Collections.Frozen;

namespace SharedConsular.Consoles.Shared.Languages;

/// <summary>A language the pages speak.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="OwnName">As its speakers call it.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Forms">Its plural forms (Unicode CLDR, plurals of cardinals).</param>
/// <param name="FormOf">The form for a whole number.</param>
public sealed record Language(string Code, string OwnName, string Direction, string[] Forms, Func<long, string> FormOf)
{
    private static readonly string[] OneOther = ["one", "other"];

    /// <summary>In the order in which they are offered.</summary>
    public static Language[] All { get; } =
    [
        new("en", "English", "ltr", OneOther, n => n == 1 ? "one" : "other"),
        new("fr", "Français", "ltr", OneOther, n => n is 0 or 1 ? "one" : "other"),
        new("es", "Español", "ltr", OneOther, n => n == 1 ? "one" : "other"),
        new("ar", "العربية", "rtl", ["zero", "one", "two", "few", "many", "other"], OfArabic),
        new("pt", "Português", "ltr", OneOther, n => n is 0 or 1 ? "one" : "other"),
        new("ru", "Русский", "ltr", ["one", "few", "many"], OfRussian),
        new("zh", "中文", "ltr", ["other"], _ => "other"),
        new("sw", "Kiswahili", "ltr", OneOther, n => n == 1 ? "one" : "other"),
    ];

    private static readonly FrozenDictionary<string, Language> ByCode = All.ToFrozenDictionary(l => l.Code);

    /// <summary>Those in which the API gives legal reasons; in the others these stand in English, and say so.</summary>
    private static readonly string[] OfApi = ["en", "fr", "es", "ar"];

    /// <summary>
    /// The one list of languages that a machine wrote and nobody who speaks them at a consulate has read yet. A language leaves it
    /// in the commit that brings the reading.
    /// </summary>
    public static FrozenSet<string> NeedsReview { get; } = FrozenSet.Create(StringComparer.Ordinal, "fr", "es", "ar", "pt", "ru", "zh", "sw");

    public string ApiCode => OfApi.Contains(Code) ? Code : "en";

    public static Language? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var found) ? found : null;

    /// <summary>The first spoken one of an Accept-Language header (RFC 9110).</summary>
    public static Language Negotiate(IList<Microsoft.Net.Http.Headers.StringWithQualityHeaderValue> wanted)
    {
        const int preferencesMax = 10;

        return wanted.Take(preferencesMax)
            .OrderByDescending(w => w.Quality ?? 1)
            .Select(w => Find(w.Value.Value?.Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(l => l is not null) ?? All[0];
    }

    private static string OfArabic(long n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (n % 100) switch
        {
            >= 3 and <= 10 => "few",
            >= 11 => "many",
            _ => "other",
        },
    };

    private static string OfRussian(long n) => (n % 10, n % 100) switch
    {
        (1, not 11) => "one",
        ( >= 2 and <= 4, not (>= 12 and <= 14)) => "few",
        _ => "many",
    };
}
