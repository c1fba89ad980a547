using SharedConsular.Cli.Bench;

namespace SharedConsular.Cli.Tests.Bench;

/// <summary>What the matching reaches on a register of known truth. Below these figures somebody made it worse.</summary>
public sealed class MatchBenchTests
{
    [Fact]
    public void What_is_merged_is_right_and_what_is_one_is_found()
    {
        var report = MatchMeasure.Run(households: 5_000, seed: 1);

        Assert.InRange(report.Truth, 1_000, 3_000);
        Assert.True(report.CertainPrecision >= 0.995, report.ToString());
        Assert.True(report.CertainRecall >= 0.75, report.ToString());
        Assert.True(report.Recall >= 0.95, report.ToString());
        Assert.True(report.ComparedPerRecord < MatchKeysMax, report.ToString());
    }

    private const double MatchKeysMax = 60;
}
