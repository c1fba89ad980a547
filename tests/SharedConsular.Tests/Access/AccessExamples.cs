using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Tenants;

namespace SharedConsular.Tests.Access;

internal static class AccessExamples
{
    /// <summary>Rules that allow everything, so that only the invariants and the action table say no.</summary>
    public static AccessPolicy Everything { get; } = new([Rule("everything", [.. CaseActions.Table.Select(l => l.Name), .. Operations.All])], []);

    public static AccessRule Rule(string id, params string[] does) => new(
        id, "for tests", Confidence.Proposal, Period.Always, 1, Allows: true, Purpose.Service, AccessConditions.None, [.. does]);
}
