using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SharedConsular.Contracts;

namespace SharedConsular.Api.OpenApi;

/// <summary>One request of each kind that works as it stands: an Estonian who lost her passport in Ecuador.</summary>
internal static partial class RequestExamples
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private static readonly RoutingRequest Need = new([new NationalityRequest("ee")], "ec", "emergency_travel_document", "urgent");

    private static readonly Dictionary<Type, object> All = new object[]
    {
        Need,
        new OpenCaseRequest(
            Need, [new PersonContract([new PersonNameContract("Mari Tamm", "Latn")], new DateOnly(1990, 2, 3), Contact: "+372 5555 0100")], "de",
            Place: "A hotel in Quito"),
        new SearchCasesRequest("Mari Tamm"),
        new SetFlagRequest(50, ["sd"], "Tried in one place first."),
        new DrainNodeRequest(true),
        new AskForPapersRequest(["police_report", "photo"], "The photo must be in colour."),
        new ProvidePapersRequest(["police_report"]),
        new RecordStepRequest("Check the identity"),
        new StartProtocolRequest("trafficking"),
        new SettleProtocolStepRequest("trafficking", "talk-alone", "not_applicable", "She was spoken with before."),
        new AssignCaseRequest("officer-1"),
        new AskOwnStateRequest("Is she a national of yours, and may we issue an emergency travel document?"),
        new AnswerConsultationRequest("confirmed"),
        new DecideCaseRequest(true, "Nationality confirmed."),
        new IssueDocumentRequest("EUETD-000123"),
        new DeliverDocumentRequest("At the desk"),
        new CloseCaseRequest("Travelled home"),
        new WithdrawCaseRequest("The passport was found."),
        new ReopenCaseRequest("It was another passport."),
        new ComplainRequest("Nobody called back.", "officer-1"),
        new AnswerComplaintRequest("0a1b2c3d4e5f", "We apologise; an officer calls today."),
        new OfferHandoverRequest("es", "Spain has a consulate where she is."),
        new DeclineHandoverRequest("No officer is free this week."),
        new ReturnCaseRequest("She has left our district."),
        new RecallCaseRequest("An officer of ours is in Quito today."),
        new BlockAdversePartyRequest("ee", "someone-else", "He must not find her."),
        new LiftAdversePartyBlockRequest("ee", "someone-else", "It was another person."),
        new BlockAdversePersonRequest("Jaan Tamm", new DateOnly(1980, 1, 2), "ee", null, "He must not find her."),
        new LiftAdversePersonBlockRequest(1, "It was another person."),
        new BreakGlassRequest("She is in hospital and can't speak."),
        new ReviewBreakGlassRequest(1, "justified", "It could not wait."),
        new RecordPersonConsentRequest("handover", "es", false, "By telephone"),
        new OverrideConsentRequest("handover", "es", "Her life is in danger.", "VCCR article 36"),
        new SetSafeContactRequest(0, ["telephone"], new TimeOnly(9, 0), new TimeOnly(17, 0), "Pacific/Fiji", "en", true, "Her brother", "The dentist"),
        new RecordStaffMemberRequest("Anna Weber", new DateOnly(1985, 4, 12), ["q58581912"]),
        new RecordCertificateRequest(new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31)),
        new RecordMandateRequest(new DateOnly(2027, 1, 1)),
        new RecordNoticeRequest("ec", new DateOnly(2027, 1, 1), "Note verbale 12/2027"),
        new RecordConsentRequest("g1_consent", ["de"]),
        new RecordObjectionRequest(["de"], ["detention"], new DateOnly(2027, 1, 1)),
        new SuspendAgreementRequest(new DateOnly(2027, 1, 1), new DateOnly(2027, 3, 31), "The post is evacuated."),
        new EndAgreementRequest(new DateOnly(2027, 12, 31), "Replaced by a new agreement."),
        new RecordPostRequest("ec", "consulate", "Guayaquil", new PositionRequest(-2.19, -79.89)),
        new ObjectToPostRequest("q56339762", "ee", new DateOnly(2027, 1, 1), "Note verbale 12/2027"),
        new WithdrawPostObjectionRequest("q56339762", "ee", new DateOnly(2027, 3, 31)),
        new AdoptServiceRequest(new Dictionary<string, string> { ["en"] = "Emergency passport" }, TypicalTime: "1 day"),
        new WhatIfRequest("ee", "ec", "emergency_travel_document", ClosedPosts: ["q58581912"]),
        new ErasureRequest(Reason: "not_needed"),
        new SetLegalHoldRequest("The court asked for the file."),
        new RotateKeysRequest("de"),
        new TokenRequest("de", "officer", "officer-1"),
        new TenantFolderRequest(new Dictionary<string, string> { ["operators.yaml"] = "operators: []\n" }),
        new PutBackTenantRequest(1),
        new MakeServiceAccountRequest("Population register", "officer", ["cases:read"], new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        new MakeWebhookRequest("https://register.example/consular", ["case.decided"]),
        new RenewWebhookSecretRequest(AtOnce: false),
        new FollowRequest("SC-0000-0000-0", "7K3F-9Q2M-4XYZ-0ABC"),
        new KeepAgainRequest("7K3F-9Q2M-4XYZ-0ABC", new OpenCaseRequest(Need, [new PersonContract([new PersonNameContract(null, Given: "Mari")])])),
        new KeptRequestSecretRequest("7K3F-9Q2M-4XYZ-0ABC"),
        new InviteLoginRequest("mari.tamm", "officer"),
        new EnrolRequest("ee", "mari.tamm", "7K3F-9Q2M-4ABC-DEFG-HJKM-NPQR"),
        new SignUpRequest("ee"),
        new OneTimeCodeRequest("ee", "mari@example.org"),
        new OneTimeCodeAnswerRequest("as the request for a code was answered", "1234 5678"),
        new ScanBatchRequest("gate-1", [new ScanRequest("NO TOKEN", new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))]),
        new NameRelationRequest("SH-0000-0000-0", "spouse", "7K3F-9Q2M-4XYZ-0ABC"),
        new DisputeCostRequest("dispute-1", "invoice-1", "It is on the invoice twice."),
        new SettleDisputeRequest("dispute-1", "It was taken off the invoice."),
        new KeepContingencyPlanRequest(
            "Khartoum", "sd", [new PlanRoleContract("response", "Open the assembly point", "Embassy", "Crisis cell")], ["Wadi Seidna"], ["Road to Port Sudan"],
            ["Larnaca"], ["Duty desk"], new DateOnly(2027, 12, 31), new DateOnly(2027, 6, 30)),
        new HoldDrillRequest(new DateOnly(2027, 1, 15), "The second bus was missing.", new DateOnly(2027, 6, 30)),
        new MakeRecommendationRequest("Keep two buses at the assembly point.", "fr", new DateOnly(2027, 12, 31)),
        new FollowRecommendationRequest("in_progress", "Offers were asked for."),
    }.Concat(OfEvacuation).ToDictionary(e => e.GetType());

    /// <summary>A refusal as it is sent.</summary>
    public static JsonNode? Refused => JsonSerializer.SerializeToNode(
        new ProblemResponse(
            "urn:sharedconsular:problem:request.faulty", "Can't be used", StatusCodes.Status422UnprocessableEntity,
            "Some of what was sent can't be used; each fault is named.", null, "request.faulty",
            [new FaultResponse("#/need/in", "missing", "Name a state by its two-letter code, for example ke.")]),
        Json);

    /// <summary>A new node each time, as a node has one parent.</summary>
    public static JsonNode? Find(Type request) => All.TryGetValue(request, out var example) ? JsonSerializer.SerializeToNode(example, request, Json) : null;
}
