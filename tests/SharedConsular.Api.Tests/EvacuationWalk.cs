using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>A small evacuation that tests can take a part of: a crisis led by the United Kingdom, with France and India in its team.</summary>
internal sealed class EvacuationWalk(PlatformServer server, string crisis)
{
    public string Crisis => crisis;

    public Officer Lead => server.InRole("gb", "crisis_cell");

    public Officer Gate => server.Officer("fr");

    public static async Task<EvacuationWalk> Begin(PlatformServer server, bool exercise = false)
    {
        var walk = new EvacuationWalk(server, $"crisis-{Guid.NewGuid():N}"[..20]);
        var declared = await walk.Lead.Post("/v1/crises", new DeclareCrisisRequest(walk.Crisis, "Sudan 2023", new CrisisAreaContract(["sd"]), exercise));
        Assert.True(declared.IsSuccess, declared.ToString());
        var agreed = await walk.Lead.Post($"/v1/crises/{walk.Crisis}/roles", new AgreeRolesRequest(["gb"], ["fr", "in"]));
        Assert.True(agreed.IsSuccess, agreed.ToString());

        return walk;
    }

    /// <summary>Two adults and as many children of theirs as make the number.</summary>
    public static RegisterHouseholdRequest Family(string state, int persons = 3, string name = "Person", bool fears = false) => new(
        [
            .. Enumerable.Range(0, persons).Select(i => new HouseholdMemberContract(
                [new PersonNameContract($"{name} {(char)('A' + i)}")], i < 2 ? new DateOnly(1980, 1, 1) : new DateOnly(2019, 5, 5), [new NationalityRequest(state)],
                Adult: i < 2 ? null : 1)),
        ],
        Assemblies: ["Wadi Seidna"], FearsOwnState: fears);

    public async Task<HouseholdReceiptResponse> Register(RegisterHouseholdRequest request) =>
        (await server.Anybody().Post($"/v1/crises/{crisis}/households", request, Guid.NewGuid().ToString("N"))).Read<HouseholdReceiptResponse>();

    /// <summary>A flight that leaves in some hours; its name.</summary>
    public async Task<string> Flight(int seats, string organiser = "gb", bool onward = false, int wheelchairs = 0)
    {
        var now = DateTimeOffset.UtcNow;
        var request = new PlanMovementRequest(
            $"f-{Guid.NewGuid():N}"[..12], "air", "RAF", "Wadi Seidna", "Larnaca", now.AddHours(6), now.AddHours(7), now.AddHours(11),
            new SeatCountsContract(seats, wheelchairs), onward);

        return (await server.InRole(organiser, "crisis_cell").Post($"/v1/crises/{crisis}/movements", request)).Read<MovementResponse>().Name;
    }

    /// <summary>Plans and offers once; the offer of this household.</summary>
    public async Task<OfferResponse> Offer(HouseholdReceiptResponse household)
    {
        var plan = (await Lead.Post($"/v1/crises/{crisis}/plans", new MakePlanRequest())).Read<PlanResponse>();
        (await Lead.Post($"/v1/crises/{crisis}/plans/{plan.Id}/offers", new OfferPlanRequest())).Read<OffersMadeResponse>();

        return await OfferOf(household);
    }

    /// <summary>Plans and offers once, and lets every household that was offered a place say yes.</summary>
    public async Task OfferAndAccept(params HouseholdReceiptResponse[] households)
    {
        await Offer(households[0]);
        foreach (var household in households)
        {
            var yes = await server.Anybody().Post(
                $"/v1/households/{household.Reference}/acceptance", new AcceptOfferRequest((await OfferOf(household)).Movement, household.Secret));
            Assert.True(yes.IsSuccess, yes.ToString());
        }

        foreach (var household in households)
        {
            await PlatformServer.Eventually(() => Status(household), s => s.Offer is { Status: "confirmed" or "standing_by" });
        }
    }

    private async Task<OfferResponse> OfferOf(HouseholdReceiptResponse household) =>
        (await PlatformServer.Eventually(() => Status(household), s => s.Offer is not null)).Offer!;

    public async Task<HouseholdStatusResponse> Status(HouseholdReceiptResponse household) =>
        (await server.Anybody().Post("/v1/households/status", new HouseholdStatusRequest(household.Reference, household.Secret))).Read<HouseholdStatusResponse>();

    public async Task<BoardingTokensResponse> Tokens(HouseholdReceiptResponse household) =>
        (await server.Anybody().Post($"/v1/households/{household.Reference}/tokens", new HouseholdSecretRequest(household.Secret))).Read<BoardingTokensResponse>();

    public Task<Reply> SendScans(string movement, string gate, params (string Token, DateTimeOffset At)[] scans) =>
        Gate.Post($"/v1/movements/{movement}/scans", new ScanBatchRequest(gate, [.. scans.Select(s => new ScanRequest(s.Token, s.At))]));

    public async Task<ScanBatchResponse> Scan(string movement, string gate, params string[] tokens)
    {
        var at = DateTimeOffset.UtcNow;

        return (await SendScans(movement, gate, [.. tokens.Select((t, i) => (t, at.AddSeconds(i)))])).Read<ScanBatchResponse>();
    }
}
