using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Languages;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Households;

internal static class HouseholdViews
{
    /// <summary>What stands on every answer to a household: being known is no promise.</summary>
    private const string NotASeat = "household.not-a-seat";
    private const string OnTheList = "household.on-the-list";
    private const string RouteClosed = "household.route-closed";

    public static HouseholdReceiptResponse Receipt(string reference, string secret, string crisis, int persons, Sentences sentences) =>
        new(reference, secret, crisis, persons, sentences.Find(NotASeat));

    public static HouseholdStatusResponse Status(
        string reference, Household household, HouseholdStanding standing, Sentences sentences, Crisis? crisis = null) => new(
        reference,
        household.Crisis,
        [.. household.Members.Select(m => new MemberStatusResponse(m.Number, Words.Of(m.Disposition), m.DispositionAt))],
        Offer(household.Promise),
        household.MergedInto?.Reference,
        HouseholdActions.AllowedNow(household, standing),
        household.Promise is not { } promise ? sentences.Find(NotASeat)
            : crisis?.IsShut(promise.From, promise.To) is true ? sentences.Find(RouteClosed, promise.From, promise.To)
            : null,
        [.. household.Listings.Select(l => new ListingResponse(
            l.Place, l.On, l.Members, sentences.Find(OnTheList, l.Place, Words.OfDay(l.On))))]);

    public static HouseholdResponse Full(string reference, Found<Household> found, HouseholdStanding standing)
    {
        var household = found.State;

        return new HouseholdResponse(
            reference,
            household.Home!.Value,
            found.Version,
            household.Crisis,
            [.. household.Members.Select(Member)],
            household.Whereabouts,
            household.Assemblies,
            household.ReadyAt,
            household.Contact,
            household.FearsOwnState,
            household.SharedWithLead,
            Words.Of(household.Through),
            household.RegisteredAt,
            household.LastHeardAt,
            household.IsSilent,
            household.Triage is { } triage
                ? new TriageResponse(triage.Class, triage.Rank, triage.Reasons, triage.PolicyVersion, triage.Instruction)
                : null,
            Offer(household.Promise),
            household.AtHub,
            household.MergedInto?.Reference,
            [.. household.TakenIn.Select(t => t.Reference)],
            HouseholdActions.AllowedNow(household, standing),
            [.. household.Listings.Select(l => new ListingResponse(l.Place, l.On, l.Members, null))],
            household.Language);
    }

    public static HouseholdLineResponse Line(HouseholdRow row) => new(
        row.Reference, row.Home.Value, row.Persons, row.Waiting, row.Class, row.Rank, row.Movement, row.Promise is { } status ? Words.Of(status) : null,
        row.Until, row.MayTravel, row.Fresh, row.RegisteredAt);

    public static CrisisPersonResponse Person(string reference, Household household, HouseholdMember member) => new(
        reference,
        member.Number,
        [.. member.Names.Select(n => new PersonNameContract(n.Text, n.Script))],
        member.BirthDate,
        [.. member.Nationalities.Select(n => n.State.Value)],
        household.StateOf(member).Value,
        member.IsMinor,
        Words.Of(member.Place),
        Words.Of(member.Disposition),
        member.DispositionAt,
        household.Triage?.Class,
        (household.Promise?.Movement ?? household.Travelled)?.ToString());

    private static HouseholdMemberResponse Member(HouseholdMember member) => new(
        member.Number,
        [.. member.Names.Select(n => new PersonNameContract(n.Text, n.Script))],
        member.BirthDate,
        [.. member.Nationalities.Select(n => n.State.Value)],
        Words.Of(member.Place),
        member.IsMinor,
        member.Adult,
        member.Document,
        Words.Of(member.Disposition),
        member.DispositionAt,
        member.Escort?.Name);

    private static OfferResponse? Offer(SeatPromise? promise) => promise is null ? null : new OfferResponse(
        promise.Movement.ToString(), Words.Of(promise.Status), promise.From, promise.To, promise.ReportBy, promise.DepartsAt, promise.Until,
        promise.Seats.Persons, Words.Of(promise.Reason), promise.PolicyVersion, promise.Instruction);
}
