using System.Text;

namespace SharedConsular.Policies.Tests;

/// <summary>The protocols of the product, and what is refused in such a file.</summary>
public sealed class ProtocolsTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const string File = "protocols/trafficking.yaml";

    [Fact]
    public void Each_protocol_names_its_sources_and_every_rule_what_it_rests_on()
    {
        Assert.Equal(
            ["asylum_and_fear", "death_abroad", "detention", "disability", "domestic_violence", "mental_health", "trafficking", "unaccompanied_child"],
            standard.Set.Protocols.Select(p => p.Id));
        Assert.All(standard.Set.Protocols, p =>
        {
            Assert.NotEmpty(p.Sources);
            Assert.NotEmpty(p.MustNot);
            Assert.All(p.Steps.Select(s => s.Line).Concat(p.MustNot).Concat(p.Papers).Concat(p.ReferTo), l => Assert.NotEqual("", l.Basis));
            Assert.Equal(["ar", "en", "es", "fr"], p.Names.Keys);
        });
    }

    [Theory]
    [InlineData("when: {services: [trafficking]}", "when: {services: [traficking]}", "policy.unknown-word")]
    [InlineData("when: {services: [trafficking]}", "when: {services: [trafficking], categories: [visa]}", "policy.protocol-never-begins")]
    [InlineData("when: {services: [trafficking]}", "when: {}", "policy.missing")]
    [InlineData("within_hours: 4", "within_hours: 0", "policy.not-a-number")]
    [InlineData("within_hours: 4", "within_hours: 4\n    within_working_days: 1", "policy.conflict")]
    [InlineData("id: talk-alone", "id: consent-in-steps", "policy.duplicate-id")]
    [InlineData("confidence: memory", "confidence: sure", "policy.unknown-word")]
    [InlineData("ar: ", "xx: ", "policy.missing")]
    [InlineData("must_not:", "mustnot:", "policy.unknown-key")]
    [InlineData("protection_file: true", "protection_file: maybe", "policy.unknown-word")]
    public void A_fault_is_found_at_its_line_and_refuses_the_set(string written, string instead, string code)
    {
        var load = Read(File, written, instead);

        Assert.Contains(load.Faults, f => f.Code == code && f.File == File && f.Line > 0);
        Assert.Null(load.Set);
    }

    [Fact]
    public void A_protocol_that_begins_otherwise_than_its_tests_say_is_refused()
    {
        var load = Read("protocols/death_abroad.yaml", "services: [death_abroad]", "services: [hospital]");

        Assert.Contains(load.Faults, f => f is { Code: "policy.test-failed", File: "protocols/protocols.tests.yaml", Line: > 0 });
        Assert.Null(load.Set);
    }

    private PolicyLoad Read(string file, string written, string instead)
    {
        var files = standard.Load.Files.ToDictionary();
        var text = Encoding.UTF8.GetString(files[file]);
        var at = text.IndexOf(written, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{written}' does not stand in {file}.");
        files[file] = Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + written.Length)..]);

        return PolicyFiles.Read(files);
    }
}
