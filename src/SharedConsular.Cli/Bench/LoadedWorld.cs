using System.Diagnostics;
using SharedConsular.Cli.Shell;
using SharedConsular.Policies;
using SharedConsular.Routing;

namespace SharedConsular.Cli.Bench;

/// <summary>The product's policies and reference data as a world, in this process.</summary>
internal sealed record LoadedWorld(World World, double Seconds)
{
    public static LoadedWorld Load(PolicySources sources)
    {
        var watch = Stopwatch.StartNew();
        var load = PolicyFiles.Load(sources);
        var set = load.Set
            ?? throw new UsageException("The policy files are refused; `consular agreements check` says why: " + load.Faults.FirstOrDefault());

        return new LoadedWorld(World.Of(set), watch.Elapsed.TotalSeconds);
    }
}
