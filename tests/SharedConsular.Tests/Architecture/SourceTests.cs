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

    /// <summary>Who acts as the platform itself, or for somebody it is about to tell. A way past the door would have to stand here.</summary>
    private static readonly HashSet<(string File, string As)> MayActAsThePlatform =
    [
        ("src/SharedConsular/Access/CaseAccess.cs", "Caller.OnBehalfOf"), // Tells a party: asks for what that party may know.
        ("src/SharedConsular/Messages/MessagePlan.cs", "Caller.OnBehalfOf"), // Writes to a household for its party.
        ("src/SharedConsular.Api/Follow/FollowEndpoints.cs", "Caller.Follower"), // The secret was compared.
        ("src/SharedConsular.Runtime/Entities/EntityModel.cs", "Caller.System"), // A clock fell due.
        ("src/SharedConsular.Api/Access/AdversePersons.cs", "Caller.System"), // Writes down who is kept from a case.
        ("src/SharedConsular.Api/Agreements/AgreementExits.cs", "Caller.System"), // Applies an exit rule.
        ("src/SharedConsular.Api/Notices/CaseNotices.cs", "Caller.System"), // Records that a party was told, or not.
        ("src/SharedConsular.Api/Webhooks/WebhookCalls.cs", "Caller.System"), // Records what became of a call.
        ("src/SharedConsular.Api/Messages/PersonMessages.cs", "Caller.System"), // Records what became of a message.
        ("src/SharedConsular.Api/Routing/RoutingDesk.cs", "Caller.System"), // Keeps a routing answer; anybody may ask.
        ("src/SharedConsular.Api/Worlds/PolicyBundleInForce.cs", "Caller.System"), // Adopts the files at the start.
        ("src/SharedConsular.Api/LocalSignIn/FirstAdministrators.cs", "Caller.System"), // Invites the first administrator at the start.
        ("src/SharedConsular.Api/Crises/CrisisForgetting.cs", "Caller.System"), // Forgets when a crisis's time is over.
        ("src/SharedConsular.Api/Movements/SeatPromises.cs", "Caller.System"), // Carries a promise between movement and household.
        ("src/SharedConsular.Api/Movements/RouteNews.cs", "Caller.System"), // Tells travellers of a route that somebody reported.
        ("src/SharedConsular.Api/Movements/PlanningDesk.cs", "Caller.System"), // Holds the seats of a plan that a cell adopted.
        ("src/SharedConsular.Api/Matching/HostListDesk.cs", "Caller.System"), // Notes whom a host state's list names; the cell imported it.
        ("src/SharedConsular.Api/Matching/MatchDesk.cs", "Caller.System"), // Finds records of one household.
        ("src/SharedConsular.Api/Triage/TriageDesk.cs", "Caller.System"), // Ranks by the policy.
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
    public void Nobody_acts_as_the_platform_whom_the_list_does_not_name() =>
        Repository.FindsNothing(WhoActsAsThePlatform().Except(MayActAsThePlatform).Select(x => $"{x.File}: {x.As}").Order());

    [Fact]
    public void The_list_of_those_who_do_is_no_longer_than_it_must_be() =>
        Repository.FindsNothing(MayActAsThePlatform.Except(WhoActsAsThePlatform()).Select(x => $"{x.File}: {x.As}").Order());

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

    private static HashSet<(string File, string As)> WhoActsAsThePlatform() =>
        [.. Repository.Files("src", ".cs").SelectMany(f => PlatformCaller().Matches(Repository.Text(f)).Select(m => (f, m.Value)))];

    private static IEnumerable<string> LinesOfText(Regex pattern) =>
        Repository.Files("", "")
            .Where(f => TextEndings.Contains(Path.GetExtension(f)))
            .SelectMany(f => Repository.Lines(f).Select((text, i) => (Line: $"{f}:{i + 1}", Text: text)))
            .Where(l => pattern.IsMatch(l.Text))
            .Select(l => l.Line);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bTimeProvider\.System\b")]
    private static partial Regex AskedOfTheWorld();

    [GeneratedRegex(@"\bCaller\.(System|OnBehalfOf|Follower)\b")]
    private static partial Regex PlatformCaller();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"(^|[^A-Za-z0-9.:/])/(tmp|root|home|work|Users)/|[A-Z]:\\Users|\bapi\.nuget\.org|\bregistry\.npmjs\.org|\bdeb\.debian\.org")]
    private static partial Regex OfAMachine();

    [GeneratedRegex(@"^(<{7}|={7}|>{7})( |$)")]
    private static partial Regex MergeMarker();
}
