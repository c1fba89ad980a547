using SharedConsular.Routing;

namespace SharedConsular.Policies.Tests;

/// <summary>The cases beside the policy files hold for the router.</summary>
public sealed class RoutingCasesTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private const int CasesMin = 25;

    [Fact]
    public void Every_case_beside_the_policies_holds()
    {
        Assert.True(standard.Load.Tests.Length >= CasesMin);
        Assert.Empty(PolicyTestRun.Run(standard.Set, standard.Load.Tests).Select(f => f.ToString()));
    }

    [Fact]
    public void A_case_that_does_not_hold_is_named_with_its_place_and_what_it_missed()
    {
        var test = standard.Load.Tests.First(t => t.Expect.First is { Kind: RouteKind.Partner } && t.Given.Register.IsEmpty);
        var wrong = test with { Expect = test.Expect with { First = new ExpectedOption(null, RouteKind.OwnPost, null, null, null), Preference = "no-such-rule" } };

        var faults = PolicyTestRun.Run(standard.Set, [test, wrong]);

        Assert.All(faults, f => Assert.Equal((PolicyFaultLevel.Error, "policy.test-fails", test.File, test.Line), (f.Level, f.Code, f.File, f.Line)));
        Assert.Contains(faults, f => f.Message.Contains("not own_post", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Message.Contains("not by no-such-rule", StringComparison.Ordinal));
        Assert.Equal(2, faults.Length);
    }
}
