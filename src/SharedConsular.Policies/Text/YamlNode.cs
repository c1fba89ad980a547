using System.Collections.Immutable;

namespace SharedConsular.Policies.Text;

/// <summary>What stands in a file, with its line: words, lists and maps. Nothing is guessed: <c>NO</c> is Norway, never false.</summary>
internal abstract record YamlNode(int Line)
{
    public abstract string Shape { get; }
}

internal sealed record YamlWord(int Line, string Text) : YamlNode(Line)
{
    public override string Shape => "a word";
}

internal sealed record YamlList(int Line, ImmutableArray<YamlNode> Items) : YamlNode(Line)
{
    public override string Shape => "a list";
}

internal sealed record YamlMap(int Line, ImmutableArray<YamlEntry> Entries) : YamlNode(Line)
{
    public override string Shape => "a map";
}

internal sealed record YamlEntry(string Key, int Line, YamlNode Value);
