namespace SharedConsular.Languages;

/// <summary>Arabic, for routing and refusals. Places as in English.</summary>
internal static class ArabicTexts
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>();
}
