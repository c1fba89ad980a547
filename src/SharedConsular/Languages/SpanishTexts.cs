namespace SharedConsular.Languages;

/// <summary>Spanish, for routing and refusals. Places as in English.</summary>
internal static class SpanishTexts
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>();
}
