using System.CommandLine;
using SharedConsular.Cli.Replay.Evacuations;
using SharedConsular.Cli.Servers;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary>
/// <c>consular replay samples/first-week.yaml</c>: a week of a shared installation through the HTTP API; with a file of
/// <c>samples/crises</c>, an evacuation as it was.
/// </summary>
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
        var scale = new Option<double?>("--scale") { Description = "Of an evacuation: which part of its people and flights, up to 1." };
        var kills = new Option<int>("--kills") { Description = "Of an evacuation: how often its own server is killed at random moments." };
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
            file, seed, cases, atOnce, scale, kills, planOnly, expect,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var screen = Screen.Of(parsed, shared);

            return await Outcomes.Of(screen, () => shared.ServerOf(parsed), Act, ct);

            async Task<int> Act()
            {
                var text = await Operation.ReadText(parsed.GetRequiredValue(file), ct);
                if (Operation.IsOne(text))
                {
                    var operation = Operation.Parse(text, parsed.GetRequiredValue(file).Name);
                    var part = parsed.GetValue(scale) ?? operation.Scale;
                    var outcome = parsed.GetValue(kills) is > 0 and var count
                        ? await EvacuateUnderFire(operation, part, parsed.GetValue(atOnce), count, screen, ct)
                        : await OnServer(
                            NamedServer(parsed, shared), screen,
                            server => Evacuate(operation, part, parsed.GetValue(atOnce), Session.NewHttpClient(server), screen, ct), ct);
                    screen.ShowOwn(outcome, OperationReport.Draw);

                    return outcome.Wrong.Count == 0 && outcome.Refused.Count == 0 ? ExitCode.Done : ExitCode.CheckFailed;
                }

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

                var log = await OnServer(
                    NamedServer(parsed, shared), screen,
                    server => Drive(scenario, plan, parsed.GetValue(atOnce), server, parsed.GetValue(shared.Language), screen, ct), ct);
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

    /// <summary>Against the server that was named, or one of our own that goes away.</summary>
    private static async Task<T> OnServer<T>(Uri? server, Screen screen, Func<Uri, Task<T>> drive, CancellationToken ct)
    {
        if (server is not null)
        {
            return await drive(server);
        }

        using var data = TemporaryFolder.Create();
        await using var own = await ServerProcess.Start(data.Path, new Dictionary<string, string>(), ct);
        screen.Error(FormattableString.Invariant($"Started a server of its own at {own.Address} in {own.ReadyAfter.TotalSeconds:0.0} s."));

        return await drive(own.Address);
    }

    private static async Task<OperationReport> Evacuate(
        Operation operation, double scale, int atOnce, HttpClient http, Screen screen, CancellationToken ct)
    {
        using var _ = http;
        var tokens = new ReplayTokens(new ConsularClient(http));
        var run = Guid.NewGuid().ToString("N")[..8];

        return await screen.Progress($"{operation.Days.Count} days", operation.Days.Count, advance =>
            new OperationRun(operation, scale, run, tokens, new ReplayLog(), atOnce, TimeProvider.System).Go(advance, ct));
    }

    /// <summary>The same, while the server is killed again and again: every promise holds at the end all the same.</summary>
    private static async Task<OperationReport> EvacuateUnderFire(
        Operation operation, double scale, int atOnce, int kills, Screen screen, CancellationToken ct)
    {
        using var data = TemporaryFolder.Create();
        await using var own = await ServerProcess.Start(data.Path, new Dictionary<string, string>(), ct);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var killer = new Killer(own, kills, operation.Seed);
        var killing = killer.Run(done.Token);
        var http = new HttpClient(new PatientHandler()) { BaseAddress = own.Address, Timeout = Timeout.InfiniteTimeSpan };
        var report = await Evacuate(operation, scale, atOnce, http, screen, ct);
        await done.CancelAsync();
        await killing;
        screen.Error($"The server was killed {killer.Killed} times.");

        return report;
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
