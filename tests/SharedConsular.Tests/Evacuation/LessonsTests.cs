using System.Collections.Immutable;
using SharedConsular.Crises;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Tests.Crises;
using SharedConsular.Tests.Households;
using SharedConsular.Tests.Movements;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Evacuation;

/// <summary>What failed in evacuations that took place, and that it can't fail so here.</summary>
public sealed class LessonsTests
{
    [Fact]
    public void Mail_lay_unread_and_was_opened_so_as_to_be_read()
    {
        var waiting = Registered();
        Assert.Contains(RowsOf(waiting.State), r => r.List == HouseholdRow.Untouched);

        // A machine that opens it, and its own second word, leave it where it is.
        waiting.As(Caller.System).When(new RankHousehold(new TriageResult(1, 0, ["child"], "triage-1", null)))
            .As(Mother).When(new HearFromHousehold(null, [], null, null, false) { Standing = HouseholdStanding.Itself });
        Assert.Contains(RowsOf(waiting.State), r => r.List == HouseholdRow.Untouched);

        waiting.As(Officer).When(new HearFromHousehold("Port Sudan", [], null, null, false));
        Assert.DoesNotContain(RowsOf(waiting.State), r => r.List == HouseholdRow.Untouched);
    }

    [Fact]
    public void Criteria_were_vague_and_juniors_chose_by_chance()
    {
        var ranked = Registered().When(new RankHousehold(new TriageResult(1, 4, ["child-under-two"], "triage-7", 3))).State;
        var facts = PlanningExamples.Facts(
            Enumerable.Range(0, 9).Select(i => PlanningExamples.Household($"h{i}", 1, @class: i % 3)), PlanningExamples.Movement("m", 4));
        var plan = Allocator.Plan(facts);

        Assert.Equal(("triage-7", 3, "child-under-two"), (ranked.Triage!.PolicyVersion, ranked.Triage.Instruction, Assert.Single(ranked.Triage.Reasons)));
        Assert.Equal(plan.Seats, Allocator.Plan(facts with { Households = [.. facts.Households.Reverse()] }).Seats);
        Assert.Equal(5, plan.Waits.Length);
    }

    [Fact]
    public void Two_ministries_kept_two_lists() => Assert.Equal(
        [HouseholdRow.ViewerOfCrisis(HouseholdExamples.Crisis), "ee", "fr"],
        RowsOf(Registered().State).Where(r => r.List == HouseholdRow.List).Select(r => r.Viewer).Order(StringComparer.Ordinal));

    [Fact]
    public void People_had_to_register_again_and_were_counted_again()
    {
        var first = Registered(Mari, Kadri).When(new TakeInRecord(Twin, false, [], ["same-document"], 99)).State;
        var second = Registered(Mari, Kadri).When(new MergeInto(new HouseholdName(Ee, "SH-FIRST"), ["same-document"], 99)).State;

        Assert.True(first.MayTravel);
        Assert.False(second.MayTravel);
        Assert.Equal(2, Count(first, "disposition:registered") + Count(second, "disposition:registered"));
        Assert.Equal(2, Count(second, "disposition:duplicate"));
    }

    [Fact]
    public void A_registration_was_taken_for_a_seat()
    {
        Assert.Null(Registered().State.Promise);
        Assert.All(Registered().State.Members, m => Assert.Equal(Disposition.Registered, m.Disposition));
        Registered().When(new AcceptOffer(Flight)).ThenRefused(HouseholdRefusals.NoSuchOffer);
    }

    [Fact]
    public void Nobody_knew_who_was_still_there()
    {
        var stale = Registered().As(Caller.System).At(Now + Household.SilenceMax).When(new FallSilent()).State;
        var gone = Registered().When(new ReportMembers([], Disposition.LeftByOwnMeans, null)).State;

        Assert.Equal((3, 3), (Count(stale, HouseholdTallies.Silent), Count(stale, HouseholdTallies.Registered)));
        Assert.Equal((0, 3), (Count(gone, "disposition:registered"), Count(gone, "disposition:left_by_own_means")));
    }

    [Fact]
    public void A_visa_was_copied_and_passed_on()
    {
        var gate = MovementExamples.Confirmed(MovementExamples.Couple).When(MovementExamples.CheckIn(MovementExamples.Couple, 1, 2))
            .When(new CheckInMembers(MovementExamples.Couple, [1], "gate-b", Now));

        Assert.Equal(1, Movement.Type.Tallies(MovementExamples.Key, gate.State).Single(t => t.Name == MovementTallies.DoubleUse).Count);
        gate.When(new CloseManifest()).ThenRefused(MovementRefusals.DoubleUseOpen.With("SH-COUPLE"));
        Assert.Equal(1, Registered().When(new RevokeTokens()).State.TokenGeneration);
    }

    [Fact]
    public void Flights_left_without_manifests_and_children_were_parted_from_parents()
    {
        var gate = MovementExamples.Confirmed(MovementExamples.Pair).When(MovementExamples.CheckIn(MovementExamples.Pair, 2));

        Assert.Equal(1, Movement.Type.Tallies(MovementExamples.Key, gate.State).Single(t => t.Name == MovementTallies.ChildAlone).Count);
        gate.When(new Depart()).ThenRefused(MovementRefusals.NoManifest).When(new CloseManifest()).ThenRefused(MovementRefusals.PartedAtGate.With("SH-PAIR"));
        Assert.False(Registered(Child(1, null, Ee)).State.MayTravel);
    }

    [Fact]
    public void Guidance_changed_daily_and_officers_decided_alone()
    {
        var crisis = CrisisExamples.Running().When(new GiveInstruction("Families first", [Ee])).When(new GiveInstruction("All who can walk", [Ee])).State;
        var offered = Registered().As(Caller.System).When(new PromiseSeats(PromiseFor(Registered().State) with { Instruction = crisis.InstructionInForce })).ThenOne<SeatsPromised>();

        Assert.Equal((2, "triage-1"), (offered.Instruction!.Value, offered.Promise.PolicyVersion));
        Assert.All(crisis.Instructions, i => Assert.Equal([Ee], i.Missing));
    }

    [Fact]
    public void Seats_flew_empty_while_thousands_were_registered()
    {
        var gate = MovementExamples.Confirmed(MovementExamples.Pair, MovementExamples.Couple, MovementExamples.Three)
            .When(MovementExamples.CheckIn(MovementExamples.Pair, 1, 2)).When(new CallStandBys());

        Assert.Equal(HoldStatus.Confirmed, gate.State.FindHold(MovementExamples.Three)!.Status);
        Assert.Null(Offered().As(Caller.System).At(Now.AddHours(4)).When(new LapseOffer()).State.Promise);
        Offered().When(new DeclineOffer(Flight, DeclineReason.CannotReachThePlace)).ThenOne<PromiseEnded>();
    }

    [Fact]
    public void A_border_closed_overnight()
    {
        var crisis = CrisisExamples.Running().As(CrisisExamples.EstonianOfficer)
            .When(new ReportRoute("khartoum", "wadi-halfa", RouteStatus.Open, null)).At(Now.AddHours(9))
            .When(new ReportRoute("khartoum", "wadi-halfa", RouteStatus.Closed, "Nobody passes")).State;
        var off = MovementExamples.Confirmed(MovementExamples.Pair).When(new CancelMovement("The border is closed")).State;

        Assert.Equal((RouteStatus.Closed, Now.AddHours(9)), (Assert.Single(crisis.Routes).Status, crisis.Routes[0].At));
        Assert.Empty(off.Holds);
    }

    [Fact]
    public void Agencies_disputed_on_arrival_whose_the_people_were()
    {
        var arrived = MovementExamples.Confirmed(MovementExamples.Pair).When(MovementExamples.CheckIn(MovementExamples.Pair, 1, 2))
            .When(new CloseManifest()).When(new Depart()).When(new Arrive()).When(new HandOverMovement(Ee, "signed"));

        Assert.Equal((Ee, "signed"), (arrived.State.HandedOver!.To, arrived.State.HandedOver.Signature));
        Assert.Equal([Fr], CrisisExamples.Running().State.Leads);
        Assert.Equal([Ee], CrisisExamples.Running().State.JointTeam);
    }

    private static ImmutableArray<ListRow> RowsOf(Household household) => Household.Type.Rows(Name.Key, household);

    private static long Count(Household household, string name) =>
        Household.Type.Tallies(Name.Key, household).SingleOrDefault(t => t.Name == name).Count;
}
