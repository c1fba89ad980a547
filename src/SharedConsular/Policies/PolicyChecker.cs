using System.Collections.Immutable;

namespace SharedConsular.Policies;

/// <summary>
/// Looks at a set as a whole for what no single file can show. The faults name things, such as <c>agreement:nordic@1</c>
/// or <c>rule:default/own-post</c>; whoever read the files knows where these were written.
/// </summary>
public static class PolicyChecker
{
    /// <param name="on">The day from which the set is to hold: what has ended before can never happen again.</param>
    public static ImmutableArray<PolicyFault> Check(PolicySet set, DateOnly on)
    {
        var findings = ImmutableArray.CreateBuilder<PolicyFault>();
        PreferenceChecks.Check(set, on, findings);
        AgreementChecks.Check(set, on, findings);
        CoverageChecks.Check(set, on, findings);
        AccessChecks.Check(set, on, findings);
        RetentionChecks.Check(set, on, findings);
        TriageChecks.Check(set, on, findings);

        return findings.DrainToImmutable();
    }

    internal static void Error(this ImmutableArray<PolicyFault>.Builder findings, string code, string thing, string message) =>
        findings.Add(new PolicyFault(PolicyFaultLevel.Error, code, thing, 0, message));

    internal static void Warning(this ImmutableArray<PolicyFault>.Builder findings, string code, string thing, string message) =>
        findings.Add(new PolicyFault(PolicyFaultLevel.Warning, code, thing, 0, message));
}
