using SharedConsular.Cases;
using SharedConsular.Crises;
using static SharedConsular.Tests.Crises.CrisisExamples;

namespace SharedConsular.Tests.Crises;

public sealed class AgreeRolesTests
{
    private static readonly Actor By = new(Fr, Cell.User);

    [Fact]
    public void The_lead_gives_the_lead_away_and_has_it_no_more() =>
        Running().When(new AgreeRoles([Au], [Fr, Ee])).Then(new CrisisRolesAgreed([Au], [Fr, Ee], By, Now))
            .When(new AgreeRoles([Fr], [])).ThenRefused(CrisisRefusals.NotLead);

    [Fact]
    public void The_same_roles_again_change_nothing() => Running().When(new AgreeRoles([Fr], [Ee])).ThenNothing();

    [Fact]
    public void A_crisis_always_has_a_lead_and_a_party_one_role()
    {
        var refusal = CrisisRefusals.RolesUnusable.With("60");

        Running().When(new AgreeRoles([], [Ee])).ThenRefused(refusal);
        Running().When(new AgreeRoles([Fr], [Fr])).ThenRefused(refusal);
        Running().When(new AgreeRoles([Fr], [.. Enumerable.Range(0, 60).Select(i => TenantId.Get($"{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}"))]))
            .ThenRefused(refusal);
    }

    [Fact]
    public void Only_the_crisis_cell_of_a_lead_decides()
    {
        Running().As(EstonianCell).When(new AgreeRoles([Ee], [])).ThenRefused(CrisisRefusals.NotLead);
        Running().As(Officer).When(new AgreeRoles([Ee], [])).ThenRefused(CrisisRefusals.NotLead);
        Running().As(AustralianCell).When(new EndCrisis()).ThenRefused(CrisisRefusals.NotLead);
        Running().When(new AgreeRoles([Fr, Ee], [])).As(EstonianCell).When(new EndCrisis()).ThenOne<CrisisEnded>();
    }

    [Fact]
    public void Shares_are_agreed_once_and_in_range() =>
        Running().When(new AgreeShares(Weights((Ee, 3)))).Then(new SeatSharesAgreed(Weights((Ee, 3)), By, Now))
            .When(new AgreeShares(Weights((Ee, 3)))).ThenNothing()
            .When(new AgreeShares(Weights((Ee, 0)))).ThenRefused(CrisisRefusals.WeightOutOfRange.With("10000"))
            .When(new AgreeShares(Weights((Ee, 10_001)))).ThenRefused(CrisisRefusals.WeightOutOfRange.With("10000"));

    [Fact]
    public void Uptake_is_measured_by_state_and_one_measurement_leaves_the_others()
    {
        var crisis = Running().When(new MeasureUptake(Weights((Ee, 62)))).Then(new UptakeMeasured(Weights((Ee, 62)), By, Now))
            .When(new MeasureUptake(Weights((Ee, 62)))).ThenNothing()
            .When(new MeasureUptake(Weights((Au, 42)))).State;

        Assert.Equal(Weights((Ee, 62), (Au, 42)), crisis.UptakePercent);
        Running().When(new MeasureUptake(Weights((Ee, 0)))).ThenRefused(CrisisRefusals.PercentOutOfRange);
        Running().When(new MeasureUptake(Weights((Ee, 101)))).ThenRefused(CrisisRefusals.PercentOutOfRange);
    }
}
