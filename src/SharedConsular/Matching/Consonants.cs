using System.Text;

namespace SharedConsular.Matching;

/// <summary>
/// What is left of a word when vowels and the choices of whoever transliterated it are taken away: "Youssef", "Yusuf" and
/// يوسف all are <c>ASF</c>. A vowel is kept as <c>A</c> where a word begins with one.
/// </summary>
public static class Consonants
{
    /// <summary>Letters that are written together for one sound, the longest first. Of ث some write th and others s: Othman, Osman.</summary>
    private static readonly (string Letters, string Sound)[] Sounds =
    [
        ("shch", "X"), ("tsch", "X"), ("sch", "X"), ("tch", "X"), ("dzh", "J"), ("dsh", "J"), ("kh", "H"), ("sh", "X"), ("ch", "X"), ("gh", "G"),
        ("zh", "J"), ("th", "S"), ("dh", "D"), ("ph", "F"), ("ck", "K"), ("dj", "J"), ("ts", "S"), ("tz", "S"),
    ];

    public static string Of(string word)
    {
        var skeleton = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length;)
        {
            var (sound, length) = SoundAt(word, i);
            if (sound == "" && i == 0)
            {
                sound = "A";
            }

            if (sound != "" && (skeleton.Length == 0 || skeleton[^1] != sound[0]) && !(sound == "H" && i + length == word.Length && i > 0))
            {
                skeleton.Append(sound);
            }

            i += length;
        }

        return skeleton.ToString();
    }

    private static (string Sound, int Length) SoundAt(string word, int at)
    {
        var rest = word.AsSpan(at);
        foreach (var (letters, sound) in Sounds)
        {
            if (rest.StartsWith(letters, StringComparison.Ordinal))
            {
                return (sound, letters.Length);
            }
        }

        return (word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'w' => "",
            'b' or 'p' => "B",
            'c' => at + 1 < word.Length && word[at + 1] is 'e' or 'i' or 'y' ? "S" : "K",
            'f' or 'v' => "F",
            'k' or 'q' => "K",
            's' or 'z' => "S",
            'x' => "KS",
            var other => char.ToUpperInvariant(other).ToString(),
        }, 1);
    }
}
