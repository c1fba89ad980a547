using System.CommandLine;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Bench;

internal static class BenchCommand
{
    public static Command Create(SharedOptions shared) =>
        new("bench", "Measure. Compare ratios of one run only; figures of two machines say nothing.")
        {
            BenchRouteCommand.Create(shared),
            BenchCasesCommand.Create(shared),
            BenchReadsCommand.Create(shared),
            BenchAllocateCommand.Create(shared),
            BenchGateCommand.Create(shared),
            BenchGatewayCommand.Create(shared),
            BenchMatchCommand.Create(shared),
            BenchIntakeCommand.Create(shared),
            BenchSurgeCommand.Create(shared),
            BenchPagesCommand.Create(shared),
        };
}
