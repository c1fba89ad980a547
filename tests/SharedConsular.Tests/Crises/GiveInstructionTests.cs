using SharedConsular.Cases;
using SharedConsular.Crises;
using static SharedConsular.Tests.Crises.CrisisExamples;

namespace SharedConsular.Tests.Crises;

public sealed class GiveInstructionTests
{
    private static readonly GiveInstruction NoConvoys = new("No convoys after dark", [Ee]);

    [Fact]
    public void Instructions_are_numbered_and_the_last_is_in_force()
    {
        var crisis = Running().When(NoConvoys).Then(new InstructionGiven(1, NoConvoys.Text, [Ee], new Actor(Fr, Cell.User), Now))
            .When(NoConvoys with { Text = "Convoys again" }).State;

        Assert.Equal(2, crisis.InstructionInForce);
        Assert.Equal([Ee], crisis.Instructions[1].Missing);
    }

    [Fact]
    public void An_officer_of_the_team_acknowledges_once_and_nobody_waits_for_that_party_any_more()
    {
        var read = Running().When(NoConvoys).As(EstonianOfficer).When(new AcknowledgeInstruction(1))
            .Then(new InstructionAcknowledged(1, new Actor(Ee, EstonianOfficer.User), Now))
            .When(new AcknowledgeInstruction(1)).ThenNothing().State;

        Assert.Empty(read.Instructions[0].Missing);
    }

    [Fact]
    public void Another_officer_of_the_party_acknowledges_too() =>
        Running().When(NoConvoys).As(EstonianOfficer).When(new AcknowledgeInstruction(1)).As(EstonianCell).When(new AcknowledgeInstruction(1))
            .ThenOne<InstructionAcknowledged>();

    [Fact]
    public void What_nobody_gave_is_not_acknowledged() =>
        Running().As(EstonianOfficer).When(new AcknowledgeInstruction(1)).ThenRefused(CrisisRefusals.NoSuchInstruction);

    [Fact]
    public void Nobody_outside_the_team_is_asked_or_answers()
    {
        Running().When(NoConvoys with { MustAcknowledge = [Au] }).ThenRefused(CrisisRefusals.NotOfTheTeam);
        Running().When(NoConvoys).As(AustralianOfficer).When(new AcknowledgeInstruction(1)).ThenRefused(CrisisRefusals.NotLead);
        Running().When(NoConvoys).As(EstonianOfficer with { Role = Role.National }).When(new AcknowledgeInstruction(1)).ThenRefused(CrisisRefusals.NotLead);
    }

    [Fact]
    public void There_is_an_end_to_instructions()
    {
        var full = Enumerable.Range(1, Crisis.InstructionsMax)
            .Aggregate(Running(), (s, n) => s.Given(new InstructionGiven(n, "x", [], new Actor(Fr, Cell.User), Now)));

        full.When(NoConvoys).ThenRefused(CrisisRefusals.TooManyInstructions.With("1000"));
    }

    [Fact]
    public void An_overlay_is_set_once_and_taken_away_by_nothing()
    {
        var helpFirst = new CrisisOverlay(OverlayKind.HelpFirst, 1);

        Assert.Empty(Running()
            .When(new SetOverlay(helpFirst)).Then(new CrisisOverlaySet(helpFirst, new Actor(Fr, Cell.User), Now))
            .When(new SetOverlay(helpFirst)).ThenNothing()
            .When(new SetOverlay(helpFirst with { Value = 0 })).State.Overlays);
        Running().When(new SetOverlay(helpFirst with { Value = -1 })).ThenRefused(CrisisRefusals.OverlayOutOfRange);
        Running().When(new SetOverlay(new CrisisOverlay(OverlayKind.RetentionDays, 3_661))).ThenRefused(CrisisRefusals.OverlayOutOfRange);
        Running().When(new SetOverlay(new CrisisOverlay(OverlayKind.FeesPercent, 101))).ThenRefused(CrisisRefusals.OverlayOutOfRange);
    }

    [Fact]
    public void Whoever_sees_a_road_reports_it_and_the_last_word_counts()
    {
        var closed = new ReportRoute("khartoum", "port-sudan", RouteStatus.Closed, null);
        var crisis = Running().As(EstonianOfficer).When(closed with { Status = RouteStatus.Open }).When(closed)
            .Then(new RouteReported("khartoum", "port-sudan", RouteStatus.Closed, null, new Actor(Ee, EstonianOfficer.User), Now))
            .When(closed).ThenNothing().State;

        Assert.Equal(RouteStatus.Closed, Assert.Single(crisis.Routes).Status);
    }

    [Fact]
    public void A_road_leads_somewhere_and_there_are_only_so_many()
    {
        var refusal = CrisisRefusals.RouteUnusable.With("200");
        var full = Enumerable.Range(1, Crisis.RoutesMax).Aggregate(Running(), (s, n) => s.When(new ReportRoute("khartoum", $"place-{n}", RouteStatus.Open, null)));

        Running().When(new ReportRoute("khartoum", "khartoum", RouteStatus.Open, null)).ThenRefused(refusal);
        full.When(new ReportRoute("khartoum", "place-201", RouteStatus.Open, null)).ThenRefused(refusal)
            .When(new ReportRoute("khartoum", "place-7", RouteStatus.Closed, null)).ThenOne<RouteReported>();
    }
}
