using System.Text;
using SharedConsular.Retention;
using SharedConsular.Services;

namespace SharedConsular.Policies.Tests;

/// <summary>How long cases are kept, as the files of the product have it, and what is refused in them.</summary>
public sealed class RetentionTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const string File = "retention/retention.yaml";
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(RetentionHolder.AssistingParty, 180)]
    [InlineData(RetentionHolder.HomeState, 730)]
    public void An_eu_travel_document_is_kept_as_the_directive_says(RetentionHolder holder, int days) =>
        Assert.Equal(
            days,
            RetentionRule.Find(
                standard.Set.Retention, holder, "eu-2019-997-etd", "emergency_travel_document", ServiceCategory.TravelDocument, Today)?.KeepDays);

    [Fact]
    public void The_checker_finds_nothing_in_the_rules_of_the_product() =>
        Assert.DoesNotContain(PolicyChecker.Check(standard.Set, Today), f => f.Code.StartsWith("policy.retention", StringComparison.Ordinal));

    [Theory]
    [InlineData("holder: home_state", "holder: landlord", "policy.unknown-word")]
    [InlineData("agreements: [eu-2019-997-etd]", "agreements: [eu-1492-etd]", "policy.unknown-word")]
    [InlineData("services: [emergency_travel_document]", "services: [magic]", "policy.unknown-word")]
    [InlineData("keep_days: 365", "keep_days: 0", "policy.not-a-number")]
    [InlineData("keep_days: 365", "keep: 365", "policy.unknown-key")]
    [InlineData("id: default-home-state", "id: default-assisting-party", "policy.duplicate-id")]
    public void A_fault_is_found_and_refuses_the_set(string written, string instead, string code)
    {
        var load = Read(written, instead);

        Assert.Contains(load.Faults, f => f.Code == code && f.File == File && f.Line > 0);
        Assert.Null(load.Set);
    }

    [Fact]
    public void Rules_that_answer_otherwise_than_their_tests_say_are_refused()
    {
        var load = Read("keep_days: 365", "keep_days: 400");

        Assert.Contains(load.Faults, f => f is { Code: "policy.test-failed", File: "retention/retention.tests.yaml" });
        Assert.Null(load.Set);
    }

    [Theory]
    [InlineData("keep too long", "policy.retention-too-long")]
    [InlineData("drop a default", "policy.retention-no-default")]
    [InlineData("end a rule", "policy.retention-never-fires")]
    [InlineData("raise a default", "policy.retention-never-fires")]
    public void What_no_single_rule_shows_the_checker_finds(string change, string code)
    {
        var rules = standard.Set.Retention;
        var changed = change switch
        {
            "keep too long" => rules.Select(r => r.Agreements.IsEmpty ? r : r with { KeepDays = r.KeepDays + 1 }),
            "drop a default" => rules.Where(r => r.Id != "default-home-state"),
            "end a rule" => rules.Select(r => r.Agreements.IsEmpty ? r : r with { Period = new(null, Today.AddDays(-1)) }),
            _ => rules.Select(r => r.Agreements.IsEmpty ? r with { Priority = 1_000 } : r),
        };

        Assert.Contains(PolicyChecker.Check(standard.Set with { Retention = [.. changed] }, Today), f => f.Code == code);
    }

    private PolicyLoad Read(string written, string instead)
    {
        var files = standard.Load.Files.ToDictionary();
        var text = Encoding.UTF8.GetString(files[File]);
        Assert.Contains(written, text, StringComparison.Ordinal);
        files[File] = Encoding.UTF8.GetBytes(text.Replace(written, instead, StringComparison.Ordinal));

        return PolicyFiles.Read(files);
    }
}
