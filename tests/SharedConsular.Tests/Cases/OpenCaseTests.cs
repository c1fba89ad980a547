using SharedConsular.Cases;
using SharedConsular.Routing;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Cases;

public sealed class OpenCaseTests
{
    private static readonly DateTimeOffset EndOfWednesday = new(2026, 1, 8, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_case_opened_by_the_applicant_waits_for_the_serving_party()
    {
        var @case = Spec().As(Applicant).When(Open()).State;

        Assert.Equal(CaseStatus.Opened, @case.Status);
        Assert.Equal(Fr, @case.Owner);
        Assert.Equal(Ee, @case.Home);
        Assert.Equal(Now.AddHours(CaseClock.AcceptUrgentHours), @case.FindClock(CaseClock.AcceptCase)?.DueAt);
    }

    [Fact]
    public void A_case_opened_at_the_desk_waits_for_nobody()
    {
        var @case = InHand().State;

        Assert.Equal(CaseStatus.InProgress, @case.Status);
        Assert.Equal(Officer.User, @case.Officer);
        Assert.Null(@case.FindClock(CaseClock.AcceptCase));
    }

    [Fact]
    public void The_own_state_must_be_asked_within_two_working_days_of_the_assisting_authority() =>
        Assert.Equal(
            new CaseClock(CaseClock.AskOwnState, Fr, Now, EndOfWednesday),
            InHand().State.FindClock(CaseClock.AskOwnState));

    [Fact]
    public void A_holiday_of_the_assisting_authority_does_not_count() =>
        Assert.Equal(
            EndOfWednesday.AddDays(1),
            Spec().When(Open() with { Calendars = [Calendar(Fr) with { FixedHolidays = [(1, 6)] }, Calendar(Ee)] })
                .State.FindClock(CaseClock.AskOwnState)?.DueAt);

    [Fact]
    public void An_obligation_with_hours_is_a_duty_with_a_clock()
    {
        var told = new Obligation("inform-nearest-mission", Fj, false, null, null, 24, "guam-convention");
        var @case = Spec().When(Open() with { Route = Route(Fr) with { Obligations = [told] } }).State;

        Assert.Equal(Now.AddHours(24), @case.FindClock(told.Code)?.DueAt);
        Assert.Equal([new CaseDuty(told.Code, Fj, Done: false)], @case.Duties);
    }

    [Fact]
    public void Opening_twice_changes_nothing() => Spec().When(Open()).When(Open()).ThenNothing();

    [Fact]
    public void Another_case_of_the_same_reference_is_refused() =>
        Spec().When(Open()).When(Open() with { Place = "Nadi" }).ThenRefused(CaseRefusals.AlreadyOpen);

    [Fact]
    public void Nobody_applies_under_another_login() =>
        Spec().As(OtherNational).When(Open()).ThenRefused(CaseRefusals.ApplicantIsAnother);

    [Fact]
    public void A_stranger_opens_no_case() => Spec().As(Stranger).When(Open()).ThenRefused(CaseRefusals.NotYoursToOpen);

    [Fact]
    public void A_case_is_about_somebody() => Spec().When(Open() with { Persons = [] }).ThenRefused(CaseRefusals.NobodyNamed);

    [Fact]
    public void A_case_is_not_about_a_village() =>
        Spec().When(Open() with { Persons = [.. Enumerable.Repeat(Kadri, OpenCase.PersonsMax + 1)] })
            .ThenRefused(CaseRefusals.TooManyPersons.With("50"));

    [Fact]
    public void A_case_of_someone_who_fears_her_own_state_is_kept_by_the_serving_party() =>
        Assert.Equal(Fr, Spec().When(OpenFearing()).ThenOne<CaseOpened>().Home);

    [Fact]
    public void The_state_a_person_fears_does_not_serve_her() =>
        Spec().As(OwnOfficer).When(OpenFearing(ServingRoute.OfOwnState(Ee))).ThenRefused(CaseRefusals.OwnStateFeared);

    [Fact]
    public void The_state_a_person_fears_does_not_open_her_case() =>
        Spec().As(OwnOfficer).When(OpenFearing()).ThenRefused(CaseRefusals.OwnStateFeared);

    [Fact]
    public void No_clock_of_someone_who_fears_her_own_state_is_about_that_state() =>
        Assert.Empty(Spec().When(OpenFearing(Route(Fr) with
        {
            Obligations = [new Obligation("consult-own-state", Ee, true, 2, Fr, null, "eu-etd")],
        })).State.Clocks);
}
