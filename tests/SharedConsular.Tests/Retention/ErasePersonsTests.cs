using SharedConsular.Access;
using SharedConsular.Tests.Access;
using SharedConsular.Cases;
using SharedConsular.Retention;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Retention;

public sealed class ErasePersonsTests
{
    private static readonly ErasePersons All = new([], ErasureGround.NotNeeded);

    [Fact]
    public void A_supervisor_of_the_home_state_has_everyone_forgotten() =>
        Over().As(OwnSupervisor).When(All)
            .Then(new PersonErased(["kadri"], ErasureGround.NotNeeded, null, Role.Supervisor, new Actor(Ee, OwnSupervisor.User), Now));

    [Fact]
    public void A_national_has_herself_forgotten_and_nobody_else()
    {
        Family().As(Applicant).When(All).ThenOne<PersonErased>();
        Assert.Equal(["kadri"], Family().As(Applicant).When(All).ThenOne<PersonErased>().Subjects);
        Family().As(Applicant).When(new ErasePersons(["person-2"], ErasureGround.PersonAsked)).ThenRefused(RetentionRefusals.OnlyYourself);
    }

    [Fact]
    public void An_administrator_may_have_somebody_forgotten_and_reads_nothing()
    {
        Over().As(OwnAdministrator).When(All).ThenOne<PersonErased>();
        Assert.False(CaseAccess.Allows(AccessExamples.Everything, CaseAction.Read, Over().State, OwnAdministrator, Now));
    }

    [Fact]
    public void The_party_that_served_decides_nothing_of_it() =>
        Over().As(Supervisor).When(All).ThenRefused(RetentionRefusals.HomeStateDecides);

    [Fact]
    public void Nobody_is_forgotten_while_the_case_runs() =>
        InHand().As(OwnSupervisor).When(All).ThenRefused(RetentionRefusals.CaseNotOver);

    [Fact]
    public void Nobody_is_forgotten_while_a_hold_stands() =>
        Over().As(OwnSupervisor).When(new SetLegalHold("A court asked for it")).When(All).ThenRefused(RetentionRefusals.OnHold)
            .When(new LiftLegalHold("Done")).When(All).ThenOne<PersonErased>();

    [Fact]
    public void A_person_the_case_is_not_about_is_not_found() =>
        Over().As(OwnSupervisor).When(new ErasePersons(["person-9"], ErasureGround.NotNeeded)).ThenRefused(RetentionRefusals.UnknownPerson);

    [Fact]
    public void A_second_time_nothing_happens() => Over().As(OwnSupervisor).When(All).When(All).ThenNothing();

    [Fact]
    public void One_of_a_family_is_forgotten_and_the_others_are_not()
    {
        var spec = Family().As(OwnSupervisor).When(new ErasePersons(["person-2"], ErasureGround.LegalDuty));

        Assert.Equal(["kadri"], spec.State.Held.Subjects);
        Assert.False(spec.State.IsErased);
        Assert.Equal(["kadri"], spec.When(All).ThenOne<PersonErased>().Subjects);
    }

    [Fact]
    public void Nothing_more_is_done_in_a_case_whose_person_was_forgotten()
    {
        var erased = Over().As(OwnSupervisor).When(All);

        erased.As(Applicant).When(new ReopenCase("Again")).ThenRefused(RetentionRefusals.PersonErased)
            .When(new Complain("c-9", "Where is it?", null)).ThenRefused(RetentionRefusals.PersonErased);
        Assert.All(
            CaseListRow.Of(Key, erased.State).SelectMany(r => r.Terms), t => Assert.DoesNotContain("name:", t, StringComparison.Ordinal));
        Assert.All(CaseListRow.Of(Key, erased.State), r => Assert.Null(((CaseListRow)r.Body).Name));
    }

    [Fact]
    public void The_persons_of_a_case_are_named_by_login_or_by_place() =>
        Assert.Equal(["kadri", "person-2"], Family().State.Persons.Select(p => p.Subject));

    [Fact]
    public void Where_the_home_state_is_feared_whoever_serves_decides()
    {
        var feared = InHand().As(Applicant).When(new DiscloseFear()).As(ProtectionOfficer).When(new CloseCase("safe", RetentionRules));

        feared.As(OwnSupervisor).When(All).ThenRefused(CaseRefusals.NotFound)
            .As(Supervisor).When(All).ThenRefused(AccessRefusals.CertificateNeeded)
            .As(ProtectionOfficer).When(All).ThenOne<PersonErased>();
    }

    private static EntitySpec<Case, CaseCommand, CaseEvent> Over() => InHand().When(new CloseCase("travelled", RetentionRules));

    private static EntitySpec<Case, CaseCommand, CaseEvent> Family() =>
        Spec().When(Open() with { Persons = [Kadri, Kadri with { Authority = FilingAuthority.Parent }] }).When(new CloseCase("travelled"));
}
