using System.Text;
using SharedConsular.Routing;

namespace SharedConsular.Policies.Tests;

/// <summary>The examples are good, and every fault of a folder is found with its file and line and refuses it whole.</summary>
public sealed class TenantFolderTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    private readonly World _world = World.Of(standard.Load.Set!);

    [Theory, InlineData("fr"), InlineData("tv"), InlineData("iom")]
    public void An_example_is_read_without_a_fault(string tenant)
    {
        var load = Read(tenant, FilesOf(tenant));

        Assert.DoesNotContain(load.Faults, f => f.Code is not "policy.retention-cut");
        Assert.True(load.Settings!.HasAdministrator);
    }

    [Fact]
    public void The_operator_has_centres_and_no_nationals()
    {
        var iom = Read("iom", FilesOf("iom")).Settings!;

        Assert.NotEmpty(iom.Posts);
        Assert.DoesNotContain(iom.Issuers, i => i.ForNationals);
        Assert.Empty(iom.Services);
    }

    [Theory]
    [InlineData("profile.yaml", "tenant: TV", "tenant: FR", "policy.not-yours", 3)]
    [InlineData("profile.yaml", "languages: [en]", "language: [en]", "policy.unknown-key", 6)]
    [InlineData("profile.yaml", "languages: [en]", "languages: [english]", "policy.unknown-word", 6)]
    [InlineData("profile.yaml", "\"#00558f\"", "blue", "policy.unknown-word", 7)]
    [InlineData("profile.yaml", "\"#00558f\"", "\"#8fb8d8\"", "policy.low-contrast", 7)]
    [InlineData("profile.yaml", "2027-10-01", "2027-10-32", "policy.not-a-date", 8)]
    [InlineData("profile.yaml", "given_first", "given_last", "policy.unknown-word", 9)]
    [InlineData("profile.yaml", "[Latn]", "[Latin]", "policy.unknown-word", 9)]
    [InlineData("profile.yaml", "Pacific/Funafuti", "Pacific/Nowhere", "policy.unknown-word", 10)]
    [InlineData("profile.yaml", "[AUD]", "[TVD]", "policy.unknown-word", 11)]
    [InlineData("signin.yaml", "[ES256, RS256]", "[HS256]", "policy.unknown-word", 6)]
    [InlineData("signin.yaml", "[ES256, RS256]", "[none]", "policy.unknown-word", 6)]
    [InlineData("signin.yaml", "https://login.gov.tv.example", "http://login.gov.tv.example", "policy.unknown-word", 4)]
    [InlineData("signin.yaml", "https://login.gov.tv.example", "https://10.0.0.1", "policy.unknown-word", 4)]
    [InlineData("signin.yaml", "https://login.gov.tv.example", "https://user@login.gov.tv.example", "policy.unknown-word", 4)]
    [InlineData("signin.yaml", "    groups_claim: groups", "    client_secret: hunter2", "policy.unknown-key", 7)]
    [InlineData("signin.yaml", "id: people", "id: staff", "policy.duplicate-id", 8)]
    [InlineData("staff.yaml", "role: administrator", "role: platform_operator", "policy.unknown-word", 3)]
    [InlineData("staff.yaml", "role: administrator", "role: system", "policy.unknown-word", 3)]
    [InlineData("staff.yaml", "role: administrator", "role: national", "policy.unknown-word", 3)]
    [InlineData("staff.yaml", "role: administrator, issuer: staff", "role: administrator, issuer: nobody", "policy.unknown-word", 3)]
    [InlineData("posts.yaml", "sending: TV", "sending: FJ", "policy.not-yours", 3)]
    [InlineData("posts.yaml", "kind: remote_desk", "kind: embassy", "policy.not-yours", 3)]
    [InlineData("posts.yaml", "id: tv-remote-desk", "id: q58581912", "policy.not-yours", 3)]
    [InlineData("posts.yaml", "hospital", "hospitality", "policy.unknown-word", 9)]
    [InlineData("services.yaml", "id: registration_of_nationals", "id: emergency_travel_document", "policy.duplicate-id", 9)]
    [InlineData("services.yaml", "amount: 50", "amount: -50", "policy.not-a-number", 8)]
    [InlineData("services.yaml", "currency: AUD, from", "currency: TVD, from", "policy.unknown-word", 8)]
    [InlineData("routing.yaml", "owner: TV", "owner: FJ", "policy.not-yours", 4)]
    [InlineData("routing.yaml", "tier: 4", "tier: four", "policy.not-a-number", 10)]
    [InlineData("retention.yaml", "keep_days: 1826", "keep_days: 40000", "policy.not-a-number", 8)]
    [InlineData("retention.yaml", "keep_days: 183", "keep_days: 1827", "policy.retention-too-long", 10)]
    [InlineData("retention.yaml", "keep_days: 183", "at_most_days: 200\n    keep_days: 183", "policy.unknown-key", 15)]
    [InlineData("retention.yaml", "holder: assisting_party", "holder: landlord", "policy.unknown-word", 14)]
    [InlineData("retention.yaml", "holder: assisting_party", "holder: assisting_party\n    agreements: [eu-2019-997-etd]", "policy.retention-never-fires", 10)]
    [InlineData("retention.tests.yaml", "keep_days: 1826", "keep_days: 1825", "policy.test-failed", 2)]
    [InlineData("protocols.yaml", "detention, ", "dentention, ", "policy.unknown-word", 2)]
    [InlineData("protocols.yaml", "detention, ", "death_abroad, ", "policy.duplicate-id", 2)]
    [InlineData("operators.yaml", "operator: iom", "operator: iomm", "policy.unknown-word", 3)]
    [InlineData("operators.yaml", "    services:", "    posts: [iom-nowhere]\n    services:", "policy.unknown-word", 4)]
    public void A_fault_is_found_on_its_line_and_refuses_the_folder(string file, string written, string instead, string code, int line)
    {
        var files = FilesOf("tv");
        var text = Encoding.UTF8.GetString(files[file]);
        Assert.Contains(written, text, StringComparison.Ordinal);
        var at = text.IndexOf(written, StringComparison.Ordinal);
        files[file] = Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + written.Length)..]);

        var load = Read("tv", files);

        Assert.Null(load.Settings);
        Assert.Contains(load.Faults, f => (f.Level, f.File, f.Code, f.Line) == (PolicyFaultLevel.Error, file, code, line));
    }

    [Fact]
    public void A_file_that_nothing_reads_refuses_the_folder()
    {
        var files = FilesOf("tv");
        foreach (var stranger in new[] { "fees.yaml", "consulates.yaml" })
        {
            files[stranger] = "fees: []"u8.ToArray();

            Assert.Contains(Read("tv", files).Faults, f => (f.Code, f.File) == ("policy.unknown-file", stranger));
        }
    }

    [Fact]
    public void A_time_that_the_directive_forbids_is_refused_where_it_is_meant_and_told_where_it_is_met()
    {
        var files = FilesOf("fr");
        var rules = Encoding.UTF8.GetString(files["retention.yaml"]);

        Assert.Contains(Read("fr", files).Faults, f => f is { Level: PolicyFaultLevel.Warning, Code: "policy.retention-cut", File: "retention.yaml", Line: 3 });
        files["retention.yaml"] = Encoding.UTF8.GetBytes(
            rules.Replace("    keep_days: 730", "    agreements: [eu-2019-997-etd]\n    services: [emergency_travel_document]\n    keep_days: 730", StringComparison.Ordinal));
        files.Remove("retention.tests.yaml");
        var load = Read("fr", files);
        Assert.Null(load.Settings);
        Assert.Contains(load.Faults, f => f is { Code: "policy.retention-too-long", File: "retention.yaml", Line: 3 });
    }

    [Fact]
    public void An_operator_has_nobody_whose_name_it_could_take_down()
    {
        var files = FilesOf("iom");
        files["profile.yaml"] = [.. files["profile.yaml"], .. "name_rules: {order: given_first, scripts: [Latn], required: [given]}\n"u8];

        Assert.Contains(Read("iom", files).Faults, f => (f.Level, f.Code) == (PolicyFaultLevel.Error, "policy.never-fires"));
    }

    [Fact]
    public void Only_the_profile_is_needed()
    {
        var files = FilesOf("tv");

        Assert.NotNull(Read("tv", new() { ["profile.yaml"] = files["profile.yaml"] }).Settings);
        files.Remove("profile.yaml");
        Assert.Contains(Read("tv", files).Faults, f => (f.Code, f.File) == ("policy.missing", "profile.yaml"));
    }

    [Fact]
    public void What_only_its_own_officers_may_do_is_not_shared_by_a_folder()
    {
        var own = _world.Policies.Services.First(s => s.Shareability is SharedConsular.Services.Shareability.Own).Id;
        var files = FilesOf("tv");
        files["services.yaml"] = Encoding.UTF8.GetBytes($"services:\n  - id: {own}\n    shareable: full\n");

        Assert.Contains(Read("tv", files).Faults, f => (f.Code, f.Line) == ("policy.more-shared", 3));
    }

    [Fact]
    public void A_rule_that_never_decides_is_told()
    {
        var files = FilesOf("tv");
        files["routing.yaml"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["routing.yaml"]) + """
              - id: tv-never
                basis: The rule above decides all of this.
                priority: 10
                when: {kinds: [own_remote_desk], urgencies: [routine], conditions: [open], completes: true}
                tier: 9
            """);

        Assert.Contains(Read("tv", files).Faults, f => f is { File: "routing.yaml", Line: 11 });
    }

    private TenantFolderLoad Read(string tenant, Dictionary<string, byte[]> files) => TenantFolder.Read(files, TenantId.Get(tenant), _world, Day);

    private static Dictionary<string, byte[]> FilesOf(string tenant) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "policies", "tenants", tenant))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
}
