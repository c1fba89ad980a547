using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SharedConsular;

/// <summary>Names of enum members as they stand in JSON and policy files: <c>OwnAccredited</c> is <c>own_accredited</c>.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Known<T>.Words.TryGetValue(value, out var word) ? word : Of(value.ToString());

    public static string Of(string pascalCase)
    {
        var word = new StringBuilder(pascalCase.Length + 4);
        foreach (var c in pascalCase)
        {
            if (char.IsAsciiLetterUpper(c) && word.Length > 0)
            {
                word.Append('_');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }

    /// <summary>The member that a word names, or null.</summary>
    public static T? Parse<T>(string? word)
        where T : struct, Enum => word is not null && Known<T>.Values.TryGetValue(word, out var value) ? value : null;

    /// <summary>A day as ISO 8601, <c>2026-11-22</c>.</summary>
    public static string OfDay(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not a day as ISO 8601.</exception>
    public static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().Distinct().ToFrozenDictionary(v => v, v => Of(v.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(w => w.Value, w => w.Key, StringComparer.Ordinal);
    }
}
