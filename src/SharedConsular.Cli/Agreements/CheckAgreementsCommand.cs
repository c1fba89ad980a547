using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Policies;
using Spectre.Console;

namespace SharedConsular.Cli.Agreements;

/// <summary>Checks policy files without a server, as a server does before it adopts them.</summary>
internal static class CheckAgreementsCommand
{
    public static Command Create(SharedOptions shared)
    {
        var folder = new Argument<DirectoryInfo?>("folder")
        {
            Description = "Your policy files; each stands in the place of the product's file of the same name. The product's alone when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var on = TypedDate.Option("--on", "The day for which rules and agreements are checked; today when left out.");
        var command = new Command("check", "Check policy files and run the cases beside them. Prints file:line: level code: message; exit code 4 on errors.")
        {
            folder, on,
        };
        command.SetAction(parsed =>
        {
            var screen = Screen.Of(parsed, shared);
            var own = parsed.GetValue(folder);
            if (own is { Exists: false })
            {
                screen.Error($"There is no folder {own.FullName}.");
                return ExitCode.Usage;
            }

            var sources = own is null ? PolicySources.Standard : PolicySources.Standard.With(own.FullName);
            var report = Check(sources, parsed.GetValue(on) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
            screen.ShowOwn(report, (console, r) => Draw(screen, console, r));

            return report.Errors == 0 ? ExitCode.Done : ExitCode.CheckFailed;
        });

        return command;
    }

    internal static CheckReport Check(PolicySources sources, DateOnly on)
    {
        var load = PolicyFiles.Load(sources);
        var faults = load.Set is null ? load.Faults : load.Faults.Concat(load.Check(on)).Concat(load.RunTests());
        var lines = faults.Distinct().Select(f => new CheckLine(f.File, f.Line, LevelOf(f), f.Code, f.Message)).ToArray();

        return new CheckReport(
            load.Set?.Version, load.Files.Count, load.Tests.Length, lines.Count(l => l.Level == "error"), lines.Count(l => l.Level == "warning"), lines);
    }

    private static string LevelOf(PolicyFault fault) => fault.Level is PolicyFaultLevel.Error ? "error" : "warning";

    private static void Draw(Screen screen, IAnsiConsole console, CheckReport report)
    {
        foreach (var line in report.Faults)
        {
            screen.Line($"{line.File}:{line.Line}: {line.Level} {line.Code}: {line.Message}");
        }

        console.Line(
            $"{report.Files} files, {report.Tests} cases, {report.Errors} errors, {report.Warnings} warnings; "
            + (report.Version is null ? "refused: the version in force would stay." : $"version {report.Version[..12]}."));
    }

    internal sealed record CheckReport(string? Version, int Files, int Tests, int Errors, int Warnings, IReadOnlyList<CheckLine> Faults);

    internal sealed record CheckLine(string File, int Line, string Level, string Code, string Message);
}
