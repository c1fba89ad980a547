namespace SharedConsular.Languages;

/// <summary>French, for routing and refusals. Places as in English.</summary>
internal static class FrenchTexts
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>();
}
