using System.Collections.Frozen;
using System.Globalization;

namespace SharedConsular.Consoles.Shared.Languages;

/// <summary>
/// What the pages say, in one language. A file a language: <c>key = text</c>, a form of a plural as <c>key[few] = text</c>,
/// places as {0}. Tests prove that all files have the same keys and places.
/// </summary>
public sealed class Texts
{
    private static readonly FrozenDictionary<string, Texts> All =
        Language.All.ToFrozenDictionary(l => l.Code, l => new Texts(l, ReadFile(l.Code)));

    private readonly NumberFormatInfo _numbers = new() { NumberGroupSeparator = "\u202F" };

    private readonly FrozenDictionary<string, string> _texts;

    private Texts(Language language, Dictionary<string, string> texts) => (Language, _texts) = (language, texts.ToFrozenDictionary(StringComparer.Ordinal));

    public Language Language { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    /// <exception cref="KeyNotFoundException">Nobody has written this text: a fault of ours, not of the person's.</exception>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"No text '{key}' in {Language.Code}.");

    public string this[string key, params ReadOnlySpan<object?> places] => string.Format(CultureInfo.InvariantCulture, this[key], [.. places]);

    public static Texts In(Language language) => All[language.Code];

    /// <summary>A text for a word of the wire; the word itself when nobody has written one.</summary>
    public string Word(string kind, string? word) => word is null ? "" : _texts.GetValueOrDefault($"{kind}.{word}", word.Replace('_', ' '));

    /// <summary>What an act is called to the person whose case it is.</summary>
    public string Own(string act) => _texts.GetValueOrDefault($"own.{act}") ?? this[$"act.{act}"];

    /// <summary>A text with a number, in the form the language asks for.</summary>
    public string Count(string key, long number, params ReadOnlySpan<object?> more) =>
        string.Format(CultureInfo.InvariantCulture, this[$"{key}[{Language.FormOf(number)}]"], [number, .. more]);

    public string Day(DateOnly day) => this["date.day", day.Day, this[$"month.{day.Month}"], day.Year];

    /// <summary>From one day to another, both of them in it.</summary>
    /// <param name="always">What is said where it has neither a first nor a last day.</param>
    public string Period(DateOnly? from, DateOnly? until, string always) => (from, until) switch
    {
        ({ } first, { } last) => this["period.from-until", Day(first), Day(last)],
        ({ } first, null) => this["period.from", Day(first)],
        (null, { } last) => this["period.until", Day(last)],
        _ => always,
    };

    /// <summary>Said in UTC, and says so: the person and the party that acts are seldom in one time zone.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;

        return this["date.moment", Day(DateOnly.FromDateTime(utc)), utc.ToString("HH:mm", CultureInfo.InvariantCulture)];
    }

    /// <summary>The time of day in UTC, with seconds: of something that is looked at while it changes.</summary>
    public string Clock(DateTimeOffset moment) => this["date.clock", moment.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)];

    /// <summary>A minute as the wire says it, such as 2026-11-30T09:05; what is none is said as it stands.</summary>
    public string Minute(string? minute) =>
        DateTimeOffset.TryParseExact(minute, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Moment(moment)
            : minute ?? "";

    /// <summary>A while in hours and minutes, a short one in seconds.</summary>
    public string Span(TimeSpan span) => span < TimeSpan.FromMinutes(1)
        ? this["date.seconds", (int)span.TotalSeconds]
        : this["date.span", (int)span.TotalHours, span.Minutes];

    /// <summary>Thousands stand apart by a narrow space that breaks no line: a point or a comma means something else in every second language.</summary>
    public string Number(long number) => number.ToString("N0", _numbers);

    private static Dictionary<string, string> ReadFile(string language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"texts/{language}.txt")!;
        using var reader = new StreamReader(stream);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.Split(" = ", 2) is [var key, var text])
            {
                texts.Add(key, text);
            }
        }

        return texts;
    }
}
