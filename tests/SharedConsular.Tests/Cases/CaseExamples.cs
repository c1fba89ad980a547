using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Staff;
using SharedConsular.Tenants;

namespace SharedConsular.Tests.Cases;

/// <summary>
/// A woman from Estonia without papers in Fiji. France serves her under the directive on emergency travel documents,
/// Germany could, Australia is a stranger to the matter.
/// </summary>
internal static class CaseExamples
{
    public static readonly TenantId Ee = TenantId.Get("ee");
    public static readonly TenantId Fr = TenantId.Get("fr");
    public static readonly TenantId De = TenantId.Get("de");
    public static readonly TenantId Au = TenantId.Get("au");
    public static readonly TenantId Fj = TenantId.Get("fj");

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static readonly EntityKey Key = new(Ee, "case", "SC-7K3F-9Q2M-4");

    public static readonly Caller Applicant = new(Ee, new UserId("kadri"), Role.National);
    public static readonly Caller OtherNational = new(Ee, new UserId("mari"), Role.National);
    public static readonly Caller OwnOfficer = new(Ee, new UserId("tallinn-1"), Role.Officer);
    public static readonly Caller Officer = new(Fr, new UserId("suva-1"), Role.Officer);
    public static readonly Caller OtherOfficer = new(Fr, new UserId("suva-2"), Role.Officer);
    public static readonly Caller Supervisor = new(Fr, new UserId("suva-head"), Role.Supervisor);
    public static readonly Caller ProtectionOfficer = Certified(Fr, "suva-3");
    public static readonly Caller Administrator = new(Fr, new UserId("paris-it"), Role.Administrator);
    public static readonly Caller GermanOfficer = new(De, new UserId("berlin-1"), Role.Officer);
    public static readonly Caller Stranger = new(Au, new UserId("canberra-1"), Role.Officer);

    public static readonly ImmutableArray<Caller> Callers =
    [
        Applicant, OtherNational, OwnOfficer, Officer, OtherOfficer, Supervisor, Administrator, GermanOfficer, Stranger,
        Caller.System, Caller.Anonymous,
        new(Ee, new UserId("tallinn-head"), Role.Supervisor),
        new(De, new UserId("berlin-head"), Role.Supervisor),
        new(De, new UserId("kadri"), Role.Administrator),
        new(Fj, new UserId("suva-police"), Role.Supervisor),
        new(Fr, new UserId("kadri"), Role.Officer),
        ProtectionOfficer, Certified(De, "berlin-3"), Certified(Ee, "tallinn-3"), ProtectionOfficer with { Protection = null },
    ];

    public static readonly Consultation EtdConsultation =
        new(ConsultBefore.Issue, 2, 3, 2, ActFirst: true, "Directive (EU) 2019/997, article 4");

    public static readonly CaseService Etd =
        new("emergency_travel_document", "1", ServiceCategory.TravelDocument, ["check identity", "take photo", "print"]);

    public static readonly PersonDetails Kadri = new(
        [new PersonName("Kadri Õunapuu", "Latn")],
        new DateOnly(1990, 5, 17),
        [new Nationality(Ee, NationalityProof.Claimed)],
        Contact: "kadri@mail.example");

    /// <summary>A protection officer whose certificate holds for the weeks of these examples.</summary>
    public static Caller Certified(TenantId party, string user) => new(party, new UserId(user), Role.ProtectionOfficer)
    {
        Protection = new Certificate(
            CertificateKind.Protection, new UserId(user), new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), new UserId("administrator")),
    };

    public static WorkCalendar Calendar(TenantId authority) => WorkCalendar.Default(authority);

    public static ServingRoute Route(TenantId party, Powers powers = Powers.All, Consultation? consultation = null) => new(
        party,
        $"{party}-fj-suva",
        Ee,
        powers,
        party == Ee ? null : "eu-etd",
        [new LegalBasis("eu-etd@1", GateKind.G5Mandate, "gate.g5.standing")],
        party == Ee ? null : consultation ?? EtdConsultation,
        [new Obligation("notify-receiving-state", Fj, BlocksHelp: false, null, null, null, "vccr-1963 art. 8")]);

    public static OpenCase Open(Powers powers = Powers.All, Urgency urgency = Urgency.Urgent, Consultation? consultation = null) => new(
        Route(Fr, powers, consultation), Etd, [Kadri], Applicant.User, urgency, Fj, "Suva", FearsOwnState: false, "rd-1", []);

    /// <summary>The same woman, if she fled from her own state.</summary>
    public static OpenCase OpenFearing(ServingRoute? route = null) => Open() with
    {
        Route = route ?? Route(Fr) with { ActsFor = Fr, AgreementId = "refuge", Consultation = null },
        FearsOwnState = true,
        Applicant = null,
    };

    public static EntitySpec<Case, CaseCommand, CaseEvent> Spec() => new(Case.Type, Officer, Now);

    /// <summary>A case that France's officer opened, and so has in hand.</summary>
    public static EntitySpec<Case, CaseCommand, CaseEvent> InHand(
        Powers powers = Powers.All, Urgency urgency = Urgency.Urgent, Consultation? consultation = null) =>
        Spec().When(Open(powers, urgency, consultation));

    public static EntitySpec<Case, CaseCommand, CaseEvent> Confirmed(Powers powers = Powers.All) => InHand(powers)
        .When(Ask)
        .As(OwnOfficer).When(Confirm)
        .As(Officer);

    public static readonly AskOwnState Ask = new(Ee, "Is she a national?", Calendar(Ee));
    public static readonly AnswerConsultation Confirm = new(ConsultationAnswer.Confirmed, "She is.", Calendar(Fr));
    public static readonly AnswerConsultation Object = new(ConsultationAnswer.Objected, "We take over.", Calendar(Fr));
    public static readonly DecideCase Grant = new(Granted: true, "A national without papers");
    public static readonly DecideCase Deny = new(Granted: false, "No national");
    public static readonly IssueDocument Issue = new("EU0000017", Calendar(Fr));
    public static readonly OfferHandover OfferToGermany = new(Route(De), "The post closes", null, Calendar(De));
    public static readonly AcceptHandover AcceptAsGermany = new(Calendar(De));
    public static readonly ExitTerms HandBack = new(null, ExitFate.HandBack, ExitFate.HandBack, "article 15");
    public static readonly ExitTerms HumanDecides = new(null, ExitFate.HumanDecides, ExitFate.HumanDecides, "article 15");
    public static readonly ExitTerms Finish = new(null, ExitFate.Finish, ExitFate.Finish, "article 15");

    public static readonly SafeContact Quiet =
        new([ContactChannel.Telephone], new TimeOnly(9, 0), new TimeOnly(17, 0), "Pacific/Fiji", "et", NeutralWords: true, "Her brother");

    public static readonly Caller OwnSupervisor = new(Ee, new UserId("tallinn-head"), Role.Supervisor);
    public static readonly Caller OwnAdministrator = new(Ee, new UserId("tallinn-it"), Role.Administrator);

    /// <summary>Half a year with those who helped, two years with the own state.</summary>
    public static readonly RetentionPolicy RetentionRules = RetentionPolicy.Of(
    [
        new("assisting", "example", Confidence.Memory, Period.Always, 0, RetentionHolder.AssistingParty, [], [], [], 180),
        new("home", "example", Confidence.Memory, Period.Always, 0, RetentionHolder.HomeState, [], [], [], 730),
    ]);

    /// <summary>Begins by itself on a travel document for a child alone; no file is made secret by it.</summary>
    public static readonly Protocol VisitProtocol = new(
        "visit", 1, En("Visits"), ["made up"], Protects: false, new ProtocolConditions([], [ServiceCategory.TravelDocument], null, true, null),
        [
            new("visit", Line("See her."), WithinHours: 24, null, Certified: false),
            new("report", Line("Write it down."), null, WithinWorkingDays: 2, Certified: true),
            new("return", Line("Come again."), null, null, Certified: false),
        ],
        [Line("Tell nobody.")], [], []);

    /// <summary>One way to ask for each action, as it would be asked of a case of these examples.</summary>
    public static readonly ImmutableDictionary<CaseAction, CaseCommand> Requests = new CaseCommand[]
    {
        Open(),
        new AcceptCase(),
        new AssignCase(Supervisor.User),
        new AskForPapers(["birth record"], "Any old copy helps"),
        new ProvidePapers(["photo"], "Taken at the desk"),
        new RecordStep("take photo"),
        new StartProtocol("visit", [VisitProtocol], Calendar(Fr)),
        new SettleProtocolStep("visit", "visit", ProtocolStepOutcome.Done, null),
        Ask,
        Confirm,
        Grant,
        Issue,
        new DeliverDocument("at the desk"),
        new CloseCase("travelled"),
        new WithdrawCase("Found my passport"),
        new ReopenCase("The document was wrong"),
        new Complain("c-2", "Nobody called back", null),
        new AnswerComplaint("c-1", "We are sorry"),
        OfferToGermany,
        AcceptAsGermany,
        new DeclineHandover("We have no post there"),
        new ReturnCase("We cannot reach her"),
        new RecallCase("We do it ourselves"),
        new ApplyAgreementExit("eu-etd", HumanDecides, Calendar(Fr)),
        new ClockFellDue(CaseClock.AskOwnState),
        new DiscloseFear(),
        new WithdrawHandoverOffer(),
        new BlockAdverseParty(Fr, new UserId("suva-9"), "He must not find her"),
        new LiftAdversePartyBlock(Fr, new UserId("suva-9"), "It was another"),
        new BreakGlass("She is in hospital"),
        new ReviewBreakGlass(1, GlassVerdict.Justified, "It could not wait"),
        new RecordPersonConsent(ConsentPurpose.Handover, De, Given: false, "By telephone"),
        new OverrideConsent(ConsentPurpose.Handover, De, "Her life is in danger", "VCCR article 36"),
        new SetSafeContact(0, Quiet),
        new SetLegalHold("A court asked for it"),
        new LiftLegalHold("The court is done"),
        new ErasePersons([], ErasureGround.NotNeeded),
        new EndRetention(Fr),
        new RecogniseAdversePerson(Fr, new StaffMember(OtherOfficer.User, "Jaan Tamm", null, [])),
        new ChangeFollowSecret("0f"),
        new WithholdNotice(7, Fr, CaseNotice.Decided, "agreement"),
    }.ToImmutableDictionary(c => c.Action);

    private static ImmutableSortedDictionary<string, string> En(string text) =>
        ImmutableSortedDictionary<string, string>.Empty.Add("en", text);

    private static ProtocolLine Line(string text) => new(En(text), "made up", Confidence.Proposal);
}
