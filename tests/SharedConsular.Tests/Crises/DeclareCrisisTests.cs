using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Crises.CrisisExamples;

namespace SharedConsular.Tests.Crises;

public sealed class DeclareCrisisTests
{
    private static readonly Actor By = new(Fr, Cell.User);

    [Fact]
    public void A_crisis_cell_declares_a_crisis_and_its_state_leads()
    {
        var crisis = Spec().When(Declare).Then(new CrisisDeclared("Sudan 2026", Sudan, Fr, false, CrisisPhase.Response, By, Now)).State;

        Assert.True(crisis.IsRunning);
        Assert.True(crisis.IsLead(Fr));
        Assert.Null(crisis.InstructionInForce);
    }

    [Fact]
    public void Declaring_it_again_changes_nothing() => Running().When(Declare).ThenNothing();

    [Fact]
    public void Another_crisis_under_its_name_is_refused() =>
        Running().When(Declare with { Area = new CrisisArea([Au], [], null, null) }).ThenRefused(CrisisRefusals.Exists);

    [Fact]
    public void An_officer_does_not_declare_one() => Spec().As(Officer).When(Declare).ThenRefused(CrisisRefusals.NotCrisisCell);

    [Fact]
    public void Nothing_is_done_about_a_crisis_nobody_declared() => Spec().When(new ChangePhase(CrisisPhase.AfterCrisis)).ThenRefused(CrisisRefusals.NotFound);

    [Fact]
    public void An_area_is_somewhere()
    {
        Spec().When(Declare with { Area = new CrisisArea([], [], null, null) }).ThenRefused(CrisisRefusals.AreaUnusable);
        Spec().When(Declare with { Area = new CrisisArea([], [new Position(1, 1), new Position(2, 2)], null, null) }).ThenRefused(CrisisRefusals.AreaUnusable);
        Spec().When(Declare with { Area = new CrisisArea([], [], new Position(1, 1), null) }).ThenRefused(CrisisRefusals.AreaUnusable);
        Running().When(new ChangeArea(new CrisisArea([], [], new Position(1, 1), 5_000))).ThenRefused(CrisisRefusals.AreaUnusable);
    }

    [Fact]
    public void An_area_is_changed_once()
    {
        var wider = new CrisisArea([Sd], [], new Position(15.6, 32.5), 300);

        Running().When(new ChangeArea(wider)).Then(new CrisisAreaChanged(wider, By, Now)).When(new ChangeArea(wider)).ThenNothing();
    }

    [Fact]
    public void A_place_is_in_a_crisis_by_its_state_a_polygon_or_a_circle()
    {
        var square = new CrisisArea([], [new Position(0, 0), new Position(0, 10), new Position(10, 10), new Position(10, 0)], null, null);
        var circle = new CrisisArea([], [], new Position(15.6, 32.5), 50);

        Assert.True(Sudan.Contains(Sd, null));
        Assert.False(Sudan.Contains(Au, new Position(5, 5)));
        Assert.True(square.Contains(new Position(5, 5)));
        Assert.False(square.Contains(new Position(5, 11)));
        Assert.True(circle.Contains(new Position(15.7, 32.6)));
        Assert.False(circle.Contains(new Position(17, 32.5)));
    }

    [Fact]
    public void A_phase_is_changed_once() =>
        Running().When(new ChangePhase(CrisisPhase.AfterCrisis)).Then(new CrisisPhaseChanged(CrisisPhase.AfterCrisis, By, Now))
            .When(new ChangePhase(CrisisPhase.AfterCrisis)).ThenNothing();

    [Fact]
    public void What_held_for_the_crisis_ends_with_it_and_how_long_its_data_are_kept_does_not()
    {
        var crisis = Running()
            .When(new SetOverlay(new CrisisOverlay(OverlayKind.HelpFirst, 1)))
            .When(new SetOverlay(new CrisisOverlay(OverlayKind.RetentionDays, 90)))
            .When(new EndCrisis()).Then(new CrisisEnded(By, Now)).State;

        Assert.False(crisis.IsRunning);
        Assert.Equal(CrisisPhase.AfterCrisis, crisis.Phase);
        Assert.Equal([KeyValuePair.Create(OverlayKind.RetentionDays, 90)], crisis.Overlays);
    }

    [Fact]
    public void Its_households_are_forgotten_once_when_their_days_are_over()
    {
        var ended = Running().When(new SetOverlay(new CrisisOverlay(OverlayKind.RetentionDays, 90))).When(new EndCrisis());
        Assert.Equal([new Clock("retention", Now.AddDays(90))], Crisis.Type.Clocks(ended.State));

        ended.As(Caller.System).At(Now.AddDays(89)).When(Crisis.Type.OnClock!("retention")).ThenNothing()
            .At(Now.AddDays(90)).When(Crisis.Type.OnClock!("retention")).ThenOne<CrisisRetentionEnded>();
        Assert.Empty(Crisis.Type.Clocks(ended.State));
        Assert.Empty(Crisis.Type.Clocks(Running().When(new EndCrisis()).State));
    }

    [Fact]
    public void Ending_it_again_changes_nothing_and_nothing_else_is_done_afterwards() =>
        Running().When(new EndCrisis()).When(new EndCrisis()).ThenNothing().When(new ChangePhase(CrisisPhase.Response)).ThenRefused(CrisisRefusals.Ended);

    [Fact]
    public void Anybody_may_read_that_there_is_a_crisis_and_where()
    {
        var row = Assert.Single(Crisis.Type.Rows(Crisis.KeyOf("sudan-2026"), Running().State));
        var ended = Assert.Single(Crisis.Type.Rows(Crisis.KeyOf("sudan-2026"), Running().When(new EndCrisis()).State));

        Assert.Equal(Crisis.PublicViewer, row.Viewer);
        Assert.Equal(["status:running"], row.Terms);
        Assert.Equal(new CrisisRow("sudan-2026", "Sudan 2026", [Sd], CrisisPhase.Response, Fr, false, Now, null), row.Body);
        Assert.Equal(["status:ended"], ended.Terms);
        Assert.Empty(Crisis.Type.Rows(Crisis.KeyOf("sudan-2026"), Spec().State));
    }

    [Theory]
    [InlineData("sudan-2026", true)]
    [InlineData("su", false)]
    [InlineData("-sudan", false)]
    [InlineData("Sudan", false)]
    [InlineData(null, false)]
    public void A_name_for_addresses_is_small_letters_digits_and_hyphens(string? id, bool isId) => Assert.Equal(isId, Crisis.IsId(id));
}
