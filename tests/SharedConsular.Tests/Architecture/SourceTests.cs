using System.Text.RegularExpressions;

namespace SharedConsular.Tests.Architecture;

/// <summary>What no line of source may hold.</summary>
public sealed partial class SourceTests
{
    /// <summary>Far above the 250 lines that make a reviewer ask: beyond this a file is surely two things.</summary>
    private const int FileLinesMax = 450;

    /// <summary>Above the 120 columns of the house, because a sentence or a signature reads better whole.</summary>
    private const int LineColumnsMax = 160;

    /// <summary>A sentence of a language stays on one line, however long.</summary>
    private const string SentencesFolder = "src/SharedConsular/Languages/";

    private static readonly string[] TextEndings =
        ["", ".cs", ".csproj", ".csv", ".editorconfig", ".gitignore", ".json", ".md", ".props", ".razor", ".sh", ".sln", ".targets", ".txt", ".yaml", ".yml"];

    /// <summary>Where time and ids come from the world. Everything else is handed them.</summary>
    private static readonly HashSet<(string File, string Asked)> MayAskTheWorld =
    [
        ("src/SharedConsular.Api/Program.cs", "TimeProvider.System"),
        ("src/SharedConsular.Api/Start/PlatformStart.cs", "TimeProvider.System"),
        ("src/SharedConsular.Cli/Agreements/CheckAgreementsCommand.cs", "TimeProvider.System"),
        ("src/SharedConsular.Gateway/GatewayApp.cs", "TimeProvider.System"),
        ("src/SharedConsular.Cli/Bench/BareInserts.cs", "Guid.NewGuid"),
        ("src/SharedConsular.Cli/Bench/BenchRouteCommand.cs", "TimeProvider.System"),
        ("src/SharedConsular.Cli/Bench/CaseLoad.cs", "Guid.NewGuid"),
        ("src/SharedConsular.Api/Movements/PlanningDesk.cs", "Guid.CreateVersion7"),
        ("src/SharedConsular.Cli/Replay/ReplayCommand.cs", "Guid.NewGuid"),
        ("src/SharedConsular.Cli/Replay/ReplayCommand.cs", "TimeProvider.System"),
        ("src/SharedConsular.Cli/Servers/TemporaryFolder.cs", "Guid.NewGuid"),
        ("src/SharedConsular.Cli/Stores/StoreCommand.cs", "TimeProvider.System"),
        ("src/SharedConsular.Api/Triage/TriageDesk.cs", "Guid.CreateVersion7"),
        ("src/SharedConsular.Contracts/ConsularClient.cs", "Guid.CreateVersion7"),
        ("src/SharedConsular.Runtime/RuntimeServices.cs", "TimeProvider.System"),
        ("src/SharedConsular.Runtime/Telemetry/RuntimeTelemetry.cs", "TimeProvider.System"), // How long something took, for nobody but the meter.
    ];

    [Fact]
    public void No_file_is_longer_than_one_thing_can_be() =>
        Repository.FindsNothing(Repository.Files("src", ".cs").Where(f => Repository.Lines(f).Length > FileLinesMax).Order());

    [Fact]
    public void No_line_runs_off_the_screen() =>
        Repository.FindsNothing(Repository.Files("src", ".cs")
            .Where(f => !f.StartsWith(SentencesFolder, StringComparison.Ordinal))
            .SelectMany(f => Repository.Lines(f).Select((text, i) => (Line: $"{f}:{i + 1}", text.Length)))
            .Where(l => l.Length > LineColumnsMax)
            .Select(l => l.Line));

    [Fact]
    public void Time_and_ids_are_asked_of_the_world_only_where_the_list_says_so() =>
        Repository.FindsNothing(WhoAsksTheWorld().Except(MayAskTheWorld).Select(x => $"{x.File}: {x.Asked}").Order());

    [Fact]
    public void The_list_of_those_who_ask_the_world_is_no_longer_than_it_must_be() =>
        Repository.FindsNothing(MayAskTheWorld.Except(WhoAsksTheWorld()).Select(x => $"{x.File}: {x.Asked}").Order());

    [Fact]
    public void No_test_sleeps() =>
        Repository.FindsNothing(Repository.Files("tests", ".cs")
            .Where(f => Sleep().IsMatch(Repository.Text(f)))
            .Order());

    [Fact]
    public void No_file_names_a_machine_or_a_registry() => Repository.FindsNothing(LinesOfText(OfAMachine()));

    [Fact]
    public void No_file_holds_both_sides_of_a_merge() => Repository.FindsNothing(LinesOfText(MergeMarker()));

    private static HashSet<(string File, string Asked)> WhoAsksTheWorld() =>
        [.. Repository.Files("src", ".cs").SelectMany(f => AskedOfTheWorld().Matches(Repository.Text(f)).Select(m => (f, m.Value)))];

    private static IEnumerable<string> LinesOfText(Regex pattern) =>
        Repository.Files("", "")
            .Where(f => TextEndings.Contains(Path.GetExtension(f)))
            .SelectMany(f => Repository.Lines(f).Select((text, i) => (Line: $"{f}:{i + 1}", Text: text)))
            .Where(l => pattern.IsMatch(l.Text))
            .Select(l => l.Line);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bTimeProvider\.System\b")]
    private static partial Regex AskedOfTheWorld();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"(^|[^A-Za-z0-9.:/])/(tmp|root|home|work|Users)/|[A-Z]:\\Users|\bapi\.nuget\.org|\bregistry\.npmjs\.org|\bdeb\.debian\.org")]
    private static partial Regex OfAMachine();

    [GeneratedRegex(@"^(<{7}|={7}|>{7})( |$)")]
    private static partial Regex MergeMarker();
}
