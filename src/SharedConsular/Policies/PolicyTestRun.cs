using System.Collections.Immutable;
using SharedConsular.Routing;

namespace SharedConsular.Policies;

/// <summary>Runs the cases that stand beside the policy files.</summary>
public static class PolicyTestRun
{
    /// <summary>What each case that does not hold expected and did not find; empty when all hold.</summary>
    public static ImmutableArray<PolicyFault> Run(PolicySet set, IReadOnlyCollection<PolicyTest> tests)
    {
        var world = World.Of(set);

        return
        [
            .. from test in tests
               let answer = Router.Decide(QueryOf(test.Given, set), WorldOf(test.Given, set) ?? world)
               from miss in Misses(test.Expect, answer)
               select new PolicyFault(PolicyFaultLevel.Error, "policy.test-fails", test.File, test.Line, $"'{test.Name}': {miss}."),
        ];
    }

    private static RoutingQuery QueryOf(PolicyTestGiven given, PolicySet set) => new(
        given.Nationalities, given.In, set.Services.Single(s => s.Id == given.Service), given.On, given.Urgency, given.Near,
        given.FamilyOf, given.RecognisedBy, given.FearsOwnState, given.PersonObjects, given.HelpCompromisedByRedirect);

    /// <summary>The world with what the case adds to it; null when it adds nothing.</summary>
    private static World? WorldOf(PolicyTestGiven given, PolicySet set)
    {
        if (given.Register.IsEmpty && given.Posts.IsEmpty)
        {
            return null;
        }

        return World.Of(set with
        {
            Posts = [.. set.Posts, .. given.Posts],
            Agreements =
            [
                .. set.Agreements.Select(a => a with { Gates = [.. a.Gates, .. given.Register.Where(r => r.Agreement == a.Id).Select(r => r.Gate)] }),
            ],
        });
    }

    private static IEnumerable<string> Misses(PolicyTestExpectation expect, RoutingAnswer answer)
    {
        if (answer.Outcome != expect.Outcome)
        {
            yield return $"the outcome is {Words.Of(answer.Outcome)}, not {Words.Of(expect.Outcome)}";
        }

        var first = answer.Options.FirstOrDefault();
        if (expect.First is { } wanted && (first is null || !Fits(wanted, first)))
        {
            yield return $"first is {(first is null ? "nothing" : $"{Words.Of(first.Kind)} of {first.Party}")}, not {Said(wanted)}";
        }

        foreach (var option in expect.Options.Where(o => !answer.Options.Any(a => Fits(o, a))))
        {
            yield return $"{Said(option)} is not offered";
        }

        foreach (var party in expect.NotOffered.Where(p => answer.Options.Any(o => o.Party == p)))
        {
            yield return $"{party} is offered";
        }

        foreach (var (party, code) in expect.Rejected.Where(r => !answer.Rejected.Any(a => a.Party == r.Party && a.Code == r.Code)))
        {
            var codes = string.Join(", ", answer.Rejected.Where(a => a.Party == party).Select(a => a.Code));
            yield return $"{party} is not rejected for {code}{(codes.Length == 0 ? "" : $", but for {codes}")}";
        }

        foreach (var basis in expect.Basis.Where(b => first is null || !first.Basis.Any(x => x.Instrument.Split('@')[0] == b)))
        {
            yield return $"the first option does not stand on {basis}";
        }

        foreach (var obligation in expect.Obligations.Where(o => first is null || !first.Obligations.Any(x => x.Code == o)))
        {
            yield return $"the first option is not obliged to {obligation}";
        }

        if (expect.Preference is { } rule && first?.Preference.Id != rule)
        {
            yield return $"the first option is placed by {first?.Preference.Id ?? "no rule"}, not by {rule}";
        }
    }

    private static bool Fits(ExpectedOption wanted, RoutingOption option) =>
        (wanted.Party is null || wanted.Party == option.Party)
        && (wanted.Kind is null || wanted.Kind == option.Kind)
        && (wanted.ActsFor is null || wanted.ActsFor == option.ActsFor)
        && (wanted.Completes is null || wanted.Completes == option.Completes)
        && (wanted.Agreement is null || wanted.Agreement == option.Agreement?.Id);

    private static string Said(ExpectedOption wanted) =>
        string.Join(' ', new[]
        {
            wanted.Kind is { } kind ? Words.Of(kind) : "an option",
            wanted.Party is { } party ? $"of {party}" : null,
            wanted.ActsFor is { } own ? $"for {own}" : null,
            wanted.Agreement is { } agreement ? $"under {agreement}" : null,
            wanted.Completes switch { true => "to the end", false => "for the beginning", null => null },
        }.OfType<string>());
}
