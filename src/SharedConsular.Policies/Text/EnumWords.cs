using System.Collections.Frozen;
using System.Text;

namespace SharedConsular.Policies.Text;

/// <summary>The words of a closed vocabulary as people write them: <c>AnyThirdState</c> is <c>any_third_state</c>.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values =
        Enum.GetValues<T>().ToFrozenDictionary(v => EnumWords.Snake(v.ToString()), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All { get; } = [.. Enum.GetNames<T>().Select(EnumWords.Snake)];

    public static T? Find(string word) => Values.TryGetValue(word, out var value) ? value : null;
}

internal static class EnumWords
{
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
