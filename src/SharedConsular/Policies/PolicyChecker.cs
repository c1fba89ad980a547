using System.Collections.Immutable;

namespace SharedConsular.Policies;

/// <summary>Looks at a set as a whole for what no single file can show.</summary>
public static class PolicyChecker
{
    public static ImmutableArray<PolicyFault> Check(PolicySet set, DateOnly on) => [];
}
