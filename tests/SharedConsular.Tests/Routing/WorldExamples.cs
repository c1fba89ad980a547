using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Policies;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Tests.Routing;

/// <summary>
/// A small world around Fiji. Estonia, France and Germany are members of a directive; Estonia and Latvia have a treaty;
/// Britain helps Kenyans by practice; the operator runs shared centres. Kenya, Fiji and New Zealand belong to nothing.
/// </summary>
internal static class WorldExamples
{
    public static readonly TenantId Ee = TenantId.Get("ee");
    public static readonly TenantId Fr = TenantId.Get("fr");
    public static readonly TenantId De = TenantId.Get("de");
    public static readonly TenantId Lv = TenantId.Get("lv");
    public static readonly TenantId Gb = TenantId.Get("gb");
    public static readonly TenantId Ke = TenantId.Get("ke");
    public static readonly TenantId Fj = TenantId.Get("fj");
    public static readonly TenantId Nz = TenantId.Get("nz");
    public static readonly TenantId Au = TenantId.Get("au");
    public static readonly TenantId Iom = TenantId.Get("iom");

    public static readonly DateOnly Day = new(2026, 11, 22);

    public static readonly Position Suva = new(-18.14, 178.44);

    /// <summary>115 km from Suva, on the same island.</summary>
    public static readonly Position Nadi = new(-17.80, 177.42);

    /// <summary>640 km from Suva, still Fiji.</summary>
    public static readonly Position Rotuma = new(-12.50, 177.07);

    public static readonly Position Wellington = new(-41.29, 174.78);
    public static readonly Position Canberra = new(-35.28, 149.13);

    /// <summary>Protective help, never against the person's wish.</summary>
    public static readonly Service Detention = ServiceOf("detention", ServiceCategory.Assistance, Shareability.Assist) with { NeedsPersonConsent = true };

    public static readonly Service Etd = ServiceOf("emergency_travel_document", ServiceCategory.TravelDocument, Shareability.Full) with { NeedsOwnState = true };

    /// <summary>Whoever has the power may do it, without a word of the own state.</summary>
    public static readonly Service Copy = ServiceOf("certified_copy", ServiceCategory.Notarial, Shareability.Full);

    public static readonly Service Passport = ServiceOf("passport_renewal", ServiceCategory.TravelDocument, Shareability.Intake) with { NeedsOwnState = true };

    public static readonly ImmutableArray<Service> Catalogue = [Detention, Etd, Copy, Passport];

    public static readonly ImmutableArray<Tenant> Parties =
    [
        State(Ee, "EST", "Estonia", "Estonie", new Position(58.6, 25.0)),
        State(Fr, "FRA", "France", "France", new Position(46.2, 2.2)),
        State(De, "DEU", "Germany", "Allemagne", new Position(51.2, 10.5)),
        State(Lv, "LVA", "Latvia", "Lettonie", new Position(56.9, 24.6)),
        State(Gb, "GBR", "United Kingdom", "Royaume-Uni", new Position(54.0, -2.0)),
        State(Ke, "KEN", "Kenya", "Kenya", new Position(0.2, 37.9)),
        State(Fj, "FJI", "Fiji", "Fidji", Suva),
        State(Nz, "NZL", "New Zealand", "Nouvelle-Zélande", Wellington),
        State(Au, "AUS", "Australia", "Australie", Canberra),
        State(Iom, "", "IOM", "OIM", null),
    ];

    /// <summary>An Estonian with a passport is detained in Fiji.</summary>
    public static readonly RoutingQuery Question = new([new Nationality(Ee, NationalityProof.Documented)], Fj, Detention, Day, Urgency.Urgent);

    public static Post Embassy(TenantId of, TenantId country, Position? at = null) => PostOf(of, country, PostKind.Embassy, at);

    public static Post PostOf(TenantId of, TenantId country, PostKind kind, Position? at = null, string? id = null) => new(
        id ?? $"{of}-{country}-{Words.Of(kind)}", of, country, kind, "Somewhere", at, [country], [], [], Period.Always, [], Confidence.Found, "made up");

    public static PostNotice Notice(PostCondition condition, DateOnly? from = null, DateOnly? to = null) =>
        new(condition, new Period(from, to), "", Confidence.Found);

    /// <summary>Members help each other's unrepresented nationals and their families, and tell or ask first.</summary>
    public static Agreement Directive(params TenantId[] members) => Instrument("directive", InstrumentKind.Directive, members.Length > 0 ? [.. members] : [Ee, Fr, De]) with
    {
        Scope = PlaceScope.OutsideParties,
        Persons = PersonsCovered.Nationals | PersonsCovered.Family,
        Unrepresented = UnrepresentedTest.NotEffectivelyAble,
        Consultation = new Consultation(ConsultBefore.Help, null, null, null, ActFirst: true, "art. 10"),
        Cost = new CostTerms(CostRule.UndertakingToOwnState, 12, "art. 14"),
    };

    /// <summary>A treaty between Estonia and Latvia that asks for nobody's absence and consults nobody.</summary>
    public static Agreement Treaty(string id = "treaty") => Instrument(id, InstrumentKind.Treaty, [Ee, Lv]) with
    {
        Persons = PersonsCovered.Nationals | PersonsCovered.RecognisedNonCitizens,
    };

    /// <summary>Britain helps Kenyans if Kenya says yes in each case.</summary>
    public static Agreement Practice() => Instrument("practice", InstrumentKind.Practice, [Gb, Ke]) with
    {
        Assisting = [Gb],
        Assisted = [Ke],
        StandingMandate = false,
        Unrepresented = UnrepresentedTest.NoResidentPost,
        Consultation = new Consultation(ConsultBefore.Help, null, null, null, ActFirst: true, "on request"),
    };

    /// <summary>The operator takes in for Kenya with the consent of the host and the mandate of Kenya.</summary>
    public static Agreement Operator() => Instrument("operator", InstrumentKind.Operator, [Iom, Ke]) with
    {
        Assisting = [Iom],
        Assisted = [Ke],
        StandingMandate = false,
        Requires = [GateKind.G1Consent],
        Excluded = [],
        Gates = [],
        Services = [new ServicePowers(Passport.Id, Powers.Receive | Powers.Verify), new ServicePowers(Copy.Id, Powers.Receive)],
        Cost = new CostTerms(CostRule.ServiceContract, null, "contract"),
    };

    public static Agreement Instrument(string id, InstrumentKind kind, ImmutableArray<TenantId> parties) => new(
        id, 1, $"The {id}", kind, parties, parties, PlaceScope.AnyThirdState, [],
        [
            new ServicePowers(Detention.Id, Powers.Receive | Powers.Verify | Powers.Assist),
            new ServicePowers(Etd.Id, Powers.Receive | Powers.Verify | Powers.Issue),
            new ServicePowers(Copy.Id, Powers.Receive | Powers.Verify | Powers.Issue),
        ],
        [Passport.Id], PersonsCovered.Nationals, StandingMandate: true, UnrepresentedTest.None,
        [Gate(GateKind.G3NoticeForThirdState, GateAnswer.Notified)],
        new Consultation(ConsultBefore.Nothing, null, null, null, ActFirst: false, "none"),
        new CostTerms(CostRule.NotSaid, null, "none"), new DataTerms("assisted_state", null, null, "none"), Period.Always,
        new ExitTerms(null, ExitFate.Finish, ExitFate.Finish, "none"), Confidence.Found, "made up");

    public static GateRecord Gate(
        GateKind gate, GateAnswer answer, TenantId? place = null, TenantId? holder = null, string? service = null, DateOnly? from = null, DateOnly? to = null) =>
        new(gate, answer, new Period(from, to), Listed(place), Listed(holder), "note verbale", 0, Confidence.Found) { Services = service is null ? [] : [service] };

    public static ListedPlace Place(TenantId assisting, TenantId assisted, TenantId place, string city = "", double? withinKm = null) =>
        new(assisting, assisted, place, city, withinKm, Confidence.Found);

    public static PreferenceRule Rule(string id, int priority, int tier, PreferenceConditions? when = null, bool exclude = false) =>
        new(id, "", Period.Always, priority, when ?? new PreferenceConditions(), tier, exclude);

    public static PolicySet Given(params IEnumerable<Post> posts) =>
        new("v1", Parties, [.. posts], [], Catalogue, [], [], [], []);

    public static PolicySet With(this PolicySet policies, params Agreement[] agreements) => policies with { Agreements = [.. policies.Agreements, .. agreements] };

    public static Agreement With(this Agreement agreement, params GateRecord[] gates) => agreement with { Gates = [.. agreement.Gates, .. gates] };

    public static PolicySet Preferring(this PolicySet policies, TenantId? owner, params PreferenceRule[] rules) => policies with
    {
        Preferences = [.. policies.Preferences, new PreferencePolicy(owner?.Value ?? "default", 1, owner, [.. rules])],
    };

    public static PolicySet Prohibiting(this PolicySet policies, Service service, params RouteKind[] kinds) => policies with
    {
        LocalLimits = [new LocalLimit(Fj, [service.Id], [.. kinds], Period.Always, "a law of Fiji", Confidence.Found)],
    };

    public static RoutingAnswer Ask(this PolicySet policies, RoutingQuery query) => Router.Decide(query, World.Of(policies));

    public static RoutingQuery Of(this RoutingQuery query, TenantId state, NationalityProof proof = NationalityProof.Documented) =>
        query with { Nationalities = [new Nationality(state, proof)] };

    /// <summary>Each option as "kind party", in order of rank.</summary>
    public static string[] Offered(this RoutingAnswer answer) => [.. answer.Options.Select(o => $"{Words.Of(o.Kind)} {o.Party}")];

    /// <summary>Each rejection as "party code".</summary>
    public static string[] Refused(this RoutingAnswer answer) => [.. answer.Rejected.Select(r => $"{r.Party} {r.Code}")];

    public static RoutingOption Only(this RoutingAnswer answer, TenantId party) => Assert.Single(answer.Options, o => o.Party == party);

    /// <summary>Each obligation as its code after the dot, those that block help with an exclamation mark.</summary>
    public static string[] Duties(this RoutingOption option) =>
        [.. option.Obligations.Select(o => o.Code["obligation.".Length..] + (o.BlocksHelp ? "!" : ""))];

    public static string[] Grounds(this RoutingOption option) => [.. option.Basis.Select(b => b.Code)];

    private static ImmutableArray<TenantId> Listed(TenantId? one) => one is null ? [] : [one];

    private static Service ServiceOf(string id, ServiceCategory category, Shareability shareability) => new(
        id, "1", category, shareability, ImmutableSortedDictionary<string, string>.Empty.Add("en", id), ["receive"], ["any"], "in person",
        "a day", "none", "", NeedsPersonConsent: false, NeedsOwnState: false, Period.Always);

    private static Tenant State(TenantId id, string alpha3, string english, string french, Position? centre) => new(
        id, alpha3, ImmutableSortedDictionary<string, string>.Empty.Add("en", english).Add("fr", french), [], [], [], centre, "");
}
