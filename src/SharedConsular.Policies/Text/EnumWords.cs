using System.Collections.Frozen;

namespace SharedConsular.Policies.Text;

/// <summary>The words of a closed vocabulary as people write them: <c>AnyThirdState</c> is <c>any_third_state</c>.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values =
        Enum.GetValues<T>().ToFrozenDictionary(Words.Of, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All { get; } = [.. Enum.GetNames<T>().Select(Words.Of)];

    public static T? Find(string word) => Values.TryGetValue(word, out var value) ? value : null;
}
