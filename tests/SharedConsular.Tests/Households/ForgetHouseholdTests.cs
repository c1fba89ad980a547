using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

/// <summary>When the days of a crisis are over its people are forgotten, and the numbers stay.</summary>
public sealed class ForgetHouseholdTests
{
    private static readonly ForgetHousehold Forget = new("crisis:sudan-2026");

    [Fact]
    public void Nobody_sees_it_any_more_nobody_has_a_key_and_it_counts_where_it_stood()
    {
        var before = Registered().State;
        var after = Registered().As(Caller.System).When(Forget).State;

        Assert.Empty(Household.Type.Rows(Name.Key, after));
        Assert.Equal(PersonsHeld.Nobody, Household.Type.Persons!(after));
        Assert.Empty(Household.Type.Clocks(after));
        Assert.Equal(Household.Type.Tallies(Name.Key, before), Household.Type.Tallies(Name.Key, after));
    }

    [Fact]
    public void The_platform_does_it_once_and_nobody_else()
    {
        Registered().As(Caller.System).When(Forget).When(Forget).ThenNothing();
        Registered().As(Officer).When(Forget).ThenRefused(HouseholdRefusals.NotYours);
    }
}
