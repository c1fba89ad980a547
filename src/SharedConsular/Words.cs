using System.Globalization;
using System.Text;

namespace SharedConsular;

/// <summary>Names of enum members as they stand in JSON and policy files: <c>OwnAccredited</c> is <c>own_accredited</c>.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Array.IndexOf(Known<T>.Values, value) is var place and >= 0 ? Known<T>.Words[place] : Of(value.ToString());

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
        where T : struct, Enum => Array.IndexOf(Known<T>.Words, word) is var place and >= 0 ? Known<T>.Values[place] : null;

    /// <summary>A day as ISO 8601, <c>2026-11-22</c>.</summary>
    public static string OfDay(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not a day as ISO 8601.</exception>
    public static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    /// <summary>Arrays, because a dictionary of each enum would be compiled for each at every start.</summary>
    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();

        public static readonly string[] Words = Array.ConvertAll(Values, v => Of(v.ToString()));
    }
}
