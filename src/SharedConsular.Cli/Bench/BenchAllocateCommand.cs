using System.CommandLine;
using System.Diagnostics;
using SharedConsular.Cli.Shell;
using SharedConsular.Evacuation;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>What a seat plan costs, and how near it comes to more than any plan can do.</summary>
internal static class BenchAllocateCommand
{
    private const int PersonsDefault = 100_000;
    private const int MovementsDefault = 600;
    private const int RoundsDefault = 3;
    private const double SecondsGoal = 2;
    private const double BoundGoal = 0.99;
    private const double Megabyte = 1024 * 1024;
    private static readonly int[] GrowthPersons = [1_000, 10_000, 100_000, 1_000_000];

    public static Command Create(SharedOptions shared)
    {
        var persons = new Option<int>("--persons") { Description = "How many people want to leave.", DefaultValueFactory = _ => PersonsDefault };
        var movements = new Option<int>("--movements") { Description = "How many departures there are.", DefaultValueFactory = _ => MovementsDefault };
        var rounds = new Option<int>("--rounds") { Description = "How often each plan is made; the median counts.", DefaultValueFactory = _ => RoundsDefault };
        var seed = new Option<ulong>("--seed") { Description = "The same seed draws the same operation.", DefaultValueFactory = _ => 1 };
        var growth = new Option<bool>("--growth") { Description = "Also plan for 1,000 to 1,000,000 people." };
        var command = new Command("allocate", "Time a seat plan (goal: 100,000 people in 2 s on one core, 99 % of the bound).")
        {
            persons, movements, rounds, seed, growth,
        };
        command.SetAction(parsed =>
        {
            var screen = Screen.Of(parsed, shared);
            var (times, drawnBy) = (parsed.GetValue(rounds), parsed.GetValue(seed));
            var line = Measure(parsed.GetValue(persons), parsed.GetValue(movements), times, drawnBy);
            AllocateLine[] lines = parsed.GetValue(growth)
                ? [.. GrowthPersons.Select(p => Measure(p, Math.Max(1, (int)((long)p * MovementsDefault / PersonsDefault)), times, drawnBy))]
                : [];
            var report = new AllocateReport(line, lines);
            screen.ShowOwn(report, Draw);

            return report.GoalsMet ? ExitCode.Done : ExitCode.CheckFailed;
        });

        return command;
    }

    private static AllocateLine Measure(int persons, int movements, int rounds, ulong seed)
    {
        var facts = DrawnOperation.Draw(persons, movements, seed);
        var seconds = new List<double>();
        var allocated = 0L;
        SeatPlan? plan = null;
        for (var round = 0; round < rounds; round++)
        {
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            plan = Allocator.Plan(facts);
            seconds.Add(watch.Elapsed.TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var drawn = facts.Households.ToDictionary(h => h.Id, StringComparer.Ordinal);
        var seated = plan!.Seats.Where(s => s.Reason is not SeatReason.Onward).Select(s => drawn[s.Household]).ToList();
        var bound = PlanBound.PersonsByClass(facts);

        return new AllocateLine(
            drawn.Values.Sum(h => h.Needs.Persons), drawn.Count, movements, Medians.MedianOf(seconds), allocated / Megabyte,
            facts.Movements.Sum(m => m.Capacity.Seats), seated.Sum(h => h.Needs.Seats), seated.Sum(h => h.Needs.Persons), bound.Values.Sum(),
            Weighted(seated.GroupBy(h => h.Class).ToDictionary(g => g.Key, g => (long)g.Sum(h => h.Needs.Persons))) / Weighted(bound));
    }

    /// <summary>A person of a class weighs twice one of the next.</summary>
    private static double Weighted(IReadOnlyDictionary<int, long> personsByClass) => personsByClass.Sum(p => p.Value * Math.Pow(0.5, p.Key));

    private static void Draw(IAnsiConsole console, AllocateReport report)
    {
        var table = Tables.Of(
            "people", "households", "movements", "seconds", "allocated MB", "seats", "filled", "people seated", "bound", "of the weighted bound");
        foreach (var line in report.Growth.Length == 0 ? [report.Line] : report.Growth.Append(report.Line))
        {
            table.Row(
                $"{line.Persons}", $"{line.Households}", $"{line.Movements}", FormattableString.Invariant($"{line.Seconds:0.000}"),
                FormattableString.Invariant($"{line.AllocatedMegabytes:0}"), $"{line.Seats}", $"{line.SeatsFilled}", $"{line.PersonsSeated}", $"{line.Bound}",
                FormattableString.Invariant($"{line.OfWeightedBound:0.0000}"));
        }

        console.Write(table);
        console.Line(report.GoalsMet
            ? "Both goals are met."
            : FormattableString.Invariant($"Missed: at most {SecondsGoal} s and at least {BoundGoal} of the bound."));
    }

    internal sealed record AllocateReport(AllocateLine Line, AllocateLine[] Growth)
    {
        public bool GoalsMet => Line.Seconds <= SecondsGoal && Line.OfWeightedBound >= BoundGoal;
    }

    /// <param name="Persons">Who want to leave.</param>
    /// <param name="Households">In how many households.</param>
    /// <param name="Movements">Departures.</param>
    /// <param name="Seconds">Of one plan, on one core; median.</param>
    /// <param name="AllocatedMegabytes">By one plan.</param>
    /// <param name="Seats">Ordinary seats there are.</param>
    /// <param name="SeatsFilled">Ordinary seats given.</param>
    /// <param name="PersonsSeated">On any kind of place.</param>
    /// <param name="Bound">More persons than any plan could seat.</param>
    /// <param name="OfWeightedBound">Weighted persons seated by weighted persons of the bound.</param>
    internal sealed record AllocateLine(
        int Persons, int Households, int Movements, double Seconds, double AllocatedMegabytes, int Seats, int SeatsFilled, int PersonsSeated, long Bound,
        double OfWeightedBound);
}
