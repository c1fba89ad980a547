using System.Reflection;
using System.Text.RegularExpressions;
using SharedConsular.FeatureFlags;
using SharedConsular.Languages;
using SharedConsular.Routing;

namespace SharedConsular.Tests.Languages;

/// <summary>Every code that can be said to a person, with its English, as the source has it.</summary>
internal static partial class SpokenCodes
{
    /// <summary>
    /// The refusals of every project, by code. Read from the source, so that no test project has to reference them all:
    /// a refusal is written <c>new(RefusalKind.X, "code", "Message.")</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Refusals { get; } = Repository.Files("src", ".cs")
        .SelectMany(f => WrittenRefusal().Matches(Repository.Text(f)))
        .ToDictionary(m => m.Groups["code"].Value, m => Regex.Unescape(m.Groups["message"].Value));

    /// <summary>The refusals that exist in the domain when it runs.</summary>
    public static IEnumerable<Refusal> RefusalsOfTheDomain { get; } =
    [
        .. typeof(Refusal).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(Refusal))
            .Select(f => (Refusal)f.GetValue(null)!),
    ];

    /// <summary>What routing says, and a household's page: codes quoted in their source, one for each kind of route, and one for each flag.</summary>
    public static IReadOnlyList<string> Routing { get; } =
    [
        .. Repository.Files("src/SharedConsular/Routing", ".cs").Concat(Repository.Files("src/SharedConsular.Api/Households", "Views.cs"))
            .SelectMany(f => QuotedRoutingCode().Matches(Repository.Text(f)))
            .Select(m => m.Groups["code"].Value)
            .Concat(Enum.GetNames<RouteKind>().Select(n => "route." + Words.Of(n).Replace('_', '-')))
            .Concat(Enum.GetValues<Feature>().Select(f => "flag." + Words.Of(f)))
            .Distinct(),
    ];

    /// <summary>
    /// The faults that can be pointed at in a request, by the code of their sentence; their English stands where they are found.
    /// </summary>
    public static IReadOnlyList<string> Faults { get; } =
    [
        .. Repository.Files("src/SharedConsular.Api", ".cs")
            .SelectMany(f => WrittenFault().Matches(Repository.Text(f)))
            .SelectMany(m => m.Groups["code"].Captures)
            .Select(c => "fault." + c.Value)
            .Distinct(),
    ];

    /// <summary>The English of every code, of routing and of refusals.</summary>
    public static IReadOnlyDictionary<string, string> English { get; } =
        Sentences.English.Texts.Concat(Refusals).DistinctBy(s => s.Key).ToDictionary(StringComparer.Ordinal);

    /// <summary>The places of a sentence: <c>{0}</c>, <c>{3}</c>.</summary>
    public static IEnumerable<string> PlacesOf(string sentence) =>
        Place().Matches(sentence).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("""RefusalKind\.\w+,\s*"(?<code>[^"]+)",\s*"(?<message>(?:[^"\\]|\\.)*)"\s*\)""")]
    private static partial Regex WrittenRefusal();

    [GeneratedRegex(@"""(?<code>(route|basis|obligation|gate|firewall|own|post|agreement|preference|advice|decision|household)\.[a-z0-9.-]+)""")]
    private static partial Regex QuotedRoutingCode();

    [GeneratedRegex(@"\b(Add|Ids|Fault)\(\s*(?:""#/\w+"", asked\.[^""]*|[^,;]+,\s*[^"",;]*)""(?<code>[a-z]+(-[a-z]+)*)""(?:\s*:\s*""(?<code>[a-z-]+)"")?,")]
    private static partial Regex WrittenFault();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
