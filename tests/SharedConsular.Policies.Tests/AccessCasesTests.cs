using System.Text;

namespace SharedConsular.Policies.Tests;

/// <summary>The access rules of the product hold for the cases beside them, and the checker finds what is wrong with others.</summary>
public sealed class AccessCasesTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const int CasesMin = 20;

    private static readonly string[] Files = ["access/cases.yaml", "access/operations.yaml"];

    [Fact]
    public void Every_case_beside_the_access_files_holds()
    {
        var failures = new List<string>();
        foreach (var test in standard.Load.AccessTests)
        {
            var answer = standard.Set.Access.Decide(test.Given);
            if (answer.IsAllowed != test.Allowed
                || (test.Rule is { } rule && answer.Grounds?.Rule != rule)
                || (test.Purpose is { } purpose && answer.Grounds?.Purpose != purpose)
                || (test.Code is { } code && answer.Refusal?.Code != code))
            {
                failures.Add($"{test.File}:{test.Line}: {test.Name}: {answer}");
            }
        }

        Assert.Empty(failures);
        Assert.True(standard.Load.AccessTests.Length >= CasesMin);
    }

    [Fact]
    public void The_checker_finds_nothing_in_the_access_rules_of_the_product() =>
        Assert.DoesNotContain(standard.Load.Check(new DateOnly(2026, 11, 22)), f => f.File.StartsWith("access", StringComparison.Ordinal));

    [Theory]
    [InlineData("purpose: own_data", "purpose: curiosity", "policy.unknown-word")]
    [InlineData("does: [break-glass]", "does: [break-window]", "policy.unknown-word")]
    [InlineData("roles: [administrator]", "roles: [king]", "policy.unknown-word")]
    [InlineData("priority: 900", "priority: high", "policy.not-a-number")]
    [InlineData("id: person-applies", "id: applicant-reads", "policy.duplicate-id")]
    [InlineData("basis: memory", "bases: memory", "policy.unknown-key")]
    public void A_fault_refuses_the_file_whole(string written, string instead, string code)
    {
        var load = Read(written, instead);

        Assert.Contains(load.Faults, f => f.Code == code && f.File == FileOf(written) && f.Level is PolicyFaultLevel.Error);
        Assert.Null(load.Set);
    }

    [Theory]
    [InlineData("does: [break-glass]", "does: [read]", "policy.nobody-may")]
    [InlineData("priority: 590", "priority: 690", "policy.contradiction")]
    [InlineData("does: [read, return-case]", "does: [read, return-case, decide-case]", "policy.never-possible")]
    [InlineData("does: [read-reviews]", "does: [read-notices]", "policy.nobody-may")]
    [InlineData("    when: {roles: [platform_operator]}\n    does: [read-folder]", "    forbid: true\n    when: {}\n    does: [read-folder, apply-folder]", "policy.rule-never-fires")]
    [InlineData("    does: [read-reviews]", "    to: 2020-01-01\n    does: [read-reviews]", "policy.nobody-may")]
    [InlineData("    when: {roles: [platform_operator], tenants: [unmanaged]}", "    when: {roles: [officer], tenants: [other]}", "policy.rule-never-fires")]
    public void The_checker_finds(string written, string instead, string code) =>
        Assert.Contains(Read(written, instead).Check(new DateOnly(2026, 11, 22)), f => f.Code == code && f.File.StartsWith("access/", StringComparison.Ordinal) && f.Line > 0);

    private string FileOf(string written) => Files
        .First(name => Encoding.UTF8.GetString(standard.Load.Files[name]).Contains(written, StringComparison.Ordinal));

    private PolicyLoad Read(string written, string instead)
    {
        var file = FileOf(written);
        var text = Encoding.UTF8.GetString(standard.Load.Files[file]);
        var files = standard.Load.Files.ToDictionary(f => f.Key, f => f.Value);
        files[file] = Encoding.UTF8.GetBytes(text.Replace(written, instead, StringComparison.Ordinal));

        return PolicyFiles.Read(files);
    }
}
