using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Tenants;

namespace SharedConsular.Policies.Text;

/// <summary>
/// The keys of one map. Every key that is asked for is known; whatever was never asked for is refused by
/// <see cref="End"/>, so the reader itself is the list of keys. Reading goes on after a fault, so that one look at a
/// file finds all of them.
/// </summary>
internal sealed class Fields(YamlMap map, FaultLog faults)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public FaultLog Faults => faults;

    public int Line => map.Line;

    public IEnumerable<string> Keys => map.Entries.Select(e => e.Key);

    public int LineOf(string key) => map.Entries.FirstOrDefault(e => e.Key == key)?.Line ?? map.Line;

    public bool Has(string key) => Find(key) is not null;

    public YamlNode? Find(string key)
    {
        _known.Add(key);

        return map.Entries.FirstOrDefault(e => e.Key == key)?.Value;
    }

    /// <summary>Every entry, for a map whose keys are not fixed.</summary>
    public IEnumerable<YamlEntry> Entries()
    {
        foreach (var entry in map.Entries)
        {
            _known.Add(entry.Key);
            yield return entry;
        }
    }

    public void End()
    {
        foreach (var entry in map.Entries.Where(e => !_known.Contains(e.Key)))
        {
            faults.Error("policy.unknown-key", entry.Line, $"'{entry.Key}' is not a key here; known are {string.Join(", ", _known)}.");
        }
    }

    public string Text(string key) => Needed(key) is { } node ? TextOf(node) ?? "" : "";

    public string FindText(string key) => Find(key) is { } node ? TextOf(node) ?? "" : "";

    public ImmutableArray<string> Texts(string key) =>
        Find(key) is { } node ? [.. ItemsOf(node).Select(TextOf).OfType<string>()] : [];

    public int? FindWholeNumber(string key, int min, int max)
    {
        if (Find(key) is not { } node || TextOf(node) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        faults.Error("policy.not-a-number", node.Line, $"'{text}' is not a whole number from {min} to {max}.");
        return null;
    }

    public int WholeNumber(string key, int min, int max) =>
        Needed(key) is null ? min : FindWholeNumber(key, min, max) ?? min;

    public double? FindNumber(string key, double min, double max) => Find(key) is { } node ? NumberOf(node, min, max) : null;

    public double? NumberOf(YamlNode node, double min, double max)
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        faults.Error("policy.not-a-number", node.Line, $"'{text}' is not a number from {min} to {max}.");
        return null;
    }

    public bool? FindFlag(string key)
    {
        if (Find(key) is not { } node || TextOf(node) is not { } text)
        {
            return null;
        }

        if (text is "true" or "false")
        {
            return text is "true";
        }

        faults.Error("policy.unknown-word", node.Line, $"'{text}' is neither true nor false.");
        return null;
    }

    public bool Flag(string key) => Needed(key) is not null && FindFlag(key) is true;

    public DateOnly? FindDate(string key) => Find(key) is { } node ? DateOf(node) : null;

    public DateOnly? Date(string key) => Needed(key) is { } node ? DateOf(node) : null;

    public DateOnly? DateOf(YamlNode node)
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Error("policy.not-a-date", node.Line, $"'{text}' is not a date such as 2026-01-31.");
        return null;
    }

    /// <summary>The keys <c>from</c> and <c>to</c>, both optional.</summary>
    public Period Period()
    {
        var period = new Period(FindDate("from"), FindDate("to"));
        if (period.From > period.To)
        {
            faults.Error("policy.not-a-date", LineOf("to"), $"The last day {period.To:yyyy-MM-dd} is before the first {period.From:yyyy-MM-dd}.");
        }

        return period;
    }

    public T Word<T>(string key)
        where T : struct, Enum => Needed(key) is { } node ? WordOf<T>(node) ?? default : default;

    public T? FindWord<T>(string key)
        where T : struct, Enum => Find(key) is { } node ? WordOf<T>(node) : null;

    public ImmutableArray<T> Words<T>(string key)
        where T : struct, Enum => Find(key) is { } node ? [.. ItemsOf(node).Select(WordOf<T>).OfType<T>()] : [];

    public T? WordOf<T>(YamlNode node)
        where T : struct, Enum
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        if (EnumWords<T>.Find(text) is { } word)
        {
            return word;
        }

        faults.Error("policy.unknown-word", node.Line, $"'{text}' is not one of {string.Join(", ", EnumWords<T>.All)}.");
        return null;
    }

    public ImmutableArray<Fields> Maps(string key) =>
        Find(key) is { } node ? [.. ItemsOf(node, listOnly: true).Select(MapOf).OfType<Fields>()] : [];

    public Fields? FindMap(string key) => Find(key) is { } node ? MapOf(node) : null;

    public Fields? Map(string key) => Needed(key) is { } node ? MapOf(node) : null;

    public Fields? MapOf(YamlNode node)
    {
        if (node is YamlMap inner)
        {
            return new Fields(inner, faults);
        }

        faults.Error("policy.wrong-type", node.Line, $"A map of keys is needed here, not {node.Shape}.");
        return null;
    }

    public string? TextOf(YamlNode node)
    {
        if (node is YamlWord { Text.Length: > 0 } word)
        {
            return word.Text;
        }

        if (node is YamlWord)
        {
            faults.Error("policy.missing", node.Line, "Nothing is written here.");
            return null;
        }

        faults.Error("policy.wrong-type", node.Line, $"A word is needed here, not {node.Shape}.");
        return null;
    }

    /// <summary>The items of a list; a single word stands for a list of one.</summary>
    public IEnumerable<YamlNode> ItemsOf(YamlNode node, bool listOnly = false)
    {
        if (node is YamlList list)
        {
            return list.Items;
        }

        if (node is YamlWord && !listOnly)
        {
            return [node];
        }

        faults.Error("policy.wrong-type", node.Line, $"A list is needed here, not {node.Shape}.");
        return [];
    }

    private YamlNode? Needed(string key)
    {
        if (Find(key) is { } node)
        {
            return node;
        }

        faults.Error("policy.missing", map.Line, $"'{key}' is missing.");
        return null;
    }
}
