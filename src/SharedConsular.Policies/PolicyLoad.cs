using System.Collections.Immutable;

namespace SharedConsular.Policies;

/// <summary>What came of reading policies: a set, or the reasons why there is none.</summary>
/// <param name="Set">Null when a file has an error: the version in force stays.</param>
/// <param name="Tests">The cases that stand beside the files.</param>
/// <param name="Sources">Where everything in the set was written.</param>
/// <param name="Files">What was read, by name: what <see cref="PolicyBundle.Pack(IReadOnlyDictionary{string, byte[]})"/> stores.</param>
public sealed record PolicyLoad(
    PolicySet? Set,
    ImmutableArray<PolicyFault> Faults,
    ImmutableArray<PolicyTest> Tests,
    SourceMap Sources,
    IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>The cases that stand beside the access files.</summary>
    public ImmutableArray<AccessTest> AccessTests { get; init; } = [];

    /// <summary>Runs the checker over the set and gives its findings their file and line.</summary>
    public ImmutableArray<PolicyFault> Check(DateOnly on) =>
        Set is null ? Faults : Sources.Locate(PolicyChecker.Check(Set, on));

    /// <summary>Runs the cases beside the files; what does not hold is an error at the case.</summary>
    public ImmutableArray<PolicyFault> RunTests() => Set is null ? [] : PolicyTestRun.Run(Set, Tests);
}
