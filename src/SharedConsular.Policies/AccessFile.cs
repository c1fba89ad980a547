using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Policies.Text;
using SharedConsular.Staff;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Who may do what, and the cases beside it.</summary>
internal static class AccessFile
{
    private const int PriorityMax = 1_000_000;

    public static void Read(
        Fields root, Vocabulary vocabulary, SourceMap places, ImmutableArray<AccessRule>.Builder rules,
        ImmutableArray<MakerCheckerRule>.Builder makerChecker)
    {
        root.Text("id");
        root.WholeNumber("version", 1, 10_000);
        places.Add("access", root.Faults.File, root.Line);
        foreach (var fields in root.Maps("rules"))
        {
            var id = fields.Text("id");
            rules.Add(new AccessRule(
                id,
                fields.Text("reference"),
                fields.Word<Confidence>("basis"),
                fields.Period(),
                fields.WholeNumber("priority", 0, PriorityMax),
                !(fields.FindFlag("forbid") ?? false),
                fields.Word<Purpose>("purpose"),
                ReadConditions(fields.FindMap("when"), vocabulary),
                ReadDeeds(fields)));
            fields.End();
            if (!places.Add($"access:{id}", fields.Faults.File, fields.Line))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The access rule '{id}' exists already.");
            }
        }

        foreach (var fields in root.Maps("maker_checker"))
        {
            var parties = vocabulary.Parties(fields, "parties");
            var (period, reference, basis) = (fields.Period(), fields.Text("reference"), fields.Word<Confidence>("basis"));
            makerChecker.AddRange(ReadDeeds(fields).Select(deed => new MakerCheckerRule(deed, parties, period, reference, basis)));
            fields.End();
        }

        root.End();
    }

    public static IEnumerable<AccessTest> ReadTests(Fields root, Vocabulary vocabulary)
    {
        var tests = new List<AccessTest>();
        foreach (var fields in root.Maps("tests"))
        {
            var name = fields.Text("name");
            if (fields.Map("given") is { } given && fields.Map("expect") is { } expect)
            {
                tests.Add(new AccessTest(
                    name, root.Faults.File, fields.Line, ReadQuestion(given, vocabulary), expect.Flag("allowed"),
                    expect.Has("rule") ? expect.Text("rule") : null, expect.FindWord<Purpose>("purpose"),
                    expect.Has("code") ? expect.Text("code") : null));
                expect.End();
            }

            fields.End();
        }

        root.End();

        return tests;
    }

    private static AccessQuestion ReadQuestion(Fields fields, Vocabulary vocabulary)
    {
        var role = fields.Word<Role>("role");
        var until = fields.FindDate("certificate_until");
        var does = ReadDeeds(fields) is [var deed] ? deed : "";
        var tenant = fields.FindWord<TenantRelation>("tenant");
        var question = new AccessQuestion(
            does,
            vocabulary.FindParty(fields, "party") ?? TenantId.Installation,
            role,
            fields.Words<CaseRelations>("relations").Aggregate(CaseRelations.Stranger, (all, one) => all | one),
            fields.FindWord<CaseSensitivity>("sensitivity") ?? CaseSensitivity.Ordinary,
            fields.Date("on") ?? default)
        {
            Tenant = Operations.All.Contains(does) ? tenant ?? TenantRelation.Own : null,
            IsOwnPost = fields.FindFlag("own_post") ?? true,
            IsAgreementOver = fields.FindFlag("agreement_over") ?? false,
            IsFeared = fields.FindFlag("feared") ?? false,
            IsBlocked = fields.FindFlag("blocked") ?? false,
            BrokeGlass = fields.FindFlag("broke_glass") ?? false,
            IsMaker = fields.FindFlag("maker") ?? false,
            Protection = until is { } last
                ? new Certificate(CertificateKind.Protection, new UserId("holder"), last.AddYears(-1), last, new UserId("administrator"))
                : null,
        };
        fields.End();

        return question;
    }

    private static AccessConditions ReadConditions(Fields? fields, Vocabulary vocabulary)
    {
        if (fields is null)
        {
            return AccessConditions.None;
        }

        var conditions = new AccessConditions(
            fields.Words<Role>("roles"),
            fields.Words<CaseRelations>("relations"),
            fields.Words<CaseSensitivity>("sensitivities"),
            vocabulary.Parties(fields, "parties"),
            fields.FindFlag("broke_glass"),
            fields.Words<TenantRelation>("tenants"),
            fields.FindFlag("own_post"));
        fields.End();

        return conditions;
    }

    private static ImmutableArray<string> ReadDeeds(Fields fields)
    {
        if (fields.Find("does") is not { } node)
        {
            fields.Faults.Error("policy.missing", fields.Line, "'does' is missing.");
            return [];
        }

        var deeds = ImmutableArray.CreateBuilder<string>();
        foreach (var item in fields.ItemsOf(node))
        {
            if (fields.TextOf(item) is not { } deed)
            {
                continue;
            }

            deeds.Add(deed);
            if (!AccessWords.All.Contains(deed))
            {
                fields.Faults.Error("policy.unknown-word", item.Line, $"'{deed}' is not one of {string.Join(", ", AccessWords.All)}.");
            }
        }

        return deeds.ToImmutable();
    }
}
