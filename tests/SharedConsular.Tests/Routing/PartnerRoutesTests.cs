using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

public sealed class PartnerRoutesTests
{
    private static readonly RoutingQuery Kenyan = Question.Of(Ke);

    [Fact]
    public void A_member_helps_an_unrepresented_national_of_another_under_the_directive()
    {
        var option = Given(Embassy(Fr, Fj, Suva)).With(Directive()).Ask(Question).Only(Fr);

        Assert.Equal((RouteKind.Partner, Ee, true), (option.Kind, option.ActsFor, option.Completes));
        Assert.Equal("directive@1", option.Agreement!.Reference);
        Assert.Equal(Powers.Receive | Powers.Verify | Powers.Assist, option.Powers);
        Assert.Equal(["basis.instrument", "basis.g3.notified", "basis.g5.standing"], option.Grounds());
    }

    [Fact]
    public void A_directive_gives_nothing_inside_the_territory_of_its_members() =>
        Assert.Contains(
            "fr agreement.place-not-covered",
            Given(Embassy(Fr, De)).With(Directive()).Ask(Question with { In = De }).Refused());

    [Fact]
    public void A_treaty_partner_helps_in_any_third_state() =>
        Assert.Equal(["partner lv"], Given(Embassy(Lv, Fj)).With(Treaty()).Ask(Question).Offered());

    [Fact]
    public void Nobody_assists_in_its_own_territory_or_for_itself()
    {
        var answer = Given(Embassy(Lv, Fj), Embassy(Ee, Lv)).With(Treaty()).Ask(Question with { In = Lv });

        Assert.Equal(["own_post ee"], answer.Offered());
        Assert.DoesNotContain(answer.Rejected, r => r.Party == Lv);
    }

    [Fact]
    public void A_practice_needs_the_yes_of_the_own_state_in_each_case()
    {
        var option = Given(Embassy(Gb, Fj)).With(Practice()).Ask(Kenyan).Only(Gb);

        Assert.Equal(["ask-mandate!", "consult-before-help!", "ask-person!"], option.Duties());
        Assert.DoesNotContain(option.Basis, b => b.Gate is GateKind.G5Mandate);
    }

    [Fact]
    public void A_centre_of_the_operator_takes_in_under_consent_and_mandate_and_decides_nothing()
    {
        var centre = PostOf(Iom, Fj, PostKind.SharedCentre);
        var contract = Operator() with { Gates = [Gate(GateKind.G1Consent, GateAnswer.Consented, Fj), Gate(GateKind.G5Mandate, GateAnswer.Consented, holder: Ke)] };
        var option = Given(centre).With(contract).Ask(Kenyan with { Service = Passport }).Only(Iom);

        Assert.Equal((RouteKind.SharedCentre, false), (option.Kind, option.Completes));
        Assert.Equal(["basis.instrument", "basis.g1.consented", "basis.g5.recorded"], option.Grounds());
        Assert.Equal(CostRule.ServiceContract, option.Cost.Rule);
    }

    [Fact]
    public void A_shared_centre_serves_the_states_it_names()
    {
        var treaty = Treaty() with { Assisting = [Lv], Assisted = [Ee, Ke] };
        var centre = PostOf(Lv, Fj, PostKind.SharedCentre) with { Serves = [Ke] };

        Assert.Equal(["shared_centre lv"], Given(centre).With(treaty).Ask(Kenyan).Offered());
        Assert.Contains("lv post.does-not-serve", Given(centre).With(treaty).Ask(Question).Refused());
    }

    [Theory, InlineData(PostKind.Honorary), InlineData(PostKind.RemoteDesk), InlineData(PostKind.MobileRound)]
    public void Only_a_career_post_or_a_centre_acts_for_a_third_state(PostKind kind) =>
        Assert.Contains("lv post.no-competence", Given(PostOf(Lv, Fj, kind)).With(Treaty()).Ask(Question).Refused());

    [Fact]
    public void A_partner_acts_from_the_place_and_not_from_its_post_elsewhere() =>
        Assert.Contains("lv post.none-here", Given(Embassy(Lv, Nz, Wellington) with { Jurisdiction = [Nz, Fj] }).With(Treaty()).Ask(Question).Refused());

    [Fact]
    public void A_closed_post_of_a_partner_is_named_as_the_reason() =>
        Assert.Contains(
            "lv post.closed",
            Given(Embassy(Lv, Fj) with { Notices = [Notice(PostCondition.Closed)] }).With(Treaty()).Ask(Question).Refused());

    [Fact]
    public void Of_a_partners_posts_the_open_one_comes_before_the_nearer_unconfirmed_one_and_then_the_nearest()
    {
        var near = PostOf(Lv, Fj, PostKind.Consulate, Nadi, "nadi");
        var far = PostOf(Lv, Fj, PostKind.Consulate, Suva, "suva");
        var doubtful = PostOf(Lv, Fj, PostKind.Consulate, Nadi, "a-doubtful") with { Notices = [Notice(PostCondition.Unconfirmed)] };
        var query = Question with { Near = Nadi };

        Assert.Equal("nadi", Given(far, near).With(Treaty()).Ask(query).Only(Lv).Post.Id);
        Assert.Equal("suva", Given(far, doubtful).With(Treaty()).Ask(query).Only(Lv).Post.Id);
    }

    [Fact]
    public void An_excluded_service_is_named_as_excluded_and_one_the_instrument_is_silent_about_as_not_covered()
    {
        var world = Given(Embassy(Lv, Fj)).With(Treaty());

        Assert.Contains("lv agreement.service-excluded", world.Ask(Question with { Service = Passport }).Refused());
        Assert.Contains("lv agreement.service-not-covered", world.Ask(Question with { Service = Copy with { Id = "legalisation" } }).Refused());
    }

    [Fact]
    public void An_agreement_holds_from_its_first_day_to_its_last_and_not_while_suspended()
    {
        var treaty = Treaty() with { InForce = new Period(Day, Day.AddDays(9)), Suspensions = [new Period(Day.AddDays(2), Day.AddDays(3))] };
        var world = Given(Embassy(Lv, Fj)).With(treaty);

        int[] holds = [.. Enumerable.Range(-1, 12).Where(day => world.Ask(Question with { On = Day.AddDays(day) }).Options.Length > 0)];

        Assert.Equal([0, 1, 4, 5, 6, 7, 8, 9], holds);
    }

    [Theory, InlineData(InstrumentKind.Convention), InlineData(InstrumentKind.Funding), InlineData(InstrumentKind.Proposal)]
    public void Some_instruments_give_nobody_a_mandate(InstrumentKind kind) =>
        Assert.Equal(["ee post.none-here"], Given(Embassy(Lv, Fj)).With(Treaty() with { Kind = kind }).Ask(Question).Refused());

    [Fact]
    public void A_list_of_places_is_exhaustive_and_has_a_direction()
    {
        var treaty = Treaty() with { Scope = PlaceScope.Listed, Places = [Place(Lv, Ee, Fj)] };
        var world = Given(Embassy(Lv, Fj), Embassy(Lv, Nz), Embassy(Ee, Fj)).With(treaty);

        Assert.Contains("partner lv", world.Ask(Question).Offered());
        Assert.Contains("lv agreement.place-not-covered", world.Ask(Question with { In = Nz }).Refused());
        Assert.Contains("ee agreement.place-not-covered", world.Ask(Question.Of(Lv)).Refused());
    }

    [Fact]
    public void A_district_reaches_as_far_as_it_says_and_not_to_someone_whose_place_is_unknown()
    {
        var treaty = Treaty() with { Scope = PlaceScope.Listed, Places = [Place(Lv, Ee, Fj, withinKm: 200)] };
        var world = Given(Embassy(Lv, Fj, Suva)).With(treaty);

        Assert.Equal(["partner lv"], world.Ask(Question with { Near = Nadi }).Offered());
        Assert.Contains("lv agreement.district-too-far", world.Ask(Question with { Near = Rotuma }).Refused());
        Assert.Contains("lv agreement.district-unknown", world.Ask(Question).Refused());
    }

    [Fact]
    public void The_district_of_a_named_city_is_not_that_of_the_partners_other_posts()
    {
        var treaty = Treaty() with { Scope = PlaceScope.Listed, Places = [Place(Lv, Ee, Fj, "Suva", withinKm: 50)] };
        var suva = Embassy(Lv, Fj, Suva) with { City = "Suva" };
        var nadi = PostOf(Lv, Fj, PostKind.Consulate, Nadi) with { City = "Nadi" };

        Assert.Contains("lv agreement.district-too-far", Given(suva, nadi).With(treaty).Ask(Question with { Near = Nadi }).Refused());
        Assert.Equal("Suva", Given(suva, nadi).With(treaty).Ask(Question with { Near = Suva }).Only(Lv).Post.City);
    }

    [Fact]
    public void Two_districts_of_one_state_are_both_looked_at()
    {
        var treaty = Treaty() with { Scope = PlaceScope.Listed, Places = [Place(Lv, Ee, Fj, "Suva", withinKm: 50), Place(Lv, Ee, Fj, "Nadi", withinKm: 50)] };
        var world = Given(Embassy(Lv, Fj, Suva) with { City = "Suva" }, PostOf(Lv, Fj, PostKind.Consulate, Nadi) with { City = "Nadi" }).With(treaty);

        Assert.Equal("Suva", world.Ask(Question with { Near = Suva }).Only(Lv).Post.City);
        Assert.Equal("Nadi", world.Ask(Question with { Near = Nadi }).Only(Lv).Post.City);
    }

    [Fact]
    public void The_others_send_the_person_on_to_the_designated_post()
    {
        var world = Given(Embassy(Fr, Fj), Embassy(De, Fj)).With(Directive() with { Designated = [Place(De, Ee, Fj)] });

        Assert.Equal(["partner de"], world.Ask(Question).Offered());
        Assert.Contains("fr agreement.designated-elsewhere", world.Ask(Question).Refused());
    }

    [Fact]
    public void Nobody_is_sent_on_where_that_would_compromise_the_help()
    {
        var world = Given(Embassy(Fr, Fj), Embassy(De, Fj)).With(Directive() with { Designated = [Place(De, Ee, Fj)] });

        Assert.Equal(2, world.Ask(Question with { HelpCompromisedByRedirect = true }).Options.Length);
        Assert.Equal(2, world.Ask(Question with { Urgency = Urgency.Extreme }).Options.Length);
    }

    [Fact]
    public void Nobody_is_sent_on_to_a_designated_post_that_is_not_open()
    {
        var closed = Embassy(De, Fj) with { Notices = [Notice(PostCondition.Unconfirmed)] };

        Assert.Contains("partner fr", Given(Embassy(Fr, Fj), closed).With(Directive() with { Designated = [Place(De, Ee, Fj)] }).Ask(Question).Offered());
    }

    [Fact]
    public void Nobody_is_sent_on_to_a_state_that_the_person_fears()
    {
        var world = Given(Embassy(Fr, Fj), Embassy(De, Fj)).With(Directive() with { Designated = [Place(De, Ee, Fj)] });
        var query = Question with
        {
            Nationalities = [new Nationality(Ee, NationalityProof.Documented), new Nationality(De, NationalityProof.Documented)],
            FearsOwnState = true,
        };

        Assert.Contains(world.Ask(query).Options, o => o.Party == Fr && o.ActsFor == Ee);
    }

    [Fact]
    public void Under_an_undertaking_the_tariff_is_that_of_the_party_that_helps_else_that_of_the_own_state()
    {
        var fees = new[] { Fr, Ee, Lv }.Select((state, i) => new Services.Fee(state, Etd.Id, "", 10 + i, "EUR", null, Confidence.Found, "", ""));
        var world = Given(Embassy(Fr, Fj), Embassy(Lv, Fj)).With(Directive(), Treaty()) with { Fees = [.. fees] };
        var answer = world.Ask(Question with { Service = Etd });

        Assert.Equal((Fr, 10m), (answer.Only(Fr).Fee!.State, answer.Only(Fr).Fee!.Amount));
        Assert.Equal((Ee, 11m), (answer.Only(Lv).Fee!.State, answer.Only(Lv).Fee!.Amount));
    }
}
