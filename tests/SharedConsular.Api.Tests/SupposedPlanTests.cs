using System.Net;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>A cell sees whom it would move before it moves anybody.</summary>
public sealed class SupposedPlanTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_plan_without_a_movement_says_who_loses_a_seat_and_where_each_goes_and_changes_nothing()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var first = await walk.Flight(7);
        var (family, unseen) = (await walk.Register(EvacuationWalk.Family("gb", 3)), await walk.Register(EvacuationWalk.Family("fr", 4, fears: true)));
        await walk.OfferAndAccept(family, unseen);
        var second = await walk.Flight(3);

        var plan = (await walk.Lead.Post(Plans(walk), new MakePlanRequest(Without: first))).Read<PlanResponse>();
        var moved = (await walk.Lead.Get($"{Plans(walk)}/{plan.Id}/households?list=moved")).Read<Page<PlannedHouseholdResponse>>().Items;
        var waiting = (await walk.Lead.Get($"{Plans(walk)}/{plan.Id}/households")).Read<Page<PlannedHouseholdResponse>>().Items;

        // Seven people lose their seats and three find others; of whom the lead may not know, it learns the number.
        Assert.Equal((2, 1, 1, first), (plan.Moved, plan.Seated, plan.Waiting, plan.Without));
        Assert.Equal((family.Reference, second, first), moved.Select(m => (m.Household, m.Movement, m.Before)).Single());
        Assert.Empty(waiting);
        Assert.Equal("confirmed", (await walk.Status(family)).Offer?.Status);
        Assert.Equal(7, (await walk.Lead.Get($"/v1/movements/{first}")).Read<MovementResponse>().Confirmed.Seats);
    }

    [Fact]
    public async Task Only_an_open_movement_of_this_crisis_can_be_supposed_away()
    {
        var (walk, other) = (await EvacuationWalk.Begin(_server), await EvacuationWalk.Begin(_server));
        var (here, elsewhere) = (await walk.Flight(4), await other.Flight(4));
        (await walk.Lead.Post(Plans(walk), new MakePlanRequest(Without: elsewhere))).Refused(HttpStatusCode.NotFound, "movement.not-found");
        (await walk.Lead.Post(Plans(walk), new MakePlanRequest(Without: "gb"))).Refused(HttpStatusCode.NotFound, "movement.not-found");
        await walk.Lead.Post($"/v1/movements/{here}/cancellation", new CancelMovementRequest("Fog."));
        (await walk.Lead.Post(Plans(walk), new MakePlanRequest(Without: here))).Refused(HttpStatusCode.Conflict, "movement.manifest-closed");
    }

    [Fact]
    public async Task The_households_of_a_plan_come_page_by_page_and_by_reason()
    {
        var walk = await EvacuationWalk.Begin(_server);
        await walk.Flight(3);
        var families = "ABC".Select(n => walk.Register(EvacuationWalk.Family("gb", 3, n.ToString())));
        await Task.WhenAll(families);
        var plan = (await walk.Lead.Post(Plans(walk), new MakePlanRequest())).Read<PlanResponse>();
        var path = $"{Plans(walk)}/{plan.Id}/households";

        var first = (await walk.Lead.Get($"{path}?limit=1")).Read<Page<PlannedHouseholdResponse>>();
        var second = (await walk.Lead.Get($"{path}?limit=1&cursor={first.Next}")).Read<Page<PlannedHouseholdResponse>>();

        Assert.Equal(2, first.Items.Concat(second.Items).Select(h => h.Household).Distinct().Count());
        Assert.Null(second.Next);
        Assert.All(first.Items.Concat(second.Items), h => Assert.Equal((null, 3), (h.Turn, h.Missing!.Seats)));
        Assert.Single((await walk.Lead.Get($"{path}?list=seated&reason=turn")).Read<Page<PlannedHouseholdResponse>>().Items);
        Assert.Empty((await walk.Lead.Get($"{path}?reason=not_ready_in_time")).Read<Page<PlannedHouseholdResponse>>().Items);
        (await walk.Lead.Get($"{path}?list=dragged")).Refused(HttpStatusCode.UnprocessableEntity, "plan.no-such-list");
        (await walk.Lead.Get($"{path}?cursor=99")).Refused(HttpStatusCode.UnprocessableEntity, "cursor.not-of-this-list");
        (await walk.Gate.Get(path)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
    }

    private static string Plans(EvacuationWalk walk) => $"/v1/crises/{walk.Crisis}/plans";
}
