using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Protection;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Protection;

public sealed class ProtocolTests
{
    private static readonly PersonDetails Child = Kadri with { BirthDate = new DateOnly(2015, 3, 4) };

    [Fact]
    public void A_case_that_fits_begins_with_the_steps_and_their_clocks()
    {
        var @case = Begun().State;
        var running = Assert.Single(@case.Protocols);

        Assert.Equal(("visit", 1, Now), (running.Protocol, running.Version, running.StartedAt));
        Assert.Equal([Now.AddHours(24), Calendar(Fr).EndOfWorkingDays(Now, 2), null], running.Steps.Select(s => s.DueAt));
        Assert.Equal((Fr, Now.AddHours(24)), (@case.FindClock("protocol-step-1")!.Party, @case.FindClock("protocol-step-1")!.DueAt));
        Assert.Null(@case.FindClock("protocol-step-3"));
    }

    [Fact]
    public void Nothing_begins_on_a_case_that_does_not_fit_or_where_nobody_adopted_it()
    {
        Assert.Empty(Spec().When(Open() with { Protocols = [VisitProtocol] }).State.Protocols);
        Assert.Empty(Spec().When(Open() with { Persons = [Child, Kadri], Protocols = [VisitProtocol] }).State.Protocols);
        Assert.Empty(Spec().When(Open() with { Persons = [Child] }).State.Protocols);
    }

    [Fact]
    public void An_officer_begins_what_only_a_person_can_see_and_once()
    {
        var begun = InHand().When(Start);
        begun.ThenOne<ProtocolStarted>();
        begun.When(Start).ThenNothing();
        InHand().When(Start with { Adopted = [] }).ThenRefused(ProtocolRefusals.Unknown.With("-"));
        InHand().As(GermanOfficer).When(Start).ThenRefused(CaseRefusals.NotFound);
    }

    [Fact]
    public void A_second_protocol_counts_its_steps_on()
    {
        var other = VisitProtocol with { Id = "second" };
        var both = InHand().When(Start).When(new StartProtocol("second", [other], Calendar(Fr))).State;

        Assert.Equal(Enumerable.Range(1, 6), both.Protocols.SelectMany(p => p.Steps).Select(s => s.Number));
        Assert.Equal(["protocol-step-1", "protocol-step-2", "protocol-step-4", "protocol-step-5"],
            both.Clocks.Select(c => c.Name).Where(n => n.StartsWith("protocol", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_step_is_done_or_left_out_with_a_reason_and_its_clock_stops()
    {
        var done = InHand().When(Start).When(Done("visit"));
        Assert.Equal(new ProtocolStepSettled("visit", "visit", ProtocolStepOutcome.Done, null, new Actor(Fr, Officer.User), Now), done.ThenOne<ProtocolStepSettled>());
        Assert.Null(done.State.FindClock("protocol-step-1"));
        done.When(Done("visit")).ThenNothing();
        done.When(Done("visit") with { Outcome = ProtocolStepOutcome.NotApplicable, Reason = "Not there" }).ThenRefused(ProtocolRefusals.StepSettled);
        done.When(Done("return") with { Outcome = ProtocolStepOutcome.NotApplicable }).ThenRefused(ProtocolRefusals.ReasonMissing);
        done.When(Done("return") with { Outcome = ProtocolStepOutcome.NotApplicable, Reason = "She left" }).ThenOne<ProtocolStepSettled>();
        done.When(Done("dance")).ThenRefused(ProtocolRefusals.UnknownStep);
        done.When(Done("return") with { Outcome = ProtocolStepOutcome.Open }).ThenRefused(ProtocolRefusals.UnknownStep);
        InHand().When(Done("visit")).ThenRefused(ProtocolRefusals.UnknownStep);
    }

    [Fact]
    public void A_step_for_certified_officers_is_recorded_by_one()
    {
        var begun = InHand().When(Start);
        begun.When(Done("report")).ThenRefused(AccessRefusals.CertificateNeeded);
        begun.As(ProtectionOfficer).At(Now.AddYears(3)).When(Done("report")).ThenRefused(
            AccessRefusals.CertificateExpired.With(Words.OfDay(new DateOnly(2027, 12, 31))));
        begun.At(Now).When(Done("report")).ThenOne<ProtocolStepSettled>();
    }

    [Fact]
    public void A_clock_that_passes_is_escalated_and_a_step_that_was_settled_is_not()
    {
        var begun = InHand().When(Start).When(Done("visit")).As(Caller.System).At(Now.AddDays(9));
        begun.When(new ClockFellDue("protocol-step-1")).ThenNothing();
        begun.When(new ClockFellDue("protocol-step-2")).ThenOne<CaseEscalated>();
        Assert.Equal(1, begun.State.EscalationLevel);
    }

    [Fact]
    public void A_case_is_not_closed_over_an_open_step()
    {
        var begun = InHand().When(Start);
        begun.When(new CloseCase("helped")).ThenRefused(ProtocolRefusals.StepsOpen);
        var settled = begun.When(Done("visit")).When(Done("return")).As(ProtectionOfficer).When(Done("report"));
        settled.As(Officer).When(new CloseCase("helped")).ThenOne<CaseClosed>();
    }

    [Fact]
    public void A_protocol_that_protects_makes_the_case_a_protection_file()
    {
        var secret = InHand().When(Start with { Adopted = [VisitProtocol with { Protects = true }] });
        Assert.Equal(CaseSensitivity.Protected, secret.State.Sensitivity);
        secret.When(Done("visit")).ThenRefused(AccessRefusals.CertificateNeeded);
        secret.As(ProtectionOfficer).When(Done("visit")).ThenOne<ProtocolStepSettled>();
    }

    [Fact]
    public void Fear_that_is_told_begins_what_is_for_those_who_fear()
    {
        var fear = VisitProtocol with { Id = "fear", When = new ProtocolConditions([], [], null, null, FearsOwnState: true) };
        var told = InHand().As(ProtectionOfficer).When(new DiscloseFear { Protocols = [fear, VisitProtocol] }).State;

        Assert.Equal("fear", Assert.Single(told.Protocols).Protocol);
        Assert.NotNull(told.FindClock("protocol-step-1"));
    }

    [Fact]
    public void A_child_is_under_eighteen_and_alone_when_nobody_else_may_be_of_age()
    {
        var on = new DateOnly(2026, 1, 5);
        Assert.True(Facts(Kadri with { BirthDate = new DateOnly(2008, 1, 6) }).ChildAlone);
        Assert.False(Facts(Kadri with { BirthDate = new DateOnly(2008, 1, 5) }).HasChild);
        Assert.Equal((true, false), (Facts(Child, Kadri with { BirthDate = null }).HasChild, Facts(Child, Kadri with { BirthDate = null }).ChildAlone));

        ProtocolFacts Facts(params PersonDetails[] persons) => ProtocolFacts.Of(Etd, [.. persons], fearsOwnState: false, on);
    }

    [Fact]
    public void What_either_party_adopted_runs()
    {
        var book = new ProtocolBook(
            [VisitProtocol, VisitProtocol with { Id = "second" }],
            ProtocolBook.Empty.Adopted.Add(Ee, ["visit"]).Add(Fr, ["second", "gone"]));

        Assert.Equal(["visit", "second"], book.AdoptedBy(Fr, Ee).Select(p => p.Id));
        Assert.Equal(["second"], book.AdoptedBy(Fr, null).Select(p => p.Id));
        Assert.Empty(book.AdoptedBy(De));
    }

    private static StartProtocol Start => new("visit", [VisitProtocol], Calendar(Fr));

    private static SettleProtocolStep Done(string step) => new("visit", step, ProtocolStepOutcome.Done, null);

    private static EntitySpec<Case, CaseCommand, CaseEvent> Begun() =>
        Spec().When(Open() with { Persons = [Child], Protocols = [VisitProtocol] });
}
