using SharedConsular.Contracts;

namespace SharedConsular.Api.OpenApi;

/// <summary>The same for a crisis: a household of two that leaves Khartoum.</summary>
internal static partial class RequestExamples
{
    private const string Household = "SH-0000-0000-0";
    private const string Secret = "7K3F-9Q2M-4XYZ-0ABC";
    private const string Departure = "gb/raf-1";

    private static DateTimeOffset Leaves => new(2027, 1, 2, 10, 0, 0, TimeSpan.Zero);

    private static RegisterHouseholdRequest Couple => new(
        [
            new HouseholdMemberContract([new PersonNameContract("Mary Okello", "Latn")], new DateOnly(1988, 5, 1), [new NationalityRequest("ke")]),
            new HouseholdMemberContract([new PersonNameContract("Sam Okello", "Latn")], new DateOnly(2020, 7, 9), [new NationalityRequest("gb")], Adult: 1),
        ],
        "With friends in Khartoum North", ["Wadi Seidna"], Contact: "+249 900 000 000");

    // A property: the order in which fields of two files are made is nobody's promise.
    private static object[] OfEvacuation =>
    [
        new DeclareCrisisRequest("sudan-2027", "Sudan 2027", new CrisisAreaContract(["sd"])),
        new ChangePhaseRequest("response"),
        new CrisisAreaContract(["sd"]),
        new AgreeRolesRequest(["gb"], ["fr", "de"]),
        new NumbersByStateRequest(new Dictionary<string, int> { ["gb"] = 60 }),
        new GiveInstructionRequest("From today families with infants go first.", ["fr"]),
        new SetOverlayRequest("retention_days", 180),
        new ReportRouteRequest("Khartoum", "Wadi Seidna", "restricted", "By day only"),
        Couple,
        new RegisterTextRequest("GB Okello Mary 1988 +1 Wadi Seidna", "+249 900 000 000"),
        new ImportHouseholdsRequest("csv", "household,name,birth_date,nationality\n1,Mary Okello,1988-05-01,ke\n", "sponsor", "Okello Transport Ltd"),
        new ImportHostListRequest("csv", "name,birth_date,document\nMary Okello,1988-05-01,KE1234567\n", "Wadi Halfa", new DateOnly(2027, 1, 2)),
        new SettleListedLineRequest(Household, 2),
        new InquiryRequest([new HouseholdStatusRequest(Household, Secret)]),
        new WalkInRequest(Couple, "gate-1"),
        new HouseholdStatusRequest(Household, Secret),
        new HouseholdSecretRequest(Secret),
        new AcceptOfferRequest(Departure, Secret),
        new DeclineOfferRequest(Departure, "cannot_reach_the_place", Secret),
        new ReportMembersRequest("left_by_own_means", [1, 2], Secret: Secret),
        new HearFromHouseholdRequest("Still there", Secret: Secret),
        new NameEscortRequest(2, "An officer of the joint team", "Best interests determination 12/2027"),
        new OtherHouseholdRequest("SH-0000-0001-2"),
        new PlanMovementRequest(
            "raf-1", "air", "Royal Air Force", "Wadi Seidna", "Larnaca", Leaves, Leaves.AddMinutes(30), Leaves.AddHours(5),
            new SeatCountsContract(120, 4, 2, 8)),
        new ChangeMovementRequest(new SeatCountsContract(92, 2, 1, 6), Leaves, Leaves.AddMinutes(30), Leaves.AddHours(5)),
        new CancelMovementRequest("The runway is closed."),
        new CheckInRequest(Household, [1, 2], "gate-1", Leaves.AddHours(-1)),
        new TakeOffRequest(Household),
        new SettleDoubleUseRequest(Household, 1, "The same person came back for a bag."),
        new HandOverMovementRequest("cy", "Received in full, shift leader 7"),
        new RecordCostRequest("invoice-12", "charter", 4_500_000, "EUR", "Invoice 12/2027"),
        new RecordContributionRequest("grant-3", "UCPM", 1_000_000, "EUR", "Grant 3/2027"),
        new MakePlanRequest(),
        new OfferPlanRequest(120),
    ];
}
