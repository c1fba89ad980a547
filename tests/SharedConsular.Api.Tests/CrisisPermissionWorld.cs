using System.Security.Cryptography;
using SharedConsular.Contracts;
using SharedConsular.Households;

namespace SharedConsular.Api.Tests;

/// <summary>A crisis with a household of one sensitivity, and all that addresses name besides.</summary>
/// <param name="Other">May be of the same household: one of its persons has the same name.</param>
/// <param name="Names">What only who may see the household's persons reads.</param>
internal sealed record CrisisPermissionWorld(
    string Crisis, HouseholdReceiptResponse Household, HouseholdReceiptResponse Other, string Movement, string Plan, string Run, string List,
    string[] Names)
{
    public const string NoHousehold = "-", Ordinary = "ordinary", Unshared = "unshared", Feared = "feared", FearedLead = "feared-lead", Ended = "ended",
        ByAgreed = "by-fr", Nobody = "nobody";

    /// <summary>The address with its places filled.</summary>
    public string At(Operation operation) =>
        Fill(operation) + (operation.Path.EndsWith("/plans/{plan}/households", StringComparison.Ordinal) ? "?list=seated" : "");

    private string Fill(Operation operation) => (operation with
    {
        Path = operation.Path
            .Replace("/crises/{id}", $"/crises/{Crisis}", StringComparison.Ordinal)
            .Replace("{organiser}/{id}", Movement, StringComparison.Ordinal)
            .Replace("{plan}", Plan, StringComparison.Ordinal)
            .Replace("{run}", Run, StringComparison.Ordinal)
            .Replace("{list}", List, StringComparison.Ordinal),
    }).At(Household.Reference);

    public static async Task<CrisisPermissionWorld> Prepare(PlatformServer server, string sensitivity, Stage stage)
    {
        if (sensitivity is Nobody or NoHousehold)
        {
            return new CrisisPermissionWorld("c-nobody", NeverWas(), NeverWas(), "gb/nobody-1", "none", "none", "none", []);
        }

        var walk = await EvacuationWalk.Begin(server);
        var (keeper, first) = sensitivity switch { Feared => ("gb", "es"), FearedLead => ("fr", "gb"), _ => ("es", "es") };
        string[] names = [$"Q{Examples.UniqueUser()}", $"W{Examples.UniqueUser()}", $"+249{RandomNumberGenerator.GetInt32(100_000_000, 999_999_999)}"];
        var request = new RegisterHouseholdRequest(
            [
                new HouseholdMemberContract([new PersonNameContract($"Mari {names[0]}")], new DateOnly(1980, 2, 3), [new NationalityRequest(first)]),
                new HouseholdMemberContract([new PersonNameContract($"Jaan {names[0]}")], new DateOnly(2019, 5, 5), [new NationalityRequest("ee")]),
            ],
            names[1], ["Wadi Seidna"], Contact: names[2], FearsOwnState: sensitivity is Feared or FearedLead, ShareWithLead: sensitivity is not Unshared);
        var household = await walk.Register(request);
        var other = await walk.Register(request with { Members = [request.Members![0]], Whereabouts = null, Contact = "+249111111111" });
        await Done(walk.Lead.Post($"/v1/crises/{walk.Crisis}/instructions", new GiveInstructionRequest("Families first.", ["fr"])));
        await Done(walk.Lead.Post(
            $"/v1/crises/{walk.Crisis}/recommendations", new MakeRecommendationRequest("Keep two buses.", "gb", new DateOnly(2027, 12, 31))));

        // A household is ranked, and found by what it says, a moment after it registered; the same list sent again finds who was not known yet.
        var isFound = sensitivity is not (Feared or FearedLead or Unshared);
        var list = await PlatformServer.Eventually(() => Import(walk, names[0]), l => !isFound || l.OnRegister == 1);
        var world = new CrisisPermissionWorld(walk.Crisis, household, other, "gb/nobody-1", "none", "none", list.Id, names);
        if (stage is Stage.Escorted)
        {
            await world.NameEscort(server, keeper);
        }
        else if (stage is not Stage.Registered)
        {
            world = await world.WithSeats(server, walk, keeper, sensitivity is ByAgreed ? "fr" : "gb", stage);
        }

        if (sensitivity is Ended)
        {
            await Done(walk.Lead.Post($"/v1/crises/{walk.Crisis}/end", null));
        }

        return world;
    }

    private static async Task<HostListResponse> Import(EvacuationWalk walk, string family) =>
        (await walk.Lead.Post($"/v1/crises/{walk.Crisis}/host-lists", new ImportHostListRequest(
            "csv", $"name,birth_date,document\nJaan {family},2019-05-05,\n", "Wadi Halfa", new DateOnly(2027, 1, 2)))).Read<HostListResponse>();

    private Task NameEscort(PlatformServer server, string keeper) => Done(server.Officer(keeper).Post(
        $"/v1/households/{Household.Reference}/escorts", new NameEscortRequest(2, "Mari", "Her mother, at the gate")));

    /// <summary>The child has nobody named for it at first, so that the household moves in the order once it has.</summary>
    private async Task<CrisisPermissionWorld> WithSeats(PlatformServer server, EvacuationWalk walk, string keeper, string organiser, Stage stage)
    {
        await Done(walk.Lead.Post($"/v1/crises/{Crisis}/triage", null));
        await NameEscort(server, keeper);
        var run = (await walk.Lead.Post($"/v1/crises/{Crisis}/triage", null)).Read<TriageRunResponse>();
        var movement = await walk.Flight(60, organiser);
        var crew = server.InRole(organiser, "crisis_cell");
        await Done(crew.Post($"/v1/movements/{movement}/costs", new RecordCostRequest("invoice-1", "charter", 4_500_000, "EUR", "Invoice 1")));
        var plan = (await walk.Lead.Post($"/v1/crises/{Crisis}/plans", new MakePlanRequest())).Read<PlanResponse>();
        if (stage is Stage.Offered)
        {
            Assert.Equal(movement, (await walk.Offer(Household)).Movement);
        }
        else
        {
            await walk.OfferAndAccept(Household);
            await BeApart(server, walk);
        }

        if (stage is Stage.Disputed)
        {
            await Done(crew.Post($"/v1/movements/{movement}/disputes", new DisputeCostRequest("dispute-1", "invoice-1", "It is on the invoice twice.")));
        }

        foreach (var (step, reached) in new[] { ("manifest", Stage.Closed), ("departure", Stage.Departed), ("arrival", Stage.Arrived) })
        {
            if (stage >= reached)
            {
                await Done(crew.Post($"/v1/movements/{movement}/{step}", null));
            }
        }

        return this with { Movement = movement, Plan = plan.Id, Run = run.Id };
    }

    /// <summary>Family that left by itself names the household, so that the two are apart.</summary>
    private async Task BeApart(PlatformServer server, EvacuationWalk walk)
    {
        var family = await walk.Register(CrisisExamples.Family(null, ("Noor Alone", "1991-04-05", "fr")));
        await Done(server.Anybody().Post(
            $"/v1/households/{family.Reference}/relations", new NameRelationRequest(Household.Reference, "sibling", family.Secret)));
        await Done(server.Anybody().Post(
            $"/v1/households/{family.Reference}/reports", new ReportMembersRequest("left_by_own_means", [1], Secret: family.Secret)));
    }

    private static HouseholdReceiptResponse NeverWas() =>
        new(HouseholdReference.FromBits(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))), "1111-1111-1111-1111", "", 0, null);

    private static async Task Done(Task<Reply> reply) => Assert.True((await reply).IsSuccess, (await reply).ToString());
}

/// <summary>How far the household and its flight have come; from <see cref="Closed"/> each is behind the one before.</summary>
internal enum Stage
{
    Registered,

    /// <summary>Ranked, and told of an escort since, so that the next ranking moves it.</summary>
    Escorted,

    /// <summary>Ranked, planned for, and offered places it has not answered.</summary>
    Offered,

    /// <summary>It said yes, and family of it left by other means.</summary>
    Confirmed,

    /// <summary>And a cost of the flight is disputed.</summary>
    Disputed,
    Closed,
    Departed,
    Arrived,
}
