using SharedConsular.Access;

namespace SharedConsular.Policies;

/// <summary>A case beside an access file: who asks for what, and what its authors expect.</summary>
/// <param name="Allowed">Whether it is allowed by the invariants and the rules.</param>
/// <param name="Rule">The rule that allows it, when the test names one.</param>
/// <param name="Code">The code of the refusal, when the test names one.</param>
public sealed record AccessTest(string Name, string File, int Line, AccessQuestion Given, bool Allowed, string? Rule, Purpose? Purpose, string? Code);
