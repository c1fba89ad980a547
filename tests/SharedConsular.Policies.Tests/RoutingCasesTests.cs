using System.Globalization;
using SharedConsular.Routing;

namespace SharedConsular.Policies.Tests;

/// <summary>The cases beside the policy files hold for the router.</summary>
public sealed class RoutingCasesTests(StandardPolicies standard, ITestOutputHelper output) : IClassFixture<StandardPolicies>
{
    private const int CasesMin = 25;

    [Fact]
    public void Every_case_beside_the_policies_holds()
    {
        var set = standard.Set;
        var world = World.Of(set);
        var failures = new List<string>();
        foreach (var test in standard.Load.Tests)
        {
            var answer = Router.Decide(QueryOf(test.Given, set), WorldOf(test.Given, set) ?? world);
            var misses = Misses(test.Expect, answer).ToArray();
            if (misses.Length > 0)
            {
                failures.Add($"{test.File}:{test.Line}: {test.Name}\n    {string.Join("\n    ", misses)}\n    {Summary(answer)}");
            }
        }

        output.WriteLine(string.Join('\n', failures));
        Assert.Empty(failures);
        Assert.True(standard.Load.Tests.Length >= CasesMin);
    }

    private static RoutingQuery QueryOf(PolicyTestGiven given, PolicySet set) => new(
        given.Nationalities, given.In, set.Services.Single(s => s.Id == given.Service), given.On, given.Urgency, given.Near,
        given.FamilyOf, given.RecognisedBy, given.FearsOwnState, given.PersonObjects, given.HelpCompromisedByRedirect);

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
            yield return $"outcome {answer.Outcome}, not {expect.Outcome}";
        }

        var first = answer.Options.FirstOrDefault();
        if (expect.First is { } wanted && (first is null || !Fits(wanted, first)))
        {
            yield return $"first is {first?.Kind} of {first?.Party}, not {wanted}";
        }

        foreach (var option in expect.Options.Where(o => !answer.Options.Any(a => Fits(o, a))))
        {
            yield return $"not offered: {option}";
        }

        foreach (var party in expect.NotOffered.Where(p => answer.Options.Any(o => o.Party == p)))
        {
            yield return $"offered: {party}";
        }

        foreach (var (party, code) in expect.Rejected.Where(r => !answer.Rejected.Any(a => a.Party == r.Party && a.Code == r.Code)))
        {
            yield return $"{party} not rejected for {code}, but for {string.Join(", ", answer.Rejected.Where(a => a.Party == party).Select(a => a.Code))}";
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
            yield return $"placed by {first?.Preference.Id}, not {rule}";
        }
    }

    private static bool Fits(ExpectedOption wanted, RoutingOption option) =>
        (wanted.Party is null || wanted.Party == option.Party)
        && (wanted.Kind is null || wanted.Kind == option.Kind)
        && (wanted.ActsFor is null || wanted.ActsFor == option.ActsFor)
        && (wanted.Completes is null || wanted.Completes == option.Completes)
        && (wanted.Agreement is null || wanted.Agreement == option.Agreement?.Id);

    private static string Summary(RoutingAnswer answer) =>
        string.Join("; ", answer.Options.Take(6).Select(o => string.Create(CultureInfo.InvariantCulture,
            $"{o.Rank} {o.Kind} {o.Party}@{o.Post.Country} {o.Agreement?.Id} {(o.Completes ? "ends" : "begins")} by {o.Preference.Id} ({string.Join(",", o.Obligations.Select(x => x.Code))})")))
        + " | " + string.Join("; ", answer.Rejected.Take(12).Select(r => $"{r.Party} {r.Code} {r.Instrument}"));
}
