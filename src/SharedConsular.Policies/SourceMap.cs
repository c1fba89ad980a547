using System.Collections.Immutable;

namespace SharedConsular.Policies;

/// <summary>
/// Where things were written. The checker knows the things only, by names such as <c>agreement:eu-2015-637</c>,
/// <c>rule:default/own-post</c> or <c>service:detention</c>; this map gives its faults a file and a line.
/// </summary>
public sealed class SourceMap
{
    private readonly Dictionary<string, (string File, int Line)> _places = new(StringComparer.Ordinal);

    /// <returns>The fault with file and line where the thing it names is known; else as it was.</returns>
    public PolicyFault Locate(PolicyFault fault) =>
        _places.TryGetValue(fault.File, out var place) ? fault with { File = place.File, Line = place.Line } : fault;

    public ImmutableArray<PolicyFault> Locate(ImmutableArray<PolicyFault> faults) => [.. faults.Select(Locate)];

    public (string File, int Line)? Find(string thing) => _places.TryGetValue(thing, out var place) ? place : null;

    internal bool Add(string thing, string file, int line) => _places.TryAdd(thing, (file, line));
}
