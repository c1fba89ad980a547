using System.Diagnostics;
using System.Globalization;
using System.Text;
using SharedConsular.Evacuation;

namespace SharedConsular.Tests.Evacuation;

/// <summary>On small operations, against the best that any plan could do, found by an integer program (COIN-OR CBC).</summary>
public sealed class ExactOptimumTests
{
    private const string Solver = "cbc";
    private const int OperationsMax = 40;
    private const double Goal = 0.99;
    private static readonly TimeSpan SolverMax = TimeSpan.FromSeconds(60);

    /// <summary>A person of a class weighs ten times one of the next.</summary>
    private static readonly int[] Weights = [1000, 100, 10, 1];

    [Fact]
    public async Task A_plan_seats_nearly_as_much_as_the_best_that_there_is()
    {
        if (!IsInstalled())
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "The solver cbc (package coinor-cbc) is not installed.");
            Assert.Fail("The solver cbc (package coinor-cbc) is not installed.");
        }

        var (planned, best) = (0L, 0L);
        for (var seed = 0; seed < OperationsMax; seed++)
        {
            var facts = PlanningExamples.Drawn(seed, withHub: false);
            var drawn = facts.Households.ToDictionary(h => h.Id);
            planned += Allocator.Plan(facts).Seats.Sum(s => (long)Weights[drawn[s.Household].Class] * drawn[s.Household].Needs.Persons);
            best += await Solve(facts);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"planned {planned}, best {best}, ratio {(double)planned / best:0.0000}"));
        Assert.InRange((double)planned / best, Goal, 1.0);
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Solver)));

    /// <summary>The greatest weighted number of persons: each household on one movement at most, no movement over its places.</summary>
    private static async Task<long> Solve(PlanningFacts facts)
    {
        var choices =
            (from h in facts.Households.Select((household, i) => (household, i))
             from m in facts.Movements.Select((movement, i) => (movement, i))
             where h.household.Assemblies.Contains(m.movement.From) && h.household.ReadyAt <= m.movement.ClosesAt
                 && (m.movement.OnlyFor.IsEmpty || m.movement.OnlyFor.Contains(h.household.State))
             select (Name: $"x{h.i}_{m.i}", h.household, m.movement)).ToList();
        if (choices.Count == 0)
        {
            return 0;
        }

        var program = new StringBuilder("Maximize\n obj: ");
        program.AppendJoin(" + ", choices.Select(c => $"{Weights[c.household.Class] * c.household.Needs.Persons} {c.Name}")).Append("\nSubject To\n");
        foreach (var household in choices.GroupBy(c => c.household.Id))
        {
            program.AppendJoin(" + ", household.Select(c => c.Name)).Append(" <= 1\n");
        }

        foreach (var movement in choices.GroupBy(c => c.movement.Id))
        {
            foreach (var kind in (Func<SeatCounts, int>[])[s => s.Seats, s => s.Wheelchairs, s => s.Stretchers, s => s.Infants])
            {
                var terms = movement.Where(c => kind(c.household.Needs) > 0).Select(c => $"{kind(c.household.Needs)} {c.Name}").ToList();
                if (terms.Count > 0)
                {
                    program.AppendJoin(" + ", terms).Append(CultureInfo.InvariantCulture, $" <= {kind(movement.First().movement.Capacity)}\n");
                }
            }
        }

        program.Append("Binary\n ").AppendJoin("\n ", choices.Select(c => c.Name)).Append("\nEnd\n");

        return await Run(program.ToString());
    }

    private static async Task<long> Run(string program)
    {
        var folder = Directory.CreateTempSubdirectory("optimum");
        try
        {
            var (problem, solution) = (Path.Combine(folder.FullName, "problem.lp"), Path.Combine(folder.FullName, "solution.txt"));
            await File.WriteAllTextAsync(problem, program, TestContext.Current.CancellationToken);
            using var process = Process.Start(new ProcessStartInfo(Solver, [problem, "solve", "solution", solution]) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(SolverMax, TestContext.Current.CancellationToken);
            var lines = await File.ReadAllLinesAsync(solution, TestContext.Current.CancellationToken);
            Assert.True(lines[0].StartsWith("Optimal", StringComparison.Ordinal), lines[0] + await output);

            // The solver says a maximum as the minimum of its negative.
            return (long)Math.Round(Math.Abs(double.Parse(lines[0].Split(' ')[^1], CultureInfo.InvariantCulture)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
