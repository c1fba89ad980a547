using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Posts;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies.Tests;

/// <summary>The checker on small made-up policies; the last test holds the product's own policies to it.</summary>
public sealed class PolicyCheckerTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly PreferenceRule Rest = Rule("rest", 0, new PreferenceConditions(), 50);

    private static readonly PolicySet Sound = new(
        "test",
        [State("aa"), State("bb"), State("cc")],
        [Post("a", "aa", "cc"), Post("b", "bb", "aa"), Post("c", "cc", "bb")],
        [Treaty],
        [Service("detention", Shareability.Assist), Service("will", Shareability.Own)],
        [],
        [WorkCalendar.Default(T("aa")), WorkCalendar.Default(T("bb"))],
        [Policy(Rest)],
        [])
    {
        Retention = [.. Enum.GetValues<RetentionHolder>().Select(h =>
            new RetentionRule($"{h}", "test", Confidence.Proposal, Period.Always, 0, h, [], [], [], 10))],
    };

    private static Agreement Treaty => new(
        "treaty", 1, "Treaty", InstrumentKind.Treaty, [T("aa")], [T("bb")], PlaceScope.AnyThirdState, [],
        [new ServicePowers("detention", Powers.Assist)], [], PersonsCovered.Nationals, true, UnrepresentedTest.None, [],
        new Consultation(ConsultBefore.Help, 2, 3, 2, true, ""), new CostTerms(CostRule.NotSaid, null, ""),
        new DataTerms("", null, null, ""), new Period(new DateOnly(2020, 1, 1), null),
        new ExitTerms(null, ExitFate.Finish, ExitFate.Finish, ""), Confidence.Proposal, "");

    [Fact]
    public void A_sound_set_has_no_findings() => Assert.Empty(PolicyChecker.Check(Sound, Today));

    [Fact]
    public void A_combination_no_rule_speaks_of_is_an_error()
    {
        var gap = Find("policy.uncovered", Preferring(Rule("open", 1, new() { Conditions = [PostCondition.Open, PostCondition.Closed] }, 1)));

        Assert.Equal(PolicyFaultLevel.Error, gap.Level);
        Assert.Equal("policy:default", gap.File);
        Assert.Contains("Unconfirmed", gap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_an_earlier_one_always_decides_before_never_fires()
    {
        var shadowed = Find("policy.rule-never-fires", Preferring(
            Rule("wide", 10, new() { Kinds = [RouteKind.Partner] }, 1),
            Rule("narrow", 5, new() { Kinds = [RouteKind.Partner], Urgencies = [Urgency.Extreme] }, 2),
            Rest));

        Assert.Equal("rule:default/narrow", shadowed.File);
        Assert.Contains("'wide'", shadowed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_two_earlier_ones_cover_between_them_never_fires()
    {
        var shadowed = Find("policy.rule-never-fires", Preferring(
            Rule("near", 10, new() { DistanceKmMax = 100 }, 1),
            Rule("far", 10, new() { DistanceKmMin = 50 }, 1),
            Rule("middle", 5, new() { DistanceKmMin = 60, DistanceKmMax = 200 }, 2),
            Rest));

        Assert.Equal("rule:default/middle", shadowed.File);
        Assert.Contains("'far'", shadowed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100.5, false)]
    [InlineData(100, true)]
    public void A_gap_between_two_distances_is_seen_however_small(double farFrom, bool closed)
    {
        var shadowed = Findings("policy.rule-never-fires", Preferring(
            Rule("near", 10, new() { DistanceKmMax = 100 }, 1),
            Rule("far", 9, new() { DistanceKmMin = farFrom }, 2),
            Rule("gap", 5, new() { DistanceKmMin = 100.1, DistanceKmMax = 100.4 }, 3),
            Rest));

        Assert.Equal(closed, shadowed.Any());
    }

    [Fact]
    public void A_distance_no_option_can_have_never_fires() =>
        Assert.Equal("rule:default/x", Find("policy.rule-never-fires", Preferring(Rule("x", 9, new() { DistanceKmMin = 9, DistanceKmMax = 8 }, 1), Rest)).File);

    [Fact]
    public void A_service_and_a_category_that_never_meet_never_fire() =>
        Assert.Equal("rule:default/x", Find("policy.rule-never-fires", Preferring(
            Rule("x", 9, new() { Services = ["detention"], Shareabilities = [Shareability.Own] }, 1), Rest)).File);

    [Fact]
    public void A_rule_whose_last_day_has_passed_never_fires() =>
        Assert.Equal("rule:default/x", Find("policy.rule-never-fires", Preferring(
            Rule("x", 9, new(), 1) with { Period = new Period(null, Today.AddDays(-1)) }, Rest)).File);

    [Fact]
    public void A_rule_that_begins_later_fires_then() =>
        Assert.Empty(Findings("policy.rule-never-fires", Preferring(Rule("x", 9, new() { Kinds = [RouteKind.Partner] }, 1) with { Period = new Period(Today.AddDays(30), null) }, Rest)));

    [Fact]
    public void Rules_of_one_priority_that_overlap_and_differ_contradict_each_other()
    {
        var contradiction = Find("policy.contradiction", Preferring(
            Rule("partner", 10, new() { Kinds = [RouteKind.Partner] }, 1),
            Rule("extreme", 10, new() { Urgencies = [Urgency.Extreme] }, 2),
            Rest));

        Assert.Equal(PolicyFaultLevel.Error, contradiction.Level);
        Assert.Contains("Partner", contradiction.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_of_one_priority_that_overlap_and_agree_do_not() =>
        Assert.Empty(PolicyChecker.Check(Preferring(
            Rule("partner", 10, new() { Kinds = [RouteKind.Partner] }, 1),
            Rule("extreme", 10, new() { Urgencies = [Urgency.Extreme] }, 1),
            Rest), Today));

    [Fact]
    public void A_state_s_own_rules_stand_before_the_default_s_and_shadow_none_of_them()
    {
        var own = new PreferencePolicy("aa", 1, T("aa"), [Rule("all", 0, new(), 1)]);

        Assert.Empty(PolicyChecker.Check(Sound with { Preferences = [.. Sound.Preferences, own] }, Today));
    }

    [Fact]
    public void Without_a_default_most_states_have_no_order() =>
        Assert.Equal(PolicyFaultLevel.Error, Find("policy.no-default", Sound with { Preferences = [] }).Level);

    [Theory]
    [MemberData(nameof(Dead))]
    public void An_agreement_nobody_can_act_under_is_found(string why, Agreement dead)
    {
        var found = Find("policy.agreement-never-fires", Sound with { Agreements = [Treaty, dead with { Id = "dead" }] });

        Assert.Equal("agreement:dead@1", found.File);
        Assert.Contains(why, found.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Agreement> Dead() => new()
    {
        { "ended", Treaty with { InForce = new Period(null, Today.AddDays(-1)) } },
        { "nobody assists", Treaty with { Assisting = [] } },
        { "nobody is assisted", Treaty with { Assisted = [] } },
        { "no party could assist another", Treaty with { Assisted = [T("aa")] } },
        { "covers no service", Treaty with { Excluded = ["detention"] } },
        { "covers no person", Treaty with { Persons = PersonsCovered.None } },
        { "lists no place", Treaty with { Scope = PlaceScope.Listed } },
        { "objected", Treaty with { Gates = [Gate(GateAnswer.Objected)] } },
    };

    [Fact]
    public void Versions_in_force_on_the_same_day_are_an_error() =>
        Assert.Equal("agreement:treaty@2", Find("policy.versions-overlap", Sound with { Agreements = [Treaty, Treaty with { Version = 2 }] }).File);

    [Fact]
    public void Versions_that_follow_each_other_are_none() =>
        Assert.Empty(Findings("policy.versions-overlap", Sound with
        {
            Agreements =
            [
                Treaty with { InForce = new Period(null, new DateOnly(2026, 12, 31)) },
                Treaty with { Version = 2, InForce = new Period(new DateOnly(2027, 1, 1), null) },
            ],
        }));

    [Fact]
    public void A_gate_that_speaks_of_an_unknown_place_is_an_error() =>
        Assert.Equal(PolicyFaultLevel.Error, Find("policy.unknown-word", Sound with
        {
            Agreements = [Treaty with { Gates = [Gate(GateAnswer.Notified) with { Places = [T("zz")] }] }],
        }).Level);

    [Fact]
    public void A_clock_without_a_calendar_is_said() =>
        Assert.Contains("bb", Find("policy.clock-without-calendar", Sound with { Calendars = [WorkCalendar.Default(T("aa"))] }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_place_without_any_post_is_said() =>
        Assert.Contains("cc", Find("policy.place-uncovered", Sound with { Posts = [.. Sound.Posts.Skip(1)] }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_listed_place_without_a_post_is_said() =>
        Assert.Equal("agreement:treaty@1", Find("policy.place-without-post", Sound with
        {
            Posts = [.. Sound.Posts.Skip(1)],
            Agreements = [Treaty with { Scope = PlaceScope.Listed, Places = [new ListedPlace(T("aa"), T("bb"), T("cc"), "", null, Confidence.Proposal)] }],
        }).File);

    [Fact]
    public void A_service_that_may_be_shared_and_is_not_is_said() =>
        Assert.Equal("service:detention", Find("policy.service-uncovered", Sound with { Agreements = [] }).File);

    [Fact]
    public void An_id_used_twice_is_an_error() =>
        Assert.Equal("post:a", Find("policy.duplicate-id", Sound with { Posts = [.. Sound.Posts, Sound.Posts[0]] }).File);

    [Fact]
    public void A_finding_carries_the_file_and_the_line_it_was_written_on()
    {
        var files = new Dictionary<string, byte[]>(standard.Load.Files)
        {
            ["routing/fr.yaml"] = """
                id: fr
                version: 1
                owner: FR
                rules:
                  - id: first
                    basis: x
                    priority: 5
                    tier: 1
                  - id: second
                    basis: x
                    priority: 4
                    tier: 2
                """u8.ToArray(),
        };

        var finding = Assert.Single(PolicyFiles.Read(files).Check(Today), f => f.Code == "policy.rule-never-fires");

        Assert.Equal(("routing/fr.yaml", 9), (finding.File, finding.Line));
    }

    [Fact]
    public void The_policies_of_the_product_have_no_error_and_only_known_warnings()
    {
        var findings = standard.Load.Check(Today);

        Assert.Equal(["policy.place-uncovered"], findings.Select(f => f.Code).Distinct());
        Assert.DoesNotContain(findings, f => f.Level is PolicyFaultLevel.Error);
    }

    private static PolicyFault Find(string code, PolicySet set) => Assert.Single(PolicyChecker.Check(set, Today), f => f.Code == code);

    private static IEnumerable<PolicyFault> Findings(string code, PolicySet set) => PolicyChecker.Check(set, Today).Where(f => f.Code == code);

    private static PolicySet Preferring(params ImmutableArray<PreferenceRule> rules) => Sound with { Preferences = [Policy(rules)] };

    private static PreferencePolicy Policy(params ImmutableArray<PreferenceRule> rules) => new("default", 1, null, rules);

    private static PreferenceRule Rule(string id, int priority, PreferenceConditions when, int tier) => new(id, "", Period.Always, priority, when, tier, false);

    private static GateRecord Gate(GateAnswer answer) =>
        new(GateKind.G3NoticeForThirdState, answer, Period.Always, [], [], "", 0, Confidence.Proposal);

    private static TenantId T(string id) => TenantId.Get(id);

    private static Tenant State(string id) =>
        new(T(id), id + "x", ImmutableSortedDictionary<string, string>.Empty.Add("en", id), [], [], [], null, "");

    private static Post Post(string id, string sending, string country) => new(
        id, T(sending), T(country), PostKind.Embassy, "", null, [T(country)], [], [], Period.Always, [], Confidence.Proposal, "");

    private static Service Service(string id, Shareability shareability) => new(
        id, "1", ServiceCategory.Assistance, shareability, ImmutableSortedDictionary<string, string>.Empty.Add("en", id),
        [], [], "", "", "", "", false, false, Period.Always);
}
