using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Retention;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>How long cases are kept, and the tests beside it.</summary>
internal static class RetentionFile
{
    private const int PriorityMax = 1_000_000;

    /// <param name="isCommon">Whether it is the product's or the installation's: a party can't widen what it is left.</param>
    public static ImmutableArray<RetentionRule> Read(
        Fields root, Vocabulary vocabulary, IReadOnlyCollection<string> agreements, SourceMap places, bool isCommon = true)
    {
        var rules = ImmutableArray.CreateBuilder<RetentionRule>();
        foreach (var fields in root.Maps("rules"))
        {
            var rule = new RetentionRule(
                fields.Text("id"),
                fields.Text("basis"),
                fields.Word<Confidence>("confidence"),
                fields.Period(),
                fields.WholeNumber("priority", 0, PriorityMax),
                fields.Word<RetentionHolder>("holder"),
                Agreements(fields, "agreements", agreements),
                vocabulary.ServiceList(fields, "services"),
                fields.Words<ServiceCategory>("categories"),
                fields.WholeNumber("keep_days", 1, RetentionRule.KeepDaysMax))
            {
                AtMostDays = isCommon && fields.Has("at_most_days") ? fields.WholeNumber("at_most_days", 1, RetentionRule.KeepDaysMax) : null,
            };
            fields.End();
            if (rule.AtMostDays < rule.KeepDays)
            {
                fields.Faults.Error("policy.not-a-number", fields.LineOf("at_most_days"), "A party can't be left less than the rule keeps by itself.");
            }

            if (!places.Add($"retention:{rule.Id}", fields.Faults.File, fields.Line))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The rule '{rule.Id}' exists already.");
            }

            rules.Add(rule);
        }

        root.End();

        return rules.ToImmutable();
    }

    /// <summary>Asks the rules what the tests ask, and notes every answer that is not the one expected.</summary>
    /// <param name="party">Whose own rules they ask; none asks what holds for a party without rules of its own.</param>
    public static void Test(
        Fields root, Vocabulary vocabulary, IReadOnlyCollection<string> agreements, TenantId? party, RetentionPolicy policy)
    {
        foreach (var fields in root.Maps("tests"))
        {
            var name = fields.Text("name");
            if (fields.Map("given") is { } given && fields.Map("expect") is { } expect)
            {
                var found = FindTime(given, vocabulary, agreements, party, policy);
                var (rule, days) = (expect.Text("rule"), expect.WholeNumber("keep_days", 1, RetentionRule.KeepDaysMax));
                expect.End();
                if (found?.Rule != rule || found.Days != days)
                {
                    fields.Faults.Error(
                        "policy.test-failed", fields.Line, $"'{name}' expects {rule}, {days} days; the rules say {found?.Rule}, {found?.Days} days.");
                }
            }

            fields.End();
        }

        root.End();
    }

    private static RetentionTime? FindTime(
        Fields given, Vocabulary vocabulary, IReadOnlyCollection<string> agreements, TenantId? party, RetentionPolicy policy)
    {
        var holder = given.Word<RetentionHolder>("holder");
        var agreement = Agreements(given, "agreement", agreements).FirstOrDefault();
        var service = vocabulary.Service(given, "service");
        var ended = given.Date("ended") ?? default;
        given.End();

        return vocabulary.Services.TryGetValue(service, out var known)
            ? policy.Find(party ?? TenantId.Installation, holder, agreement, service, known.Category, ended)
            : null;
    }

    private static ImmutableArray<string> Agreements(Fields fields, string key, IReadOnlyCollection<string> known)
    {
        foreach (var unknown in fields.Texts(key).Except(known))
        {
            fields.Faults.Error("policy.unknown-word", fields.LineOf(key), $"'{unknown}' is not an agreement.");
        }

        return fields.Texts(key);
    }
}
