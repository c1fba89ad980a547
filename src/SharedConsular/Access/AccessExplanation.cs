using System.Collections.Immutable;

namespace SharedConsular.Access;

/// <summary>Why somebody may do something with a case, or may not.</summary>
/// <param name="Passed">The rules that were asked first and did not decide.</param>
public sealed record AccessExplanation(string Does, AccessAnswer Answer, ImmutableArray<PassedRule> Passed);

/// <summary>A rule that did not hold.</summary>
/// <param name="Lacked">The first condition that was not met, by its word in the file.</param>
public sealed record PassedRule(string Rule, string Lacked);
