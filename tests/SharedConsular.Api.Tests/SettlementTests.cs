using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.EvacuationWalk;

namespace SharedConsular.Api.Tests;

/// <summary>The money and the lessons of a crisis, while it runs and when it is over.</summary>
public sealed class SettlementTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task The_statement_shares_cost_by_persons_and_stays_readable_after_the_end()
    {
        var walk = await Begin(_server);
        var flight = await walk.Flight(10);
        foreach (var family in new[] { Family("gb", 2), Family("fr", 3) })
        {
            await walk.Gate.Post($"/v1/movements/{flight}/walk-ins", new WalkInRequest(family, "gate-1"), Guid.NewGuid().ToString("N"));
        }

        await walk.Gate.Post($"/v1/movements/{flight}/manifest", null);
        await Done(walk.Lead.Post($"/v1/movements/{flight}/costs", new RecordCostRequest("c-1", "charter", 10_001, "EUR", "Invoice 1")));
        await Done(walk.Lead.Post($"/v1/movements/{flight}/contributions", new RecordContributionRequest("m-1", "ucpm", 1_000, "EUR", "Grant 1")));
        await Done(_server.InRole("fr", "crisis_cell").Post($"/v1/movements/{flight}/disputes", new DisputeCostRequest("d-1", "c-1", "Twice on the invoice.")));
        await Done(walk.Lead.Post($"/v1/crises/{walk.Crisis}/end", null));

        var statement = (await _server.InRole("fr", "crisis_cell").Get($"/v1/crises/{walk.Crisis}/statement")).Read<StatementResponse>();
        var bill = Assert.Single(statement.Movements);
        Assert.Equal((9_001, 5, 1_800, true), (bill.ToShare, bill.Persons, bill.FareMax, bill.Disputed));
        Assert.Equal([new("fr", 3, 5_401), new("gb", 2, 3_600)], bill.Shares);
        Assert.Equal(new NetPaymentResponse("fr", "gb", "EUR", 5_401), Assert.Single(statement.Payments));
        Assert.Equal("fr", Assert.Single(statement.Disputes).Party);
        var csv = await walk.Lead.Get($"/v1/crises/{walk.Crisis}/statement.csv");
        Assert.Contains("payment,,,fr,gb,EUR,,,,,5401,,,", csv.Text, StringComparison.Ordinal);

        (await walk.Gate.Get($"/v1/crises/{walk.Crisis}/statement")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await _server.InRole("jp", "crisis_cell").Get($"/v1/crises/{walk.Crisis}/statement")).Refused(HttpStatusCode.Forbidden, "crisis.not-lead");
    }

    [Fact]
    public async Task A_cost_is_disputed_by_a_party_of_the_crisis_and_settled_once()
    {
        var walk = await Begin(_server);
        var flight = await walk.Flight(10);
        await Done(walk.Lead.Post($"/v1/movements/{flight}/costs", new RecordCostRequest("c-1", "charter", 100, "EUR", "Invoice 1")));
        (await walk.Lead.Post($"/v1/movements/{flight}/disputes", new DisputeCostRequest("d-1", "c-9", "?"))).Refused(HttpStatusCode.NotFound, "movement.no-such-cost");
        await Done(walk.Lead.Post($"/v1/movements/{flight}/disputes", new DisputeCostRequest("d-1", "c-1", "Twice on the invoice.")));
        await Done(walk.Lead.Post($"/v1/movements/{flight}/dispute-settlements", new SettleDisputeRequest("d-1", "It is right.")));

        var statement = (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/statement")).Read<StatementResponse>();
        Assert.Equal((false, "It is right."), (Assert.Single(statement.Movements).Disputed, Assert.Single(statement.Disputes).Settled));
    }

    [Fact]
    public async Task Families_that_are_apart_stand_in_one_queue_and_children_left_behind_stand_first()
    {
        var walk = await Begin(_server);
        var (left, waits) = (await walk.Register(Family("gb")), await walk.Register(Family("fr")));
        await Done(_server.Anybody().Post(
            $"/v1/households/{waits.Reference}/relations", new NameRelationRequest(left.Reference, "spouse", waits.Secret)));
        Assert.Empty((await Queue(walk)).Items);

        await Done(_server.Anybody().Post(
            $"/v1/households/{left.Reference}/reports", new ReportMembersRequest("left_by_own_means", [1, 2], Secret: left.Secret)));
        var queue = (await Queue(walk)).Items;
        Assert.Equal([(left.Reference, true, null), (waits.Reference, false, left.Reference)], queue.Select(l => (l.Household, l.ChildLeftBehind, l.Other)));
        Assert.Equal(2, queue[1].There!["left_by_own_means"]);

        (await walk.Gate.Get($"/v1/crises/{walk.Crisis}/reunification")).Refused(HttpStatusCode.Forbidden, "crisis.not-lead");
        (await _server.Anybody().Post(
            $"/v1/households/{waits.Reference}/relations", new NameRelationRequest("SH-0000-0000-0", "spouse", waits.Secret)))
            .Refused(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Family_that_fears_the_lead_is_in_no_line_of_its_queue_and_of_family_that_is_not_shown_only_the_reference_is()
    {
        var walk = await Begin(_server);
        var left = await walk.Register(Family("fr"));
        var (feared, unshared) = (await walk.Register(Family("gb", fears: true)), await walk.Register(Family("fr") with { ShareWithLead = false }));
        foreach (var other in new[] { feared, unshared })
        {
            await Done(_server.Anybody().Post(
                $"/v1/households/{left.Reference}/relations", new NameRelationRequest(other.Reference, "sibling", left.Secret)));
        }

        await Done(_server.Anybody().Post(
            $"/v1/households/{left.Reference}/reports", new ReportMembersRequest("left_by_own_means", Secret: left.Secret)));
        var line = Assert.Single((await Queue(walk)).Items);
        Assert.Equal((left.Reference, unshared.Reference), (line.Household, line.Other));
        Assert.Null(line.There);
    }

    [Fact]
    public async Task What_is_overdue_stands_first_in_the_register_of_plans_and_a_drill_moves_it()
    {
        var cell = _server.InRole("fr", "crisis_cell");
        var id = $"plan-{Guid.NewGuid():N}"[..14];
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var kept = await cell.Put($"/v1/contingency-plans/{id}", Plan(today.AddYears(1), today.AddDays(-1)));
        Assert.True(kept.Read<ContingencyPlanResponse>().Overdue, kept.ToString());
        Assert.Contains((await Overdue()).Items, p => p.Id == id);

        var drilled = await cell.Post($"/v1/contingency-plans/{id}/drills", new HoldDrillRequest(today, "The second bus was missing.", today.AddYears(1)));
        Assert.False(drilled.Read<ContingencyPlanResponse>().Overdue);
        Assert.DoesNotContain((await Overdue()).Items, p => p.Id == id);
        Assert.Equal("Khartoum", (await _server.Officer("jp").Get($"/v1/contingency-plans/fr/{id}")).Read<ContingencyPlanResponse>().Place);
        (await _server.Officer("fr").Put($"/v1/contingency-plans/{id}", Plan(today, today))).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await cell.Put($"/v1/contingency-plans/{id}", Plan(today, today) with { AssemblyPoints = [] }))
            .Refused(HttpStatusCode.UnprocessableEntity, "preparedness.no-assembly-point");

        async Task<Page<ContingencyPlanLineResponse>> Overdue() =>
            (await cell.Get("/v1/contingency-plans?overdue=true&limit=500")).Read<Page<ContingencyPlanLineResponse>>();
    }

    [Fact]
    public async Task The_report_tells_what_happened_and_tracks_what_is_to_be_done()
    {
        var walk = await Begin(_server, exercise: true);
        var flight = await walk.Flight(10);
        await walk.Gate.Post($"/v1/movements/{flight}/manifest", null);
        await Done(walk.Lead.Post($"/v1/crises/{walk.Crisis}/end", null));
        var made = await walk.Lead.Post(
            $"/v1/crises/{walk.Crisis}/recommendations", new MakeRecommendationRequest("Keep two buses at Wadi Seidna.", "fr", new DateOnly(2026, 1, 1)));
        Assert.Equal((1, "open", true), (made.Read<RecommendationResponse>().Number, made.Read<RecommendationResponse>().Status, made.Read<RecommendationResponse>().Overdue));
        (await _server.InRole("in", "crisis_cell").Post($"/v1/crises/{walk.Crisis}/recommendations/1/status", new FollowRecommendationRequest("done")))
            .Refused(HttpStatusCode.Forbidden, "preparedness.not-owner");
        await Done(_server.InRole("fr", "crisis_cell").Post($"/v1/crises/{walk.Crisis}/recommendations/1/status", new FollowRecommendationRequest("done", "Bought.")));

        var report = (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/after-action")).Read<AfterActionResponse>();
        Assert.True(report.Exercise);
        Assert.Equal(
            ["crisis-declared", "crisis-roles-agreed", "movement-planned", "manifest-closed", "crisis-ended"], report.Timeline.Select(l => l.What));
        Assert.Equal(("done", false), (Assert.Single(report.Recommendations).Status, report.Recommendations[0].Overdue));
    }

    private static KeepContingencyPlanRequest Plan(DateOnly review, DateOnly drill) => new(
        "Khartoum", "sd", [new PlanRoleContract("response", "Open the assembly point", "Embassy", "Crisis cell")], ["Wadi Seidna"], ["Road to Port Sudan"],
        ["Larnaca"], ["Duty desk"], review, drill);

    private static async Task<Page<ReunificationLineResponse>> Queue(EvacuationWalk walk) =>
        (await walk.Lead.Get($"/v1/crises/{walk.Crisis}/reunification")).Read<Page<ReunificationLineResponse>>();

    private static async Task Done(Task<Reply> asked)
    {
        var reply = await asked;
        Assert.True(reply.IsSuccess, reply.ToString());
    }
}
