using System.CommandLine;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary><c>consular replay samples/first-week.yaml</c>: a week of a shared installation through the HTTP API.</summary>
internal static class ReplayCommand
{
    private const int AtOnceMax = 64;
    private const int AtOnceDefault = 32;

    public static Command Create(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("scenario") { Description = "The scenario file, such as samples/first-week.yaml." };
        var seed = new Option<ulong?>("--seed") { Description = "Another seed than the file's: another week of the same kind." };
        var cases = new Option<int?>("--cases") { Description = "Another number of cases than the file's." };
        var atOnce = new Option<int>("--at-once")
        {
            Description = $"How many cases run at once, at most {AtOnceMax}.",
            DefaultValueFactory = _ => AtOnceDefault,
        };
        var planOnly = new Option<bool>("--plan") { Description = "Print the plan's hash and go no further." };
        var expect = new Option<string?>("--expect") { Description = "The hash the plan must begin with; exit code 4 when it does not." };
        atOnce.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > AtOnceMax)
            {
                result.AddError($"--at-once goes from 1 to {AtOnceMax}.");
            }
        });
        var command = new Command("replay", "Drive the platform through the week of a scenario file. Starts its own server unless --server names one.")
        {
            file, seed, cases, atOnce, planOnly, expect,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var scenario = await Scenario.Read(parsed.GetRequiredValue(file), ct);
                var seedUsed = parsed.GetValue(seed) ?? scenario.Seed;
                var plan = ReplayPlan.Make(scenario, seedUsed, parsed.GetValue(cases) ?? scenario.Cases);
                if (parsed.GetValue(expect) is { } hash && !plan.Hash.StartsWith(hash, StringComparison.Ordinal))
                {
                    screen.Error($"The plan is {plan.Hash}, not {hash}.");
                    return ExitCode.CheckFailed;
                }

                if (parsed.GetValue(planOnly))
                {
                    screen.ShowOwn(new PlanReport(plan.Hash, plan.Cases.Count), (_, p) => screen.Line($"{p.Hash}  {p.Cases} cases"));
                    return ExitCode.Done;
                }

                var log = await Run(scenario, plan, parsed.GetValue(atOnce), NamedServer(parsed, shared), parsed.GetValue(shared.Language), screen, ct);
                var report = ReplayReport.Of(scenario, seedUsed, plan, log);
                screen.ShowOwn(report, ReplayReport.Draw);

                return report.Broken == 0 ? ExitCode.Done : ExitCode.CheckFailed;
            }
        });

        return command;
    }

    private static Uri? NamedServer(ParseResult parsed, SharedOptions shared)
    {
        var named = parsed.GetValue(shared.Server) ?? Environment.GetEnvironmentVariable(SharedOptions.ServerVariable);

        return string.IsNullOrEmpty(named) ? null : shared.ServerOf(parsed);
    }

    private static async Task<ReplayLog> Run(
        Scenario scenario, ReplayPlan plan, int atOnce, Uri? server, string? language, Screen screen, CancellationToken ct)
    {
        if (server is not null)
        {
            return await Drive(scenario, plan, atOnce, server, language, screen, ct);
        }

        using var data = TemporaryFolder.Create();
        await using var own = await ApiProcess.Start(data.Path, new Dictionary<string, string>(), ct);
        screen.Error(FormattableString.Invariant($"Started a server of its own at {own.Address} in {own.ReadyAfter.TotalSeconds:0.0} s."));

        return await Drive(scenario, plan, atOnce, own.Address, language, screen, ct);
    }

    private static async Task<ReplayLog> Drive(
        Scenario scenario, ReplayPlan plan, int atOnce, Uri server, string? language, Screen screen, CancellationToken ct)
    {
        using var http = Session.NewHttpClient(server);
        var tokens = new ReplayTokens(new ConsularClient(http, null, language));

        // Another run is another week of the same people: its requests are not those of the last one sent again.
        var run = Guid.NewGuid().ToString("N")[..12];
        await ReplayOpening.Run(scenario, run, tokens, ct);
        var starts = new DateTimeOffset(scenario.FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

        return await screen.Progress($"{plan.Cases.Count} cases", plan.Cases.Count, async advance =>
        {
            var log = new ReplayLog();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct };
            await Parallel.ForEachAsync(plan.Cases, parallel, async (planned, stop) =>
            {
                await CaseRun.Go(planned, starts, starts.AddDays(scenario.Days), run, tokens, log, stop);
                advance(1);
            });

            return log;
        });
    }

    private sealed record PlanReport(string Hash, int Cases);
}
