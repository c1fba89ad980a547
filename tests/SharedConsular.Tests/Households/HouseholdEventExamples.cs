using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

/// <summary>One of every event of a household, with every field filled.</summary>
internal static class HouseholdEventExamples
{
    private static readonly Actor By = new(Ee, Officer.User);

    public static readonly ImmutableArray<HouseholdEvent> All =
    [
        new HouseholdRegistered(
            Crisis, Ee,
            [
                Mari with { Document = "P EE K1234567", DispositionAt = Now },
                Kadri with { Escort = new Escort("Tiina Tamm", "Harju 2-26-9"), TakenFrom = Twin.Reference, DispositionBefore = Disposition.Unreachable },
                Juhan with { Disposition = Disposition.Staying },
            ],
            "Amarat, street 15", ["khartoum", "port-sudan"], Now.AddHours(3), "+249 900 000 000", FearsOwnState: true, SharedWithLead: true,
            RegisteredBy.Sponsor, "Works Ltd", Hash, By, Now)
        {
            Language = "ar",
            ByFile = true,
        },
        new HouseholdHeardFrom("Port Sudan", ["port-sudan"], Now.AddHours(5), "+249 911 111 111", SharedWithLead: true, By, Now) { Language = "fr" },
        new HouseholdFellSilent(By, Now),
        new HouseholdRanked(1, 4, ["child-under-two", "wheelchair"], "triage-1", 7, By, Now),
        new SeatsPromised(PromiseFor(Registered().State) with { Status = PromiseStatus.StandingBy }, 7, By, Now),
        new PromiseAccepted(Flight, By, Now),
        new PromiseConfirmed(Flight, By, Now),
        new StandsBy(Flight, By, Now),
        new PromiseRouteChanged(Flight, IsShut: true, By, Now),
        new PromiseEnded(Flight, PromiseEnd.Lapsed, DeclineReason.FamilyNotTogether, By, Now),
        new HouseholdBoarded(Flight, [1, 2, 3], By, Now),
        new HouseholdArrived(Flight, "jeddah", Onward: true, By, Now),
        new MembersReported([3], Disposition.Unreachable, "His telephone is off", By, Now),
        new EscortNamed(2, new Escort("Tiina Tamm", "Harju 2-26-9"), By, Now),
        new RecordTakenIn(Twin, [Adult(4, Fr) with { TakenFrom = Twin.Reference }], ["same-document"], 97, By, Now),
        new RecordMerged(Twin, ["same-document"], 97, By, Now),
        new RecordGivenBack(Twin, By, Now),
        new RecordRestored(By, Now),
        new MatchRejected(Twin, By, Now),
        new RecordIndexed("0a1b2c3d4e5f 5f4e3d2c1b0a", By, Now),
        new MatchProposed(new MatchProposal(Twin, [Ee, Fr], OtherSharedWithLead: true, 62, ["names_alike", "birth_dates_close"]), By, Now),
        new BoardingTokensRevoked(2, By, Now),
        new RelationNamed(Twin, RelationKind.Spouse, By, Now),
        new HouseholdListed(new HostListing("0a1b2c3d4e5f6071", "Wadi Halfa", new DateOnly(2026, 11, 24), [1, 2]), By, Now),
        new HouseholdForgotten("crisis:sudan-2026", By, Now),
    ];
}
