using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Routing;
using static SharedConsular.Tests.Routing.WorldExamples;

namespace SharedConsular.Tests.Routing;

/// <summary>A person who fears their own state is never routed to it, and it is never consulted or told.</summary>
public sealed class FirewallTests
{
    private static readonly RoutingQuery Afraid = Question with { FearsOwnState = true };

    [Fact]
    public void Others_help_without_any_contact_with_the_own_state()
    {
        var answer = Given(Embassy(Fr, Fj)).With(Directive()).Ask(Afraid);
        var option = answer.Only(Fr);

        Assert.Equal(["ask-person!"], option.Duties());
        Assert.Contains("basis.g7.no-contact", option.Grounds());
        Assert.Equal([new Advice("advice.asylum-authority", Fj)], answer.Advice);
    }

    [Fact]
    public void A_feared_state_that_is_present_does_not_keep_others_from_helping() =>
        Assert.Equal(["partner fr"], Given(Embassy(Ee, Fj), Embassy(Fr, Fj)).With(Directive()).Ask(Afraid).Offered());

    [Fact]
    public void No_own_post_is_offered_on_the_spot_accredited_or_abroad() =>
        Assert.Equal(
            ["ee gate.g7.fears-own-state"],
            Given(Embassy(Ee, Fj), Embassy(Ee, Nz, Wellington), Embassy(Ee, Au, Canberra) with { Jurisdiction = [Fj] }).Ask(Afraid).Refused());

    [Fact]
    public void What_the_own_state_must_take_part_in_is_not_done() =>
        Assert.Contains("lv firewall.own-state-must-act", Given(Embassy(Lv, Fj)).With(Treaty()).Ask(Afraid with { Service = Etd }).Refused());

    [Fact]
    public void What_the_own_state_would_have_to_finish_is_not_begun() =>
        Assert.Contains(
            "lv firewall.own-state-must-act",
            Given(Embassy(Lv, Fj)).With(Treaty() with { Services = [new ServicePowers(Copy.Id, Powers.Receive | Powers.Verify)] })
                .Ask(Afraid with { Service = Copy }).Refused());

    [Fact]
    public void What_the_own_state_must_confirm_before_it_is_issued_is_not_done() =>
        Assert.Contains(
            "lv firewall.own-state-must-act",
            Given(Embassy(Lv, Fj)).With(Treaty() with { Consultation = new(ConsultBefore.Issue, 2, 3, 2, ActFirst: true, "art. 4") })
                .Ask(Afraid with { Service = Copy }).Refused());

    [Fact]
    public void A_partner_that_needs_the_own_states_yes_in_each_case_does_not_act() =>
        Assert.Contains(
            "gb firewall.own-state-must-act",
            Given(Embassy(Gb, Fj)).With(Practice() with { Consultation = Treaty().Consultation }).Ask(Afraid.Of(Ke)).Refused());

    [Fact]
    public void The_other_state_of_a_dual_national_is_behind_the_firewall_too()
    {
        var both = Afraid with { Nationalities = [new(Ee, NationalityProof.Documented), new(Fr, NationalityProof.Documented)] };
        var answer = Given(Embassy(Fr, Fj), Embassy(De, Fj)).With(Directive()).Ask(both);

        Assert.All(answer.Options, o => Assert.Equal(De, o.Party));
        Assert.Contains(answer.Rejected, r => r.Party == Fr && r.ActsFor == Ee && r.Code == "gate.g7.fears-own-state");
    }

    [Fact]
    public void A_state_that_recognises_the_person_is_behind_the_firewall() =>
        Assert.Equal(
            ["ee gate.g7.fears-own-state"],
            Given(Embassy(Ee, Fj)).Ask(Afraid with { Nationalities = [], RecognisedBy = Ee }).Refused());

    [Fact]
    public void The_state_of_a_family_member_may_help() =>
        Assert.Equal(["own_post fr"], Given(Embassy(Ee, Fj), Embassy(Fr, Fj)).Ask(Afraid with { FamilyOf = Fr }).Offered());

    [Fact]
    public void A_claimed_nationality_is_shown_by_other_means_and_the_advice_names_no_state()
    {
        var answer = Given(Embassy(Fr, Fj)).With(Directive()).Ask(Afraid.Of(Ee, NationalityProof.Claimed));

        Assert.Contains("verify-by-other-means", answer.Only(Fr).Duties());
        Assert.Contains(new Advice("advice.nationality-not-shown", null), answer.Advice);
    }

    [Fact]
    public void In_the_feared_state_itself_nobody_is_sent_to_its_asylum_authority_or_told_of_its_law()
    {
        var inside = Afraid with { Nationalities = [new(Ee, NationalityProof.Documented), new(Fj, NationalityProof.Documented)] };

        Assert.Equal([new Advice("advice.protection-from-unhcr", null)], Given().Ask(inside).Advice);
    }

    [Fact]
    public void In_the_feared_state_itself_nobody_helps_who_would_have_to_turn_to_it_first()
    {
        var inside = Afraid with { Nationalities = [new(Ee, NationalityProof.Documented), new(Fj, NationalityProof.Documented)] };
        var round = PostOf(Fr, Fj, PostKind.MobileRound);

        Assert.Equal(["partner lv"], Given(Embassy(Lv, Fj)).With(Treaty()).Ask(inside).Offered());
        Assert.Contains("lv firewall.receiving-state-must-hear", Given(Embassy(Lv, Fj)).With(Treaty() with { Gates = [] }).Ask(inside).Refused());
        Assert.Contains("fr firewall.receiving-state-must-hear", Given(round).Ask(inside with { FamilyOf = Fr }).Refused());
    }
}
