using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Routing;

namespace SharedConsular.Policies;

/// <summary>The cases beside a policy file, named <c>*.tests.yaml</c>. Whoever has a router runs them.</summary>
internal static class TestsFile
{
    public static ImmutableArray<PolicyTest> Read(Fields root, Vocabulary vocabulary)
    {
        var tests = ImmutableArray.CreateBuilder<PolicyTest>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in root.Maps("tests"))
        {
            var name = fields.Text("name");
            if (!names.Add(name))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"A test named '{name}' stands above.");
            }

            if (fields.Map("given") is { } given && fields.Map("expect") is { } expect && ReadGiven(given, vocabulary) is { } facts)
            {
                tests.Add(new PolicyTest(name, root.Faults.File, fields.Line, facts, ReadExpectation(expect, vocabulary)));
            }

            fields.End();
        }

        root.End();

        return tests.ToImmutable();
    }

    private static PolicyTestGiven? ReadGiven(Fields fields, Vocabulary vocabulary)
    {
        var given = new PolicyTestGiven(
            [.. ReadNationalities(fields, vocabulary)],
            vocabulary.Party(fields, "in")!,
            vocabulary.Service(fields, "service"),
            fields.Date("on") ?? default,
            fields.FindWord<Urgency>("urgency") ?? Urgency.Routine,
            PostsFiles.PositionOf(fields, "near"),
            vocabulary.FindParty(fields, "family_of"),
            vocabulary.FindParty(fields, "recognised_by"),
            fields.FindFlag("fears_own_state") ?? false,
            fields.FindFlag("person_objects") ?? false,
            fields.FindFlag("help_compromised_by_redirect") ?? false,
            [.. ReadRegister(fields, vocabulary)],
            PostsFiles.ReadPosts(fields, vocabulary));
        fields.End();

        return given.In is null ? null : given;
    }

    /// <summary>Shown by a document unless the test says otherwise.</summary>
    private static IEnumerable<Nationality> ReadNationalities(Fields fields, Vocabulary vocabulary)
    {
        var proof = fields.FindWord<NationalityProof>("proof") ?? NationalityProof.Documented;

        return vocabulary.Parties(fields, "nationality").Select(state => new Nationality(state, proof));
    }

    private static IEnumerable<RegisteredGate> ReadRegister(Fields fields, Vocabulary vocabulary)
    {
        foreach (var entry in fields.Maps("register"))
        {
            var agreement = entry.Text("agreement");
            yield return new RegisteredGate(agreement, AgreementsFile.ReadGate(entry, vocabulary));
        }
    }

    private static PolicyTestExpectation ReadExpectation(Fields fields, Vocabulary vocabulary)
    {
        var expectation = new PolicyTestExpectation(
            fields.Word<RoutingOutcome>("outcome"),
            fields.FindMap("first") is { } first ? ReadOption(first, vocabulary) : null,
            [.. fields.Maps("options").Select(option => ReadOption(option, vocabulary))],
            vocabulary.Parties(fields, "not_offered"),
            [.. ReadRejections(fields, vocabulary)],
            fields.Texts("basis"),
            fields.Texts("obligations"),
            fields.Has("preference") ? fields.Text("preference") : null);
        fields.End();

        return expectation;
    }

    private static ExpectedOption ReadOption(Fields fields, Vocabulary vocabulary)
    {
        var option = new ExpectedOption(
            vocabulary.FindParty(fields, "party"),
            fields.FindWord<RouteKind>("kind"),
            fields.Has("agreement") ? fields.Text("agreement") : null,
            vocabulary.FindParty(fields, "acts_for"),
            fields.FindFlag("completes"));
        fields.End();

        return option;
    }

    private static IEnumerable<ExpectedRejection> ReadRejections(Fields fields, Vocabulary vocabulary)
    {
        foreach (var entry in fields.Maps("rejected"))
        {
            var party = vocabulary.Party(entry, "party");
            var code = entry.Text("code");
            entry.End();
            if (party is not null)
            {
                yield return new ExpectedRejection(party, code);
            }
        }
    }
}
