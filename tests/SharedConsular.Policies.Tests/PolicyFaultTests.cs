using System.Text;

namespace SharedConsular.Policies.Tests;

/// <summary>Every kind of fault is found, with its file and its line, and refuses the set.</summary>
public sealed class PolicyFaultTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const string Fund = """
        id: fund
        version: 1
        title: A fund
        kind: funding
        assisting: {states: [FR]}
        assisted: {states: [DE]}
        scope: any_third_state
        services: [{service: detention, powers: [assist]}]
        persons: [nationals]
        standing_mandate: false
        unrepresented: none
        requires: []
        in_force: {from: 2020-01-01}
        consultation: {before: nothing, act_first: false, ref: none}
        cost: {rule: not_said, ref: none}
        data: {controller: assisted_state, ref: none}
        exit: {open_cases: finish, urgent_cases: finish, ref: none}
        basis: memory
        source: made up
        """;

    [Fact]
    public void A_made_up_agreement_without_a_fault_is_read() => Assert.NotNull(Read("agreements/fund.yaml", Fund).Set);

    [Theory]
    [InlineData("kind: funding", "kind: fundraising", "policy.unknown-word", 4)]
    [InlineData("assisting: {states: [FR]}", "assisting: {states: [FX]}", "policy.unknown-word", 5)]
    [InlineData("assisting: {states: [FR]}", "assisting: {states: [fr]}", "policy.unknown-word", 5)]
    [InlineData("assisting: {states: [FR]}", "assisting: {groups: [EUROPE]}", "policy.unknown-word", 5)]
    [InlineData("service: detention", "service: detentoin", "policy.unknown-word", 8)]
    [InlineData("standing_mandate: false", "standing_mandate: no", "policy.unknown-word", 10)]
    [InlineData("requires: []", "requires: [g8_local_law]", "policy.unknown-word", 12)]
    [InlineData("title: A fund", "titel: A fund", "policy.unknown-key", 3)]
    [InlineData("title: A fund", "titel: A fund", "policy.missing", 1)]
    [InlineData("title: A fund", "title:", "policy.missing", 3)]
    [InlineData("title: A fund", "version: 2", "policy.duplicate-key", 3)]
    [InlineData("title: A fund", "title: [A, fund]", "policy.wrong-type", 3)]
    [InlineData("title: A fund", "title: *fund", "policy.syntax", 3)]
    [InlineData("title: A fund", "title: &fund A fund", "policy.syntax", 3)]
    [InlineData("title: A fund", "title: !fund A fund", "policy.syntax", 3)]
    [InlineData("title: A fund", "title: \"A fund", "policy.syntax", 3)]
    [InlineData("version: 1", "version: one", "policy.not-a-number", 2)]
    [InlineData("version: 1", "version: 0", "policy.not-a-number", 2)]
    [InlineData("from: 2020-01-01", "from: 2020-02-30", "policy.not-a-date", 13)]
    [InlineData("from: 2020-01-01", "from: 2020-01-02, to: 2020-01-01", "policy.not-a-date", 13)]
    [InlineData("services: [{service: detention, powers: [assist]}]", "services: {service: detention, powers: [assist]}", "policy.wrong-type", 8)]
    [InlineData("requires: []", "requires: []\nexcluded: [detention]", "policy.contradiction", 8)]
    [InlineData("scope: any_third_state", "scope: listed\nplaces_table: {file: reference/none.csv}", "policy.reference-unreadable", 8)]
    [InlineData("id: fund", "id: nordic", "policy.duplicate-id", 1)]
    public void A_fault_is_found_on_its_line(string written, string instead, string code, int line)
    {
        Assert.Contains(written, Fund, StringComparison.Ordinal);

        var load = Read("agreements/zz.yaml", Fund.Replace(written, instead, StringComparison.Ordinal));

        Assert.Contains(load.Faults, f => f.Code == code && f.File == "agreements/zz.yaml" && f.Line == line && f.Level is PolicyFaultLevel.Error);
        Assert.Null(load.Set);
    }

    [Fact]
    public void All_faults_of_a_file_are_found_at_once()
    {
        var load = Read("agreements/zz.yaml", Fund.Replace("kind: funding", "kind: x", StringComparison.Ordinal).Replace("basis: memory", "basis: y", StringComparison.Ordinal));

        Assert.Equal([4, 18], load.Faults.Where(f => f.File == "agreements/zz.yaml").Select(f => f.Line));
    }

    [Theory]
    [InlineData("reference/missions.csv", "Q1,AU,FR,embassy,Paris", "policy.reference-unreadable")]
    [InlineData("reference/missions.csv", "Q1,AU,FR,tent,Paris,,,,", "policy.unknown-word")]
    [InlineData("reference/missions.csv", "Q1,AU,FR,embassy,Paris,north,1,,", "policy.not-a-number")]
    [InlineData("reference/missions.csv", "Q1,AU,FR,embassy,Paris,,,,2020-13-01", "policy.not-a-date")]
    [InlineData("reference/missions.csv", "Q1,AU,FR,embassy,Pa\"ris,,,,", "policy.reference-unreadable")]
    public void A_bad_row_of_a_table_is_found_on_its_line(string file, string row, string code)
    {
        var load = Read(file, $"wikidata_id,sending,receiving,kind,city,lat,lon,jurisdiction,opened\nQ2,AU,FR,embassy,Paris,,,,\n{row}\n");

        Assert.Contains(load.Faults, f => f.Code == code && f.File == file && f.Line is 3);
        Assert.Null(load.Set);
    }

    [Fact]
    public void A_table_without_a_column_is_refused()
    {
        var load = Read("reference/missions.csv", "wikidata_id,sending,receiving\n");

        Assert.Contains(load.Faults, f => f is { Code: "policy.missing", File: "reference/missions.csv", Line: 1 });
        Assert.Null(load.Set);
    }

    [Fact]
    public void A_missing_table_is_refused()
    {
        var files = Files();
        files.Remove("reference/fees.csv");

        var load = PolicyFiles.Read(files);

        Assert.Contains(load.Faults, f => f is { Code: "policy.reference-unreadable", File: "reference/fees.csv" });
        Assert.Null(load.Set);
    }

    [Fact]
    public void A_file_larger_than_its_limit_is_not_read()
    {
        var load = Read("agreements/zz.yaml", Fund + "\n#" + new string('x', 1024 * 1024));

        Assert.Contains(load.Faults, f => f is { Code: "policy.too-large", File: "agreements/zz.yaml" });
        Assert.Null(load.Set);
    }

    [Fact]
    public void A_file_nested_without_end_is_not_read()
    {
        var load = Read("agreements/zz.yaml", "id: " + new string('[', 500) + new string(']', 500));

        Assert.Contains(load.Faults, f => f is { Code: "policy.too-large", File: "agreements/zz.yaml", Line: 1 });
    }

    [Fact]
    public void A_file_nobody_reads_is_refused()
    {
        Assert.Contains(Read("agrements/fund.yaml", Fund).Faults, f => f is { Code: "policy.unknown-file", File: "agrements/fund.yaml" });
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault()
    {
        var load = PolicyFiles.Load(PolicySources.Standard.With("/no/such/folder"));

        Assert.Contains(load.Faults, f => f.Code == "policy.no-folder");
        Assert.Null(load.Set);
    }

    [Fact]
    public void A_file_of_a_later_folder_stands_in_the_place_of_an_earlier_one()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "routing"));
            File.WriteAllText(Path.Combine(folder.FullName, "routing", "ee.yaml"), "id: mine\nversion: 7\nowner: EE\nrules: []\n");

            var set = PolicyFiles.Load(PolicySources.Standard.With(folder.FullName)).Set!;

            Assert.Equal(7, set.Preferences.Single(p => p.Owner?.Value == "ee").Version);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_holiday_that_is_no_day_is_a_fault()
    {
        var load = Read("calendars/zz.yaml", "basis: memory\nyears: [2026]\ncalendars:\n  FJ:\n    utc: \"+12:00\"\n    fixed: [\"02-30\"]\n");

        Assert.Contains(load.Faults, f => f is { Code: "policy.not-a-date", File: "calendars/zz.yaml", Line: 6 });
    }

    [Fact]
    public void A_case_that_expects_an_unknown_outcome_is_a_fault()
    {
        var load = Read("routing/zz.tests.yaml", """
            tests:
              - name: x
                given: {nationality: FR, in: JP, service: detention, on: 2026-11-22}
                expect: {outcome: perhaps}
            """);

        Assert.Contains(load.Faults, f => f is { Code: "policy.unknown-word", File: "routing/zz.tests.yaml", Line: 4 });
    }

    private PolicyLoad Read(string name, string content)
    {
        var files = Files();
        files[name] = Encoding.UTF8.GetBytes(content);

        return PolicyFiles.Read(files);
    }

    /// <summary>The product's files, with one mission for all of them: a fault is found as well and sooner.</summary>
    private Dictionary<string, byte[]> Files() => new(standard.Load.Files)
    {
        ["reference/missions.csv"] = "wikidata_id,sending,receiving,kind,city,lat,lon,jurisdiction,opened\nQ2,AU,FR,embassy,Paris,,,,\n"u8.ToArray(),
    };
}
