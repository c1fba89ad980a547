using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Retention;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Retention;

/// <summary>France has times of its own. The law of the case stands above them.</summary>
public sealed class RetentionPolicyTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly RetentionRule Default = Rule("default", RetentionHolder.AssistingParty, 180) with { AtMostDays = 1000 };

    private static readonly Agreement Strict = Routing.WorldExamples.Directive() with { Data = new DataTerms("own_state", 90, 400, "art. 16") };

    [Fact]
    public void A_party_without_times_of_its_own_has_the_common_ones() => Assert.Equal(new("default", 180), Find(Own(), De));

    [Fact]
    public void Its_own_time_counts_for_itself_only()
    {
        Assert.Equal(new("fr-own", 700), Find(Own(700)));
        Assert.Equal(new("fr-own", 30), Find(Own(30)));
        Assert.Equal(new("default", 180), Find(Own(700), De));
    }

    [Fact]
    public void It_is_cut_to_what_the_common_rule_leaves()
    {
        Assert.Equal(new("default", 1000), Find(Own(1001)));
        Assert.Equal(new("default", 180), Find(Own(181) with { Common = [Default with { AtMostDays = null }] }));
    }

    [Fact]
    public void It_is_cut_to_what_the_agreement_allows()
    {
        Assert.Equal(new(Strict.Id, 90), Find(Own(700), agreement: Strict.Id));
        Assert.Equal(new("fr-own", 60), Find(Own(60), agreement: Strict.Id));
        Assert.Equal(new("fr-own", 700), Find(Own(700), agreement: "another"));
    }

    [Fact]
    public void A_case_that_ends_counts_by_it()
    {
        var policy = RetentionRules with { Own = Own(30).Own };

        Assert.Equal(
            [new RetentionTerm(Fr, "fr-own", Now.AddDays(30)), new RetentionTerm(Ee, "home", Now.AddDays(730))],
            InHand().When(new CloseCase("travelled", policy)).State.Retention);
    }

    private static RetentionTime? Find(RetentionPolicy policy, TenantId? party = null, string? agreement = null) =>
        policy.Find(party ?? Fr, RetentionHolder.AssistingParty, agreement, "detention", ServiceCategory.Assistance, Day);

    private static RetentionPolicy Own(int? days = null) => new(
        [Default],
        days is { } keep ? ImmutableDictionary<TenantId, ImmutableArray<RetentionRule>>.Empty.Add(Fr, [Rule("fr-own", RetentionHolder.AssistingParty, keep)])
            : ImmutableDictionary<TenantId, ImmutableArray<RetentionRule>>.Empty,
        [Strict]);

    private static RetentionRule Rule(string id, RetentionHolder holder, int days) =>
        new(id, "example", Confidence.Tenant, Period.Always, 0, holder, [], [], [], days);
}
