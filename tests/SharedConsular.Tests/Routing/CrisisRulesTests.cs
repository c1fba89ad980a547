using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Policies;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>What a crisis changes about answers in its area: from the day it was set, with its name, and not after its end.</summary>
public sealed class CrisisRulesTests
{
    private static readonly DateTimeOffset Set = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static readonly PolicySet Files = Given(Embassy(Fr, Fj, Suva), Embassy(De, Fj, Rotuma)).With(Directive()) with
    {
        Fees = [.. new[] { Ee, Fr, De }.Select(s => new Fee(s, Etd.Id, "adult", 50.5m, "EUR", null, Confidence.Memory, "", ""))],
    };

    private static readonly RoutingQuery Near = Question with { Near = Suva };

    [Fact]
    public void Help_comes_first_where_the_instrument_lets_it()
    {
        Assert.Contains("consult-before-help!", Ask(Near).Only(Fr).Duties());

        var answer = Ask(Near, (OverlayKind.HelpFirst, 1));
        Assert.DoesNotContain("consult-before-help!", answer.Only(Fr).Duties());
        Assert.Equal(new Advice("advice.crisis-help-first", null, "Cyclone (fiji-2026, 2026-11-20)"), answer.Advice[0]);
    }

    [Fact]
    public void People_are_sent_to_the_team_before_nearer_others_and_the_rule_is_named()
    {
        Assert.Equal(["partner fr", "partner de"], Ask(Near).Offered());

        var answer = Ask(Near, (OverlayKind.TeamFirst, 1));
        Assert.Equal(["partner de", "partner fr"], answer.Offered());
        Assert.Equal("crisis:fiji-2026", answer.Options[0].Preference.Id);
    }

    [Fact]
    public void Whom_a_state_does_not_want_for_its_people_a_crisis_does_not_bring_back()
    {
        var files = Files.Preferring(Ee, Rule("not-germany", 10, 1, new PreferenceConditions { Parties = [De] }, exclude: true));

        Assert.Equal(["partner fr"], Router.Decide(Near, WorldOf(files, Under((OverlayKind.TeamFirst, 1)))).Offered());
    }

    [Fact]
    public void A_fee_is_waived_or_cut_and_the_answer_says_by_what()
    {
        var question = Near with { Service = Etd };
        Assert.Equal(50.5m, Ask(question).Options[0].Fee!.Amount);

        var (waived, cut) = (Ask(question, (OverlayKind.FeesWaived, 1)), Ask(question, (OverlayKind.FeesPercent, 33)));
        Assert.Equal((0m, "advice.crisis-fees-waived"), (waived.Options[0].Fee!.Amount, waived.Advice[0].Code));
        Assert.Equal((16.66m, "advice.crisis-fees-changed"), (cut.Options[0].Fee!.Amount, cut.Advice[0].Code));
        Assert.Equal(0m, Ask(question, (OverlayKind.FeesWaived, 1), (OverlayKind.FeesPercent, 33)).Options[0].Fee!.Amount);
    }

    [Fact]
    public void It_holds_in_its_area_and_from_its_day_on_only()
    {
        var crisis = Under((OverlayKind.HelpFirst, 1));
        Assert.Empty(Router.Decide(Near with { On = new DateOnly(2026, 11, 19) }, WorldOf(Files, crisis)).Advice);
        Assert.NotEmpty(Router.Decide(Near with { On = new DateOnly(2026, 11, 20) }, WorldOf(Files, crisis)).Advice);
        Assert.Empty(Router.Decide(Near with { In = Nz }, WorldOf(Files, crisis)).Advice);
        Assert.Empty(Router.Decide(Near, WorldOf(Files, crisis! with { Area = new CrisisArea([], [], Rotuma, 100) })).Advice);
    }

    [Fact]
    public void Neither_a_crisis_that_is_over_nor_an_exercise_changes_an_answer()
    {
        var running = Declared((OverlayKind.FeesWaived, 1), (OverlayKind.RetentionDays, 30));

        Assert.NotNull(CrisisRule.Of("fiji-2026", running));
        Assert.Null(CrisisRule.Of("fiji-2026", Crisis.Type.Evolve(running, new CrisisEnded(By, Set.AddDays(9)))));
        Assert.Null(CrisisRule.Of("fiji-2026", running with { Exercise = true }));
    }

    private static readonly Actor By = new(Gb, new UserId("cell-1"));

    private static RoutingAnswer Ask(RoutingQuery query, params (OverlayKind Kind, int Value)[] overlays) =>
        Router.Decide(query, WorldOf(Files, overlays.Length == 0 ? null : Under(overlays)));

    private static World WorldOf(PolicySet files, CrisisRule? crisis) =>
        World.Of(files, new Registers([], [], [], crises: crisis is null ? [] : [crisis]), "v2");

    private static CrisisRule? Under(params (OverlayKind Kind, int Value)[] overlays) => CrisisRule.Of("fiji-2026", Declared(overlays));

    /// <summary>Germany leads in Fiji; Britain declared it.</summary>
    private static Crisis Declared(params (OverlayKind Kind, int Value)[] overlays) => overlays.Aggregate(
        new CrisisEvent[]
        {
            new CrisisDeclared("Cyclone", new CrisisArea([Fj], [], null, null), Gb, Exercise: false, CrisisPhase.Response, By, Set),
            new CrisisRolesAgreed([De], [], By, Set),
        }.Aggregate(Crisis.Type.Initial, Crisis.Type.Evolve),
        (crisis, overlay) => Crisis.Type.Evolve(crisis, new CrisisOverlaySet(new CrisisOverlay(overlay.Kind, overlay.Value), By, Set)));
}
