using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests;

internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args is [CrashingWriter.Argument, var path]
            ? CrashingWriter.Run(path)
            : args is [Audit.CrashingNotary.Argument, var record]
            ? Audit.CrashingNotary.Run(record)
            : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
