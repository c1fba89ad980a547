using FsCheck;
using FsCheck.Fluent;
using SharedConsular.Evacuation;
using SharedConsular.Settlement;

namespace SharedConsular.Tests.Settlement;

/// <summary>The parts of a cost add up to it, to the last cent.</summary>
public sealed class ProRataTests
{
    [Fact]
    public void The_last_cents_go_to_the_largest_remainders() =>
        Assert.Equal(
            [("de", 43), ("fr", 29), ("gb", 28)],
            ProRata.Split(100, [Of("gb", 2), Of("de", 3), Of("fr", 2)]).Select(s => (s.State.Value, s.MinorUnits)));

    [Fact]
    public void Nobody_carried_is_nobody_to_share_with() => Assert.Empty(ProRata.Split(100, []));

    [Fact]
    public void The_largest_amount_and_the_largest_ferry_do_not_overflow() =>
        Assert.Equal(1_000_000_000_000_000, ProRata.Split(1_000_000_000_000_000, [Of("gb", 4_999), Of("fr", 1)]).Sum(s => s.MinorUnits));

    [Fact]
    public void Parts_add_up_and_none_is_a_whole_unit_from_its_exact_share() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Gen.Choose(0, 1_000_000).ToArbitrary(),
                Gen.Choose(1, 300).ArrayOf(7).ToArbitrary(),
                (amount, persons) =>
                {
                    var shares = ProRata.Split(amount, persons.Select((p, i) => Of($"a{(char)('a' + i)}", p)));
                    var all = persons.Sum();

                    return shares.Sum(s => s.MinorUnits) == amount
                        && shares.All(s => Math.Abs(s.MinorUnits - ((double)amount * s.Persons / all)) < 1.0001);
                }));

    private static StateCount Of(string state, int persons) => new(TenantId.Parse(state)!, persons);
}
