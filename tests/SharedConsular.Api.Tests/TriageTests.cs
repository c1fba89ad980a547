using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.CrisisExamples;

namespace SharedConsular.Api.Tests;

public sealed class TriageTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_household_has_its_class_and_the_reasons_soon_after_its_receipt()
    {
        var crisis = await _server.DeclareCrisis();
        var receipt = await _server.Register(crisis, Family(null, ("Ann Poe", "1950-02-03", "gb")));

        var triage = await PlatformServer.Eventually(async () => (await _server.See(receipt)).Triage, t => t is not null);

        Assert.Equal((2, "default@1", null), (triage!.Class, triage.PolicyVersion, triage.Instruction));
        Assert.Contains("aged", triage.Reasons);
    }

    [Fact]
    public async Task A_new_instruction_moves_nobody_and_is_stored_with_the_next_ranking()
    {
        var crisis = await _server.DeclareCrisis();
        var receipt = await _server.Register(crisis, Family(null, ("Bob Poe", "1980-02-03", "gb")));
        await PlatformServer.Eventually(async () => (await _server.See(receipt)).Triage, t => t is not null);
        await _server.Cell("gb").Post($"/v1/crises/{crisis}/instructions", new GiveInstructionRequest("All to Port Sudan."));

        var run = (await _server.Cell("gb").Post($"/v1/crises/{crisis}/triage", null)).Read<TriageRunResponse>();

        Assert.Equal((1, 0, 0, 1), (run.Households, run.Moved, run.Unranked, run.Classes["3"]));
        Assert.Equal(1, (await _server.See(receipt)).Triage!.Instruction);
    }

    [Fact]
    public async Task Who_moved_is_told_with_class_before_and_after_and_why()
    {
        var crisis = await _server.DeclareCrisis();
        var receipt = await _server.Register(crisis, Family(null, ("Cid Poe", "1980-02-03", "gb"), ("Dot Poe", "2015-02-03", "gb")));

        // A child that nobody is named for: first of all, and to be found before anything is planned.
        await PlatformServer.Eventually(async () => (await _server.See(receipt)).Triage?.Class, c => c == 0);
        await _server.Cell("gb").Post($"/v1/households/{receipt.Reference}/escorts", new NameEscortRequest(2, "Cid Poe", "Her father, at the gate"));
        var run = (await _server.Cell("gb").Post($"/v1/crises/{crisis}/triage", null)).Read<TriageRunResponse>();

        var moved = Assert.Single(run.First);
        Assert.Equal((receipt.Reference, 0, 2), (moved.Household, moved.ClassBefore, moved.Class));
        Assert.Contains("family-with-children", moved.Reasons);
        Assert.Equal([moved.Household], (await _server.Cell("gb").Get($"/v1/crises/{crisis}/triage/{run.Id}/moved")).Read<Page<MovedHouseholdResponse>>()
            .Items.Select(m => m.Household));
    }

    [Fact]
    public async Task An_offer_says_by_which_policy_and_under_which_instruction_it_was_decided()
    {
        var walk = await EvacuationWalk.Begin(_server);
        var family = await walk.Register(EvacuationWalk.Family("gb"));
        var flight = await walk.Flight(10);
        await walk.Lead.Post($"/v1/crises/{walk.Crisis}/instructions", new GiveInstructionRequest("Families first."));
        await walk.Lead.Post($"/v1/crises/{walk.Crisis}/instructions", new GiveInstructionRequest("All who can walk."));
        await walk.OfferAndAccept(family);
        var walkIn = (await walk.Gate.Post(
            $"/v1/movements/{flight}/walk-ins", new WalkInRequest(EvacuationWalk.Family("fr"), "gate-1"), Guid.NewGuid().ToString("N"))).Read<WalkInResponse>();

        Assert.Equal(("default@1", 2), Decided((await walk.Status(family)).Offer!));
        var receipt = new HouseholdReceiptResponse(walkIn.Household, walkIn.Secret, walk.Crisis, 3, null);
        var let = await PlatformServer.Eventually(() => walk.Status(receipt), s => s.Offer is not null);
        Assert.Equal(("unranked", 2), Decided(let.Offer!));

        static (string, int?) Decided(OfferResponse offer) => (offer.PolicyVersion, offer.Instruction);
    }

    [Fact]
    public async Task Only_the_lead_state_ranks()
    {
        var crisis = await _server.DeclareCrisis();

        (await _server.Cell("fr").Post($"/v1/crises/{crisis}/triage", null)).Refused(HttpStatusCode.Forbidden, "crisis.not-lead");
        (await _server.Officer("gb").Post($"/v1/crises/{crisis}/triage", null)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        (await _server.Cell("gb").Get($"/v1/crises/{crisis}/triage/none/moved")).Refused(HttpStatusCode.NotFound, "triage.not-found");
    }
}
