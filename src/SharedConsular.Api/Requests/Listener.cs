using SharedConsular.Languages;

namespace SharedConsular.Api.Requests;

/// <summary>The language the caller listens in (Accept-Language, RFC 9110), among those the platform speaks.</summary>
internal static class Listener
{
    /// <summary>More preferences than anyone sets.</summary>
    private const int PreferencesMax = 10;

    public static Sentences SentencesFor(this HttpContext context) => Sentences.In(LanguageOf(context.Request));

    public static string LanguageOf(HttpRequest request) => FindLanguage(request) ?? "en";

    /// <summary>Null when the request names none that the platform speaks.</summary>
    public static string? FindLanguage(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage;

        return wanted
            .Take(PreferencesMax)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(l => l is not null && Sentences.LanguagesSpoken.Contains(l));
    }
}
