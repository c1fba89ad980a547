using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Routing;
using SharedConsular.Tenants;
using SharedConsular.Tests.Routing;
using static SharedConsular.Tests.Access.AccessExamples;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

/// <summary>Between the end of an agreement and the moment a case meets its exit rule, the party that served under it is refused.</summary>
public sealed class AgreementInForceTests
{
    private static readonly DateOnly Today = AccessPolicy.DayOf(Now);

    [Theory, InlineData("ended"), InlineData("suspended"), InlineData("not begun")]
    public void A_party_whose_agreement_does_not_hold_is_refused(string how)
    {
        var agreement = how switch
        {
            "ended" => Pact(HandBack) with { InForce = new Period(null, Today.AddDays(-1)) },
            "suspended" => Pact(HandBack) with { Suspensions = [new Period(Today, null)] },
            _ => Pact(HandBack) with { InForce = new Period(Today.AddDays(1), null) },
        };
        var answer = CaseAccess.Decide(Under(agreement), CaseAction.Read, InHand().State, Officer, Now);

        Assert.Equal((AccessRefusals.AgreementOver, AccessAnswer.ByAgreement), (answer.Refusal, answer.DecidedBy));
        Assert.True(answer.HidesTheLine);
        Assert.Equal(["disclose-fear", "return-case"], CaseAccess.AllowedActions(Under(agreement), InHand().State, Officer, Now).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void On_the_last_day_it_still_holds() =>
        Assert.True(Reads(Under(Pact(HandBack) with { InForce = new Period(null, Today) }), InHand().State, Officer));

    [Fact]
    public void Where_the_exit_rule_lets_it_finish_it_goes_on() => Assert.True(Reads(Under(Ended(Finish)), InHand().State, Officer));

    [Fact]
    public void The_exit_rule_is_that_of_the_urgency()
    {
        var rule = new ExitTerms(null, ExitFate.HandBack, ExitFate.Finish, "article 15");

        Assert.True(Reads(Under(Ended(rule)), InHand(urgency: Urgency.Urgent).State, Officer));
        Assert.False(Reads(Under(Ended(rule)), InHand(urgency: Urgency.Routine).State, Officer));
    }

    [Fact]
    public void Once_people_must_decide_about_the_case_the_party_keeps_it_until_they_have()
    {
        var met = InHand().As(Caller.System).When(new ApplyAgreementExit("eu-etd", HumanDecides, Calendar(Fr))).State;

        Assert.False(Reads(Under(Ended(HumanDecides)), InHand().State, Officer));
        Assert.True(Reads(Under(Ended(HumanDecides)), met, Officer));
    }

    [Fact]
    public void The_own_state_and_the_person_lose_nothing()
    {
        Assert.True(Reads(Under(Ended(HandBack)), InHand().State, OwnOfficer));
        Assert.True(CaseAccess.Decide(Under(Ended(HandBack)), CaseAction.AnswerConsultation, InHand().When(Ask).State, OwnOfficer, Now).IsAllowed);
        Assert.True(Reads(Under(Ended(HandBack)), InHand().State, Applicant));
    }

    [Fact]
    public void Who_is_offered_a_case_under_it_does_not_take_it() =>
        Assert.Equal(
            AccessRefusals.AgreementOver,
            CaseAccess.Decide(Under(Ended(HandBack)), CaseAction.AcceptHandover, InHand().When(OfferToGermany).State, GermanOfficer, Now).Refusal);

    [Fact]
    public void A_case_that_is_over_is_kept_as_long_as_its_time_runs() =>
        Assert.True(Reads(Under(Ended(HandBack)), InHand().When(new WithdrawCase("Found")).State, Officer));

    [Fact]
    public void Where_she_fears_her_state_nobody_else_could_help_so_her_helper_stays()
    {
        var fearing = Spec().When(OpenFearing()).State;
        var policy = Under(Ended(HandBack) with { Id = "refuge" });

        Assert.True(CaseAccess.Decide(policy, CaseAction.Read, fearing, ProtectionOfficer, Now).IsAllowed);
    }

    [Fact]
    public void One_version_that_holds_is_enough() => Assert.True(Reads(Under(Ended(HandBack), Pact(HandBack) with { Version = 2 }), InHand().State, Officer));

    private static bool Reads(AccessPolicy policy, Case @case, Caller caller) => CaseAccess.Decide(policy, CaseAction.ReadPersons, @case, caller, Now).IsAllowed;

    private static AccessPolicy Under(params Agreement[] agreements) => Everything.Under(agreements);

    private static Agreement Pact(ExitTerms exit) => WorldExamples.Treaty("eu-etd") with { Exit = exit };

    private static Agreement Ended(ExitTerms exit) => Pact(exit) with { InForce = new Period(null, Today.AddDays(-1)) };
}
