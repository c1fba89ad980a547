using SharedConsular.Runtime.Tests.EventStore;

namespace SharedConsular.Runtime.Tests;

internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args is [CrashingWriter.Argument, var place, var rootKey]
            ? CrashingWriter.Run(place, rootKey)
            : args is [Audit.CrashingNotary.Argument, var record, var key]
            ? Audit.CrashingNotary.Run(record, key)
            : args is [Nodes.NodeProcess.Argument, var store, var root]
            ? Nodes.NodeProcess.Run(store, root)
            : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
