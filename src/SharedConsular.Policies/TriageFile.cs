using System.Collections.Immutable;
using SharedConsular.Households;
using SharedConsular.Policies.Text;
using SharedConsular.Tenants;
using SharedConsular.Triage;

namespace SharedConsular.Policies;

/// <summary>Who goes first in an evacuation, and the tests beside it.</summary>
internal static class TriageFile
{
    private const int PriorityMax = 1_000_000;
    private const int VersionMax = 10_000;

    public static TriagePolicy Read(Fields root, Vocabulary vocabulary, SourceMap places)
    {
        var (id, version) = (root.Text("id"), root.WholeNumber("version", 1, VersionMax));
        places.Add($"triage:{id}", root.Faults.File, root.Line);
        var rules = ImmutableArray.CreateBuilder<TriageRule>();
        foreach (var fields in root.Maps("rules"))
        {
            var rule = new TriageRule(
                fields.Text("id"),
                fields.Text("basis"),
                fields.Word<Confidence>("confidence"),
                fields.Period(),
                fields.WholeNumber("priority", 0, PriorityMax),
                ReadConditions(fields.FindMap("when"), vocabulary),
                fields.FindWholeNumber("class", 0, TriageRule.ClassMax),
                fields.FindWholeNumber("points", -TriageRule.PointsMax, TriageRule.PointsMax) ?? 0);
            fields.End();
            if (!places.Add($"triage:{rule.Id}", fields.Faults.File, fields.Line))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The rule '{rule.Id}' exists already.");
            }

            rules.Add(rule);
        }

        if (rules.Count > TriagePolicy.RulesMax)
        {
            root.Faults.Error("policy.too-large", root.LineOf("rules"), $"More than {TriagePolicy.RulesMax} rules.");
        }

        root.End();

        return TriagePolicy.Of(id, version, rules);
    }

    /// <summary>Ranks what the tests describe, and notes every answer that is not the one expected.</summary>
    public static void Test(Fields root, Vocabulary vocabulary, TriagePolicy policy)
    {
        foreach (var fields in root.Maps("tests"))
        {
            var name = fields.Text("name");
            if (fields.Map("given") is { } given && fields.Map("expect") is { } expect)
            {
                var found = TriageRanking.Rank(policy, ReadFacts(given, vocabulary), null);
                var (@class, reasons) = (expect.WholeNumber("class", 0, TriageRule.ClassMax), expect.Texts("reasons"));
                expect.End();
                if (found?.Class != @class || reasons.Except(found.Reasons).Any())
                {
                    fields.Faults.Error(
                        "policy.test-failed", fields.Line,
                        $"'{name}' expects class {@class} by {string.Join(", ", reasons)}; "
                        + $"the rules say {found?.Class} by {string.Join(", ", found?.Reasons ?? [])}.");
                }
            }

            fields.End();
        }

        root.End();
    }

    private static TriageConditions ReadConditions(Fields? fields, Vocabulary vocabulary)
    {
        if (fields is null)
        {
            return TriageConditions.Always;
        }

        var conditions = new TriageConditions
        {
            HasMinor = fields.FindFlag("has_minor"),
            UnaccompaniedMinor = fields.FindFlag("unaccompanied_minor"),
            Needs = fields.Words<PlaceKind>("needs"),
            AgeOver = fields.FindWholeNumber("age_over", 0, TriageConditions.AgeMax),
            SizeMin = fields.FindWholeNumber("size_min", 1, Household.MembersMax),
            SizeMax = fields.FindWholeNumber("size_max", 1, Household.MembersMax),
            Nationalities = vocabulary.Parties(fields, "nationality"),
            Standing = fields.Words<TriageNationality>("standing"),
            Papers = fields.Words<TriagePapers>("papers"),
            FearsOwnState = fields.FindFlag("fears_own_state"),
            AtHub = fields.FindFlag("at_hub"),
            WaitedHoursMin = fields.FindWholeNumber("waited_hours_min", 0, TriageConditions.HoursMax),
            WaitedHoursMax = fields.FindWholeNumber("waited_hours_max", 0, TriageConditions.HoursMax),
            Places = fields.Texts("places"),
        };
        fields.End();

        return conditions;
    }

    /// <summary>Two adult nationals of a lead state with papers, registered just now, unless the test says otherwise.</summary>
    private static TriageFacts ReadFacts(Fields fields, Vocabulary vocabulary)
    {
        var needs = fields.Words<PlaceKind>("needs");
        var ages = fields.Texts("ages").Select(a => int.TryParse(a, out var age) ? age : 0);
        var standing = fields.Words<TriageNationality>("standing");
        var facts = new TriageFacts(
            fields.FindWholeNumber("size", 1, Household.MembersMax) ?? 2,
            fields.FindFlag("has_minor") ?? false,
            fields.FindFlag("unaccompanied_minor") ?? false,
            needs.IsEmpty ? [PlaceKind.Seat] : needs,
            [.. ages],
            vocabulary.Parties(fields, "nationality"),
            standing.IsEmpty ? [TriageNationality.OfLead] : standing,
            fields.FindWord<TriagePapers>("papers") ?? TriagePapers.All,
            fields.FindFlag("fears_own_state") ?? false,
            fields.FindFlag("at_hub") ?? false,
            fields.FindWholeNumber("waited_hours", 0, TriageConditions.HoursMax) ?? 0,
            fields.Texts("places"),
            fields.FindDate("on") ?? new DateOnly(2026, 1, 1));
        fields.End();

        return facts;
    }
}
