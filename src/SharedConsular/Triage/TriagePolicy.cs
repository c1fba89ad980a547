using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Triage;

/// <summary>One reason to go sooner, or later.</summary>
/// <param name="Basis">What it rests on, in a sentence.</param>
/// <param name="Confidence">How far to rely on that.</param>
/// <param name="Priority">Of several rules that give a class the one with the highest decides.</param>
/// <param name="Class">The class it puts a household in, 0 first; null when it only gives points.</param>
/// <param name="Points">What it adds to the place within the class; of all rules that hold.</param>
public sealed record TriageRule(
    string Id, string Basis, Confidence Confidence, Period Period, int Priority, TriageConditions When, int? Class, int Points)
{
    public const int ClassMax = 9;
    public const int PointsMax = 1_000;

    public bool Holds(TriageFacts facts) => Period.Contains(facts.On) && When.Hold(facts);
}

/// <summary>Who goes first, as people decided it. The rules stand in the order in which they are tried.</summary>
public sealed record TriagePolicy(string Id, int Number, ImmutableArray<TriageRule> Rules)
{
    public const int RulesMax = 200;

    /// <summary>Where no policy is: nobody is ranked.</summary>
    public static TriagePolicy Empty { get; } = new("none", 0, []);

    /// <summary>What is stored with every decision made on it.</summary>
    public string Version => $"{Id}@{Number}";

    /// <summary>The order of trying: highest priority first, then by name, so that the file's order means nothing.</summary>
    public static TriagePolicy Of(string id, int number, IEnumerable<TriageRule> rules) =>
        new(id, number, [.. rules.OrderByDescending(r => r.Priority).ThenBy(r => r.Id, StringComparer.Ordinal)]);
}
