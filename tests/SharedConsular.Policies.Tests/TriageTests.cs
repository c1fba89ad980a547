using System.Text;
using SharedConsular.Households;
using SharedConsular.Triage;

namespace SharedConsular.Policies.Tests;

/// <summary>Who goes first, as the file of the product has it, and what is refused in it.</summary>
public sealed class TriageTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const string File = "triage/default.yaml";
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void The_product_has_one_policy_and_the_checker_finds_nothing_in_it()
    {
        Assert.Equal("default@1", standard.Set.Triage.Version);
        Assert.DoesNotContain(standard.Load.Sources.Locate(PolicyChecker.Check(standard.Set, Today)), f => f.File.StartsWith("triage", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_household_has_the_same_rank_whatever_the_order_of_the_rules()
    {
        var facts = Family with { Needs = [PlaceKind.Seat, PlaceKind.Wheelchair], WaitedHours = 80 };
        var turned = TriagePolicy.Of("default", 1, standard.Set.Triage.Rules.Reverse());

        Assert.Equal(TriageRanking.Rank(standard.Set.Triage, facts, 4), TriageRanking.Rank(turned, facts, 4));
        Assert.Equal(4, TriageRanking.Rank(turned, facts, 4)!.Instruction);
    }

    [Fact]
    public void Who_waited_longer_goes_sooner_within_the_class_and_never_before_a_better_class()
    {
        var (fresh, old) = (Rank(Family), Rank(Family with { WaitedHours = 9_000 }));

        Assert.Equal(fresh.Class, old.Class);
        Assert.True(old.Rank < fresh.Rank);
        Assert.True(Rank(Family with { HasUnaccompaniedMinor = true }).Class < old.Class);
    }

    [Theory]
    [InlineData("when: {unaccompanied_minor: true}", "when: {orphan: true}", "policy.unknown-key")]
    [InlineData("needs: [stretcher]", "needs: [bed]", "policy.unknown-word")]
    [InlineData("standing: [recognised_family]", "standing: [friend]", "policy.unknown-word")]
    [InlineData("id: aged", "id: infant", "policy.duplicate-id")]
    [InlineData("class: 3", "class: 12", "policy.not-a-number")]
    public void A_fault_is_found_and_refuses_the_set(string written, string instead, string code)
    {
        var load = Read(written, instead);

        Assert.Contains(load.Faults, f => f.Code == code && f.File == File && f.Line > 0);
        Assert.Null(load.Set);
    }

    [Fact]
    public void Rules_that_answer_otherwise_than_their_tests_say_are_refused()
    {
        var load = Read("age_over: 70", "age_over: 60");

        Assert.Contains(load.Faults, f => f is { Code: "policy.test-failed", File: "triage/default.tests.yaml" });
        Assert.Null(load.Set);
    }

    [Theory]
    [InlineData("nobody is left over", "policy.uncovered")]
    [InlineData("two say different things", "policy.contradiction")]
    [InlineData("a rule is never reached", "policy.rule-never-fires")]
    [InlineData("a rule can never hold", "policy.rule-never-fires")]
    public void What_no_single_rule_shows_the_checker_finds(string change, string code)
    {
        var rules = standard.Set.Triage.Rules;
        var children = rules.Single(r => r.Id == "family-with-children");
        var changed = change switch
        {
            "nobody is left over" => rules.Where(r => r.Id != "everybody-else"),
            "two say different things" => rules.Select(r => r.Id == "infant" ? r with { Priority = children.Priority } : r),
            "a rule is never reached" => rules.Append(children with { Id = "big-family", Priority = 1, When = children.When with { SizeMin = 4 } }),
            _ => rules.Append(children with { Id = "nobody", Priority = 1, When = new TriageConditions { SizeMin = 4, SizeMax = 2 } }),
        };
        var set = standard.Set with { Triage = TriagePolicy.Of("default", 2, changed) };

        Assert.Contains(PolicyChecker.Check(set, Today), f => f.Code == code && f.File.StartsWith("triage:", StringComparison.Ordinal));
    }

    private static TriageFacts Family { get; } = new(
        4, true, false, [PlaceKind.Seat], [40, 39, 8, 5], [TenantId.Parse("gb")!], [TriageNationality.OfLead], TriagePapers.All, false, false, 0, [], Today);

    private TriageResult Rank(TriageFacts facts) => TriageRanking.Rank(standard.Set.Triage, facts, null)!;

    private PolicyLoad Read(string written, string instead)
    {
        var files = new Dictionary<string, byte[]>(standard.Load.Files);
        var text = Encoding.UTF8.GetString(files[File]);
        Assert.Contains(written, text, StringComparison.Ordinal);
        files[File] = Encoding.UTF8.GetBytes(text.Replace(written, instead, StringComparison.Ordinal));

        return PolicyFiles.Read(files);
    }
}
