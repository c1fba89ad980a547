using System.Collections.Frozen;

namespace SharedConsular.Matching;

/// <summary>What stands in names and tells nobody apart: articles, "son of", "from".</summary>
internal static class NameParticles
{
    /// <summary>"Servant of": the name goes on in the next word.</summary>
    public const string Servant = "abd";

    private static readonly FrozenSet<string> Particles =
        "al el ul bin ibn ben bint bnt bn abn de da do dos del di la le van von der den y e".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>How "servant of the" is written in one with what follows it; the longest first.</summary>
    private static readonly string[] Servants = ["abdul", "abdel", "abdal", "abdur", "abder", "abdus", "abdes", "abdu", "abde"];

    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>"Abdulrahman", "Abderrahman" and "abd" "rahman" become one.</summary>
    public static string Unite(string word)
    {
        foreach (var servant in Servants)
        {
            if (word.StartsWith(servant, StringComparison.Ordinal))
            {
                return Servant + word[servant.Length..];
            }
        }

        return word;
    }
}
