using System.Collections.Immutable;
using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class CaseNoticeTests
{
    private static readonly EntityKey Key = new(Ee, "case", "SC-0000-0000-0");

    [Fact]
    public void The_state_of_nationality_is_told_what_its_partner_did() =>
        Assert.Equal([Ee], Told(new CaseClosed("travelled", new Actor(Fr, Officer.User), Now)));

    [Fact]
    public void A_party_is_not_told_of_its_own_act() =>
        Assert.Equal([Fr], Told(new CaseClosed("travelled", new Actor(Ee, Officer.User), Now)));

    [Fact]
    public void Nothing_is_told_when_nobody_else_is_concerned() =>
        Assert.Empty(Case.Type.Messages(Key, Served(by: Ee), new CaseClosed("travelled", new Actor(Ee, Officer.User), Now)));

    /// <summary>She told of her fear after her state was asked about her: what was to be said to it before is not said any more.</summary>
    [Fact]
    public void Whom_she_fears_is_told_of_nothing_though_the_case_still_names_it()
    {
        var closed = new CaseClosed("travelled", new Actor(Fr, Officer.User), Now);
        var fearing = Served(by: Fr) with { FearsOwnState = true, Persons = [Kadri] };

        Assert.Equal(Ee, fearing.ActsFor);
        Assert.Empty(Case.Type.Messages(Key, fearing, closed));
    }

    private static ImmutableArray<TenantId> Told(CaseEvent @event) =>
        ((CaseNotice)Assert.Single(Case.Type.Messages(Key, Served(by: Fr), @event)).Body).Told;

    private static Case Served(TenantId by) => new()
    {
        Status = CaseStatus.InProgress,
        Home = Ee,
        ActsFor = Ee,
        Serving = by == Ee ? ServingRoute.OfOwnState(Ee) : Route(by),
    };
}
