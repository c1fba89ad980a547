using SharedConsular.Cli.Shell;
using Spectre.Console;

namespace SharedConsular.Cli.Bench;

/// <summary>A figure that we promised ourselves, and what it was.</summary>
internal sealed record Goal(string Name, double Measured, string Wanted, bool Met)
{
    public static Table Table(IEnumerable<Goal> goals)
    {
        var table = Tables.Of("goal", "measured", "wanted", "met");
        foreach (var goal in goals)
        {
            table.Row(goal.Name, FormattableString.Invariant($"{goal.Measured:0.00}"), goal.Wanted, goal.Met);
        }

        return table;
    }
}
