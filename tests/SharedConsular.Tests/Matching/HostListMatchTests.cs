using SharedConsular.Households;
using SharedConsular.Matching;

namespace SharedConsular.Tests.Matching;

public sealed class HostListMatchTests
{
    private static readonly HouseholdName Haddad = new(TenantId.Parse("fr")!, "SH-1");
    private static readonly HouseholdName Other = new(TenantId.Parse("gb")!, "SH-2");

    [Fact]
    public void One_certain_person_is_on_the_register_and_nobody_is_nobody() =>
        Assert.Equal(
            [new HostListEntry(2, HostListOutcome.OnRegister, Haddad, 1), new HostListEntry(3, HostListOutcome.Unknown, null, 0)],
            HostListMatch.Settle([(2, [Certain(Haddad, 1), Likely(Other, 4)]), (3, [])]));

    [Fact]
    public void Who_is_only_likely_or_likely_to_be_two_is_for_a_person_to_look_at() =>
        Assert.Equal(
            [new HostListEntry(2, HostListOutcome.ToCheck, Haddad, 1), new HostListEntry(3, HostListOutcome.ToCheck, Haddad, 2)],
            HostListMatch.Settle([(2, [Likely(Haddad, 1)]), (3, [Certain(Haddad, 2), Certain(Other, 1)])]));

    [Fact]
    public void Who_is_likely_and_listed_with_her_child_who_is_certain_is_the_person() =>
        Assert.Equal(
            [new HostListEntry(2, HostListOutcome.OnRegister, Haddad, 1), new HostListEntry(3, HostListOutcome.OnRegister, Haddad, 3)],
            HostListMatch.Settle([(2, [Likely(Other, 1), Likely(Haddad, 1)]), (3, [Certain(Haddad, 3)])]));

    [Fact]
    public void A_second_line_like_one_person_does_not_make_her_certain() =>
        Assert.Equal(
            [new HostListEntry(2, HostListOutcome.OnRegister, Haddad, 3), new HostListEntry(3, HostListOutcome.ToCheck, Haddad, 3)],
            HostListMatch.Settle([(2, [Certain(Haddad, 3)]), (3, [Likely(Haddad, 3)])]));

    private static ListedCandidate Certain(HouseholdName household, int member) => new(household, member, MatchLevel.Certain);

    private static ListedCandidate Likely(HouseholdName household, int member) => new(household, member, MatchLevel.Likely);
}
