using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Protection;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>A protocol for vulnerable persons, one in each file, and the tests beside them.</summary>
internal static class ProtocolsFile
{
    private const int VersionMax = 10_000;

    /// <summary>Every text of a protocol is there in all of them: whoever follows it reads it in a bad hour.</summary>
    private static readonly string[] Languages = ["ar", "en", "es", "fr"];

    public static Protocol Read(Fields root, Vocabulary vocabulary, SourceMap places)
    {
        var (id, version, names) = (root.Text("id"), root.WholeNumber("version", 1, VersionMax), Texts(root, "names"));
        if (!places.Add($"protocol:{id}", root.Faults.File, root.Line))
        {
            root.Faults.Error("policy.duplicate-id", root.Line, $"The protocol '{id}' exists already.");
        }

        var sources = root.Texts("sources");
        if (sources.IsEmpty)
        {
            root.Faults.Error("policy.missing", root.LineOf("sources"), "A protocol names what it was made from.");
        }

        var protocol = new Protocol(
            id, version, names, sources, root.Flag("protection_file"), ReadConditions(root.FindMap("when"), vocabulary), ReadSteps(root),
            [.. root.Maps("must_not").Select(Line)], [.. root.Maps("papers").Select(Line)], [.. root.Maps("refer_to").Select(Line)]);
        root.End();

        return protocol;
    }

    /// <summary>Which protocols a tenant runs.</summary>
    public static ImmutableArray<string> ReadAdopted(Fields root, ImmutableArray<Protocol> known)
    {
        var adopted = root.Texts("protocols");
        foreach (var unknown in adopted.Where(a => known.All(p => p.Id != a)))
        {
            root.Faults.Error(
                "policy.unknown-word", root.LineOf("protocols"),
                $"'{unknown}' is no protocol; known are {string.Join(", ", known.Select(p => p.Id))}.");
        }

        if (adopted.Distinct().Count() != adopted.Length)
        {
            root.Faults.Error("policy.duplicate-id", root.LineOf("protocols"), "A protocol is adopted once.");
        }

        root.End();

        return adopted;
    }

    /// <summary>Notes every test whose case does not begin with exactly the protocols it expects.</summary>
    public static void Test(Fields root, Vocabulary vocabulary, ImmutableArray<Protocol> protocols)
    {
        foreach (var fields in root.Maps("tests"))
        {
            var (name, expected) = (fields.Text("name"), fields.Texts("expect"));
            if (fields.Map("given") is { } given)
            {
                var service = vocabulary.Service(given, "service");
                var facts = new ProtocolFacts(
                    service,
                    vocabulary.Services.TryGetValue(service, out var known) ? known.Category : ServiceCategory.Other,
                    given.FindFlag("has_child") ?? given.FindFlag("child_alone") ?? false,
                    given.FindFlag("child_alone") ?? false,
                    given.FindFlag("fears_own_state") ?? false);
                given.End();
                var found = protocols.Where(p => p.When?.Hold(facts) is true).Select(p => p.Id).ToArray();
                if (!found.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
                {
                    fields.Faults.Error(
                        "policy.test-failed", fields.Line,
                        $"'{name}' expects {string.Join(", ", expected)}; what begins is {string.Join(", ", found)}.");
                }
            }

            fields.End();
        }

        root.End();
    }

    private static ProtocolConditions? ReadConditions(Fields? fields, Vocabulary vocabulary)
    {
        if (fields is null)
        {
            return null;
        }

        var conditions = new ProtocolConditions(
            vocabulary.ServiceList(fields, "services"), fields.Words<ServiceCategory>("categories"), fields.FindFlag("has_child"),
            fields.FindFlag("child_alone"), fields.FindFlag("fears_own_state"));
        if (conditions is { ChildAlone: true, HasChild: false } || !CanConcern(conditions, vocabulary))
        {
            fields.Faults.Error("policy.protocol-never-begins", fields.Line, "No case is as these conditions say.");
        }

        if (conditions is { Services.IsEmpty: true, Categories.IsEmpty: true, HasChild: null, ChildAlone: null, FearsOwnState: null })
        {
            fields.Faults.Error(
                "policy.missing", fields.Line, "Without a condition it would begin on every case; leave 'when' out for one that officers begin.");
        }

        fields.End();

        return conditions;
    }

    private static bool CanConcern(ProtocolConditions conditions, Vocabulary vocabulary) =>
        conditions.Services.IsEmpty || conditions.Categories.IsEmpty
        || conditions.Services.Any(s => conditions.Categories.Contains(vocabulary.Services[s].Category));

    private static ImmutableArray<ProtocolStep> ReadSteps(Fields root)
    {
        var steps = ImmutableArray.CreateBuilder<ProtocolStep>();
        foreach (var fields in root.Maps("steps"))
        {
            var step = new ProtocolStep(
                fields.Text("id"),
                LineOf(fields),
                fields.FindWholeNumber("within_hours", 1, ProtocolStep.HoursMax),
                fields.FindWholeNumber("within_working_days", 1, ProtocolStep.WorkingDaysMax),
                fields.FindFlag("certified") ?? false);
            fields.End();
            if (step is { WithinHours: not null, WithinWorkingDays: not null })
            {
                fields.Faults.Error("policy.conflict", fields.LineOf("within_working_days"), "A step has one time: in hours, or in working days.");
            }

            if (steps.Any(s => s.Id == step.Id))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The step '{step.Id}' exists already.");
            }

            steps.Add(step);
        }

        if (steps.Count is 0 or > Protocol.StepsMax)
        {
            root.Faults.Error("policy.too-large", root.LineOf("steps"), $"A protocol has 1 to {Protocol.StepsMax} steps.");
        }

        return steps.ToImmutable();
    }

    private static ProtocolLine Line(Fields fields)
    {
        var line = LineOf(fields);
        fields.End();

        return line;
    }

    private static ProtocolLine LineOf(Fields fields) => new(Texts(fields, "text"), fields.Text("basis"), fields.Word<Confidence>("confidence"));

    private static ImmutableSortedDictionary<string, string> Texts(Fields fields, string key)
    {
        var texts = PartiesFiles.NamesOf(fields.Map(key));
        if (Languages.FirstOrDefault(l => !texts.ContainsKey(l)) is { } missing)
        {
            fields.Faults.Error("policy.missing", fields.LineOf(key), $"There is no text in '{missing}'.");
        }

        return texts;
    }
}
