using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>Each of the eight gates, passed and not passed.</summary>
public sealed class GateTests
{
    private static readonly GateRecord Objection = Gate(GateKind.G3NoticeForThirdState, GateAnswer.Objected, Fj);

    [Fact]
    public void G1_silence_of_the_receiving_state_is_no_where_its_consent_is_asked_for() =>
        Assert.Equal("gate.g1.no-consent", Bar(Treaty() with { Requires = [GateKind.G1Consent] }));

    [Fact]
    public void G1_consent_is_for_one_place_one_party_and_its_days()
    {
        var treaty = Treaty() with { Requires = [GateKind.G1Consent] };

        Assert.Null(Bar(treaty.With(Gate(GateKind.G1Consent, GateAnswer.Consented, Fj, Lv))));
        Assert.NotNull(Bar(treaty.With(Gate(GateKind.G1Consent, GateAnswer.Consented, Nz, Lv))));
        Assert.NotNull(Bar(treaty.With(Gate(GateKind.G1Consent, GateAnswer.Consented, Fj, Fr))));
        Assert.NotNull(Bar(treaty.With(Gate(GateKind.G1Consent, GateAnswer.Consented, Fj, from: Day.AddDays(1)))));
        Assert.NotNull(Bar(treaty.With(Gate(GateKind.G1Consent, GateAnswer.Consented, Fj, to: Day.AddDays(-1)))));
    }

    [Fact]
    public void G1_the_latest_word_of_the_receiving_state_counts()
    {
        var treaty = Treaty() with { Requires = [GateKind.G1Consent] };
        var yes = Gate(GateKind.G1Consent, GateAnswer.Consented, Fj, from: Day.AddDays(-9));
        var no = Gate(GateKind.G1Consent, GateAnswer.Objected, Fj, from: Day.AddDays(-3));

        Assert.NotNull(Bar(treaty.With(yes, no)));
        Assert.Null(Bar(treaty.With(no, yes with { Period = new(Day, null) })));
    }

    [Fact]
    public void G2_the_receiving_state_may_be_closed_to_posts_accredited_from_elsewhere()
    {
        var accredited = Embassy(Ee, Nz) with { Jurisdiction = [Nz, Fj] };

        Assert.Equal(["own_accredited ee"], Given(accredited).Ask(Question).Offered());
        Assert.Equal(["ee gate.g8.prohibited"], Given(accredited).Prohibiting(Detention, RouteKind.OwnAccredited).Ask(Question).Refused());
    }

    [Fact]
    public void G3_a_notice_that_was_given_is_a_ground() =>
        Assert.Contains("basis.g3.notified", Given(Embassy(Lv, Fj)).With(Treaty()).Ask(Question).Only(Lv).Grounds());

    [Fact]
    public void G3_a_notice_that_is_missing_is_owed_before_help_and_in_extreme_urgency_beside_it()
    {
        var world = Given(Embassy(Lv, Fj)).With(Treaty() with { Gates = [] });

        Assert.Contains("notify-receiving-state!", world.Ask(Question).Only(Lv).Duties());
        Assert.Contains("notify-receiving-state", world.Ask(Question with { Urgency = Urgency.Extreme }).Only(Lv).Duties());
        Assert.DoesNotContain("basis.g3.notified", world.Ask(Question).Only(Lv).Grounds());
    }

    [Fact]
    public void G3_an_objection_of_the_receiving_state_ends_it() => Assert.Equal("gate.g3.objected", Bar(Treaty().With(Objection)));

    [Fact]
    public void G3_an_objection_strikes_the_service_the_party_the_place_and_the_days_it_names_and_no_other()
    {
        Assert.NotNull(Bar(Treaty().With(Objection with { Services = [Detention.Id], Holders = [Lv] })));
        Assert.Null(Bar(Treaty().With(Objection with { Services = [Etd.Id] })));
        Assert.Null(Bar(Treaty().With(Objection with { Holders = [Fr] })));
        Assert.Null(Bar(Treaty().With(Objection with { Places = [Nz] })));
        Assert.Null(Bar(Treaty().With(Objection with { Period = new(null, Day.AddDays(-1)) })));
    }

    [Fact]
    public void G3_a_new_notice_of_the_party_does_not_do_away_with_an_objection() =>
        Assert.Equal(
            "gate.g3.objected",
            Bar(Treaty().With(Objection, Gate(GateKind.G3NoticeForThirdState, GateAnswer.Notified, Fj, Lv, from: Day))));

    [Fact]
    public void G3_a_later_consent_of_the_receiving_state_does() =>
        Assert.Null(Bar(Treaty().With(Objection, Gate(GateKind.G3NoticeForThirdState, GateAnswer.Consented, Fj, from: Day))));

    [Fact]
    public void G4_protection_of_interests_needs_the_prior_consent_of_the_receiving_state()
    {
        var treaty = Treaty() with { Requires = [GateKind.G4PriorConsent] };

        Assert.Equal("gate.g4.no-consent", Bar(treaty));
        Assert.Null(Bar(treaty.With(Gate(GateKind.G4PriorConsent, GateAnswer.Consented, Fj))));
        Assert.Contains(
            "basis.g4.consented",
            Given(Embassy(Lv, Fj)).With(treaty.With(Gate(GateKind.G4PriorConsent, GateAnswer.Consented, Fj))).Ask(Question).Only(Lv).Grounds());
    }

    [Fact]
    public void G5_an_operator_needs_the_mandate_of_the_state_before_anything()
    {
        var contract = Operator().With(Gate(GateKind.G1Consent, GateAnswer.Consented, Fj));
        var query = Question.Of(Ke) with { Service = Passport };

        Assert.Equal("gate.g5.no-mandate", Bar(contract, Iom, query));
        Assert.Null(Bar(contract.With(Gate(GateKind.G5Mandate, GateAnswer.Consented, holder: Ke)), Iom, query));
        Assert.NotNull(Bar(contract.With(Gate(GateKind.G5Mandate, GateAnswer.Consented, holder: Ee)), Iom, query));
    }

    [Fact]
    public void G5_a_mandate_ends_after_its_last_day()
    {
        var contract = Operator().With(
            Gate(GateKind.G1Consent, GateAnswer.Consented, Fj), Gate(GateKind.G5Mandate, GateAnswer.Consented, holder: Ke, to: Day));
        var query = Question.Of(Ke) with { Service = Passport };

        Assert.Null(Bar(contract, Iom, query));
        Assert.Equal("gate.g5.no-mandate", Bar(contract, Iom, query with { On = Day.AddDays(1) }));
    }

    [Fact]
    public void G5_the_no_of_the_own_state_ends_even_a_standing_mandate() =>
        Assert.Equal("gate.g5.no-mandate", Bar(Treaty().With(Gate(GateKind.G5Mandate, GateAnswer.Objected, holder: Ee))));

    [Fact]
    public void G5_a_mandate_on_record_spares_the_question_in_each_case()
    {
        var practice = Practice().With(Gate(GateKind.G5Mandate, GateAnswer.Consented, holder: Ke));
        var option = Given(Embassy(Gb, Fj)).With(practice).Ask(Question.Of(Ke)).Only(Gb);

        Assert.Contains("basis.g5.recorded", option.Grounds());
        Assert.DoesNotContain("ask-mandate!", option.Duties());
    }

    [Fact]
    public void G6_nobody_helps_against_the_persons_express_wish()
    {
        var world = Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty());

        Assert.Equal(["ee gate.g6.person-objects", "lv gate.g6.person-objects"], world.Ask(Question with { PersonObjects = true }).Refused());
        Assert.Contains("ask-person!", world.Ask(Question).Only(Ee).Duties());
        Assert.Contains("ask-person!", world.Ask(Question).Only(Lv).Duties());
    }

    [Fact]
    public void G6_does_not_stop_what_the_person_asked_for() =>
        Assert.Equal(2, Given(Embassy(Ee, Fj), Embassy(Lv, Fj)).With(Treaty()).Ask(Question with { Service = Copy, PersonObjects = true }).Options.Length);

    [Fact]
    public void G7_the_own_state_is_no_option_for_one_who_fears_it() =>
        Assert.Equal(["ee gate.g7.fears-own-state"], Given(Embassy(Ee, Fj)).Ask(Question with { FearsOwnState = true }).Refused());

    [Fact]
    public void G8_local_law_bars_everyone_or_only_some_roads_and_never_a_post_abroad()
    {
        var world = Given(Embassy(Ee, Fj), Embassy(Ee, Nz, Wellington), Embassy(Lv, Fj)).With(Treaty());

        Assert.Equal(["own_abroad ee"], world.Prohibiting(Detention).Ask(Question).Offered());
        Assert.Equal(["own_abroad ee", "own_post ee"], world.Prohibiting(Detention, RouteKind.Partner).Ask(Question).Offered().Order());
        Assert.Contains("lv gate.g8.prohibited", world.Prohibiting(Detention, RouteKind.Partner).Ask(Question).Refused());
        Assert.Equal(3, world.Prohibiting(Etd).Ask(Question).Options.Length);
    }

    /// <summary>What stopped the only party that could help, or null when nothing did.</summary>
    private static string? Bar(Agreement agreement, TenantId? party = null, RoutingQuery? query = null)
    {
        var helper = party ?? Lv;
        var answer = Given(PostOf(helper, Fj, helper == Iom ? PostKind.SharedCentre : PostKind.Embassy)).With(agreement).Ask(query ?? Question);

        return answer.Options.Any(o => o.Party == helper) ? null : Assert.Single(answer.Rejected, r => r.Party == helper).Code;
    }
}
