using System.Collections.Frozen;

namespace SharedConsular.Languages;

/// <summary>
/// What the platform says, in one language: a sentence for each stable code, with places {0}, {1} for names. A test
/// proves that no language lacks a sentence that English or a refusal has.
/// </summary>
public sealed class Sentences
{
    private static readonly FrozenDictionary<string, Sentences> All = new[]
    {
        new Sentences("en", EnglishTexts.All),
        new Sentences("fr", FrenchTexts.All, FrenchTexts.Evacuation),
        new Sentences("es", SpanishTexts.All, SpanishTexts.Evacuation),
        new Sentences("ar", ArabicTexts.All, ArabicTexts.Evacuation),
    }.ToFrozenDictionary(s => s.Language);

    private Sentences(string language, params IReadOnlyDictionary<string, string>[] texts)
    {
        Language = language;
        Texts = texts.SelectMany(t => t).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static Sentences English { get; } = All["en"];

    public static IEnumerable<string> LanguagesSpoken => All.Keys.Order(StringComparer.Ordinal);

    /// <summary>
    /// Languages whose sentences no consular officer who speaks them has approved yet. A tenant should see this before it
    /// shows them to the public; a language leaves the set in the commit that brings the approval.
    /// </summary>
    public static FrozenSet<string> NeedsReview { get; } = FrozenSet.Create(StringComparer.Ordinal, "ar", "es", "fr");

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    public FrozenDictionary<string, string> Texts { get; }

    /// <summary>The sentences of a language, or of English when nobody has written them yet.</summary>
    public static Sentences In(string language) => All.GetValueOrDefault(language, English);

    /// <summary>The sentence of a code with its places filled, or null when no sentence has that code.</summary>
    public string? Find(string code, params ReadOnlySpan<string> names)
    {
        if (!Texts.TryGetValue(code, out var sentence))
        {
            return null;
        }

        return names.IsEmpty ? sentence : string.Format(null, sentence, [.. names]);
    }

    /// <summary>What a refusal says in this language; its English message when there is no translation.</summary>
    public string Of(Refusal refusal) => Find(refusal.Code, refusal.Arguments.AsSpan()) ?? refusal.Text;
}
