using SharedConsular.Cli.Bench;

namespace SharedConsular.Cli.Tests.Bench;

/// <summary>What sealing may cost is a goal of the run, and a run that misses it says so.</summary>
public sealed class CasesReportTests
{
    [Theory]
    [InlineData(1_000, 1_170, true)]
    [InlineData(1_000, 1_180, false)]
    [InlineData(1_000, 990, true)]
    public void Sealing_takes_at_most_fifteen_in_a_hundred(double isSealed, double unsealed, bool isMet)
    {
        var report = ReportOf(isSealed, unsealed);
        var goal = Assert.Single(report.Goals, g => g.Name == "sealed / unsealed");

        Assert.Equal((isSealed / unsealed, isMet), (goal.Measured, goal.Met));
        Assert.Equal(isMet, report.GoalsMet);
    }

    private static CasesReport ReportOf(double isSealed, double unsealed) => new(
        Connections: 64, Rounds: 3, Seconds: 15, BytesPerCommand: 2_000, Together: At(isSealed), EachAlone: At(isSealed / 6),
        Unsealed: At(unsealed), Blank: At(isSealed * 8), BareRowsPerSecond: isSealed * 3, ProcessorMicroseconds: 400,
        new StartReport(3, 2, 170), BusyMegabytes: 300);

    private static LoadResult At(double perSecond) => new(1_000, perSecond, 20, 70);
}
