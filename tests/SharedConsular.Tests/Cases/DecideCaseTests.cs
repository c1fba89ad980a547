using SharedConsular.Agreements;
using SharedConsular.Cases;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class DecideCaseTests
{
    [Fact]
    public void Who_has_the_power_grants() =>
        InHand().When(Grant).Then(new CaseDecided(true, Grant.Reason, new Actor(Fr, Officer.User), Now));

    [Fact]
    public void To_say_yes_is_not_the_power_to_say_no() =>
        InHand(Powers.Receive | Powers.Decide).When(Deny).ThenRefused(CaseRefusals.NoPower);

    [Fact]
    public void To_say_no_is_not_the_power_to_say_yes() =>
        InHand(Powers.Receive | Powers.Refuse).When(Grant).ThenRefused(CaseRefusals.NoPower);

    [Fact]
    public void Who_only_receives_does_not_decide() => InHand(Powers.Receive).When(Grant).ThenRefused(CaseRefusals.NoPower);

    [Fact]
    public void The_state_of_nationality_decides_what_a_partner_received() =>
        InHand(Powers.Receive).As(OwnOfficer).When(Grant).ThenOne<CaseDecided>();

    [Fact]
    public void A_grant_waits_for_the_own_state_where_help_does() =>
        InHand(consultation: EtdConsultation with { Before = ConsultBefore.Help }).When(Grant).ThenRefused(CaseRefusals.OwnStateNotConfirmed);

    [Fact]
    public void Deciding_twice_changes_nothing() => InHand().When(Grant).When(Grant).ThenNothing();

    [Fact]
    public void A_decision_is_not_turned_round() =>
        InHand().When(Grant).When(Deny).ThenRefused(CaseRefusals.NotNow.With("decided"));
}
