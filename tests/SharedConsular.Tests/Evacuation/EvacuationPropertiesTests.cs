using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Evacuation;

/// <summary>What is never broken, whoever asks for what in whatever order, and however late a message comes.</summary>
public sealed class EvacuationPropertiesTests
{
    private const int StepsMax = 120;
    private const int RunsMax = 600;

    private static readonly MovementName ToHub = new(Fr, "to-hub");
    private static readonly MovementName FromHub = new(Fr, "from-hub");
    private static readonly MovementName Direct = new(Au, "direct");

    private static readonly ImmutableArray<HouseholdName> Names =
        [new(Ee, "SH-PAIR"), new(Ee, "SH-FIVE"), new(Fr, "SH-ALONE"), new(Fr, "SH-LAP"), new(Au, "SH-TWIN")];

    /// <summary>Who comes to a gate unregistered, each a parent with a child.</summary>
    private static readonly ImmutableArray<HouseholdName> WalkIns = [new(Fr, "SH-WALK-A"), new(Ee, "SH-WALK-B")];

    private static readonly ImmutableArray<MovementName> Flights = [ToHub, FromHub, Direct];

    private static readonly ImmutableArray<Disposition> Reports =
    [
        Disposition.LeftByOwnMeans, Disposition.Staying, Disposition.Unreachable, Disposition.Deceased, Disposition.Registered, Disposition.Registered,
    ];

    public enum Turn
    {
        Deliver,
        DeliverAndLater,
        Hold,
        HoldAsPlannedBefore,
        Accept,
        Decline,
        Wait,
        Report,
        NameEscort,
        CheckIn,
        ScanAgain,
        Settle,
        TakeOff,
        CallStandBys,
        Close,
        GoOn,
        Change,
        Cancel,
        TakeIn,
        GiveBack,
        WalkIn,
    }

    /// <summary>What is tried next; the numbers choose among those it can be tried with.</summary>
    public sealed record Step(Turn Turn, int First, int Second);

    private static readonly Gen<Step> Steps =
        from turn in Gen.Frequency(
            (14, Gen.Constant(Turn.Deliver)), (3, Gen.Constant(Turn.DeliverAndLater)), (9, Gen.Constant(Turn.Hold)), (7, Gen.Constant(Turn.Accept)),
            (8, Gen.Constant(Turn.CheckIn)), (4, Gen.Constant(Turn.Close)), (4, Gen.Constant(Turn.GoOn)), (4, Gen.Constant(Turn.Decline)),
            (12, Gen.Choose(0, Enum.GetValues<Turn>().Length - 1).Select(t => (Turn)t)))
        from first in Gen.Choose(0, 999)
        from second in Gen.Choose(0, 999)
        select new Step(turn, first, second);

    private static readonly Arbitrary<Step[]> Histories =
        Arb.From(Gen.Choose(20, StepsMax).SelectMany(n => Steps.ArrayOf(n)), WithoutOne);

    [Fact]
    public void No_movement_confirms_more_places_of_a_kind_than_it_has() => Always(world =>
        Assert.All(world.Movements.Values, m => Assert.True(m.Confirmed.FitsIn(m.Capacity), $"{m.Confirmed} of {m.Capacity}")));

    [Fact]
    public void Nobody_is_on_two_closed_manifests_from_one_place() => Always(world =>
        Assert.Empty(
            from movement in world.Movements.Values
            from entry in movement.Manifest?.Entries ?? []
            from member in entry.Members
            group movement by (movement.Plan!.From, entry.Household, member) into onManifests
            where onManifests.Count() > 1
            select onManifests.Key));

    [Fact]
    public void A_household_is_on_a_manifest_whole_or_not_at_all() => Always(
        world => Assert.All(world.Movements.Values.Where(m => m.Manifest is not null), m => Assert.All(
            m.Manifest!.Entries, e => Assert.Equal(m.FindHold(e.Household)!.Members, e.Members))),
        (world, name, entry) =>
        {
            var household = world.Households[entry.Household];
            if (household.Promise is { Status: PromiseStatus.Confirmed } promise && promise.Movement == name)
            {
                Assert.Equal(household.Waiting.Select(m => m.Number), entry.Members);
            }
        });

    [Fact]
    public void No_minor_is_on_a_manifest_without_an_adult_of_the_household_or_a_named_escort() => Always(
        _ => { },
        (world, _, entry) => Assert.All(
            world.Households[entry.Household].Members.Where(m => m.IsMinor && entry.Members.Contains(m.Number)),
            m => Assert.True(m.Escort is not null || (m.Adult is { } adult && entry.Members.Contains(adult)), $"{entry.Household} {m.Number}")));

    [Fact]
    public void Nothing_departs_without_a_closed_manifest() => Always(world =>
        Assert.All(world.Movements.Values.Where(m => m.DepartedAt is not null), m => Assert.NotNull(m.Manifest)));

    [Fact]
    public void Everyone_is_in_one_disposition_and_the_board_adds_up() => Always(world =>
    {
        var tallies = world.Households.SelectMany(h => Household.Type.Tallies(h.Key.Key, h.Value)).ToList();

        Assert.Equal(Of(HouseholdTallies.Registered), Of(HouseholdTallies.DispositionPrefix));
        Assert.Equal(Of(HouseholdTallies.Registered), Of(HouseholdTallies.StatePrefix));
        Assert.Equal(world.Households.Values.Sum(h => h.Members.Length), Of(HouseholdTallies.Registered));

        long Of(string prefix) => tallies.Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal)).Sum(t => t.Count);
    });

    [Fact]
    public void A_person_who_is_promised_nothing_is_not_said_to_be() => Always(world =>
        Assert.All(world.Households.Values, h => Assert.All(h.Waiting, m => Assert.Equal(
            h.Promise?.Status switch
            {
                null => Disposition.Registered,
                PromiseStatus.Confirmed => Disposition.Confirmed,
                _ => Disposition.Offered,
            },
            m.Disposition))));

    [Fact]
    public void When_all_is_told_no_seat_is_held_for_nobody_and_none_promised_that_is_not_held() => Always(_ => { }, whenTold: world =>
    {
        foreach (var (name, movement) in world.Movements.Where(m => m.Value.IsOpen))
        {
            Assert.All(movement.Holds.Values, hold =>
            {
                var promise = world.Households[hold.Household].Promise;
                if (hold.GivenUp is not null)
                {
                    Assert.NotEqual(name, promise?.Movement);
                    Assert.NotEmpty(hold.CheckedIn);
                }
                else
                {
                    Assert.Equal(name, promise?.Movement);
                    Assert.Equal(hold.Status.ToString(), promise!.Status.ToString());
                    Assert.Equal(hold.Members, promise.Members);
                }
            });
        }

        Assert.All(world.Households.Where(h => h.Value.Promise is not null), h =>
            Assert.NotNull(world.Movements[h.Value.Promise!.Movement] is { IsOpen: true } open ? open.FindHold(h.Key) : null));
    });

    [Fact]
    public void When_all_is_told_whoever_is_on_a_manifest_is_recorded_to_have_boarded() => Always(_ => { }, whenTold: world =>
        Assert.All(
            world.Movements.SelectMany(m => (m.Value.Manifest?.Entries ?? []).Select(e => (Movement: m.Key, Entry: e))),
            m => Assert.Single(
                world.Boardings, b => b.Household == m.Entry.Household && b.Boarded.Movement == m.Movement && b.Boarded.Members.SequenceEqual(m.Entry.Members))));

    [Fact]
    public void When_all_is_told_a_record_counts_for_itself_or_under_one_that_took_it_in() => Always(_ => { }, whenTold: world =>
    {
        Assert.All(world.Households.Where(h => h.Value.MergedInto is not null), h =>
        {
            var into = world.Households[h.Value.MergedInto!];
            Assert.True(into.IsCounted);
            Assert.Contains(h.Key, into.TakenIn);
        });

        // Who flew under the other record before it heard of the merge stays there, and an officer sees both.
        Assert.All(
            from taker in world.Households
            from taken in taker.Value.TakenIn
            where !taker.Value.Members.Any(m => m.TakenFrom == taken.Reference && m.Disposition is Disposition.Boarded or Disposition.Arrived)
            select (taker, taken),
            t => Assert.Equal(t.taker.Key, world.Households[t.taken].MergedInto));
    });

    [Fact]
    public void The_random_histories_reach_what_can_happen()
    {
        var seen = new HashSet<Type>();
        Always(_ => { }, whenTold: world => seen.UnionWith(world.EventsSeen));

        Assert.Empty(
            new[]
            {
                typeof(SeatsPromised), typeof(PromiseConfirmed), typeof(StandsBy), typeof(PromiseEnded), typeof(HouseholdBoarded), typeof(HouseholdArrived),
                typeof(MembersReported), typeof(EscortNamed), typeof(RecordTakenIn), typeof(RecordMerged), typeof(RecordGivenBack), typeof(RecordRestored),
                typeof(MovementChanged), typeof(MovementCancelled), typeof(HouseholdStoodBy), typeof(SeatsReleased), typeof(SeatsGivenUp),
                typeof(TokenUsedTwice), typeof(MembersTakenOff), typeof(ManifestClosed), typeof(MovementDeparted), typeof(MovementArrived),
            }.Except(seen));
    }

    /// <summary>Runs random histories and looks after each step, at each entry of a manifest as it is closed, and when all is told.</summary>
    private static void Always(
        Action<EvacuationWorld> holds, Action<EvacuationWorld, MovementName, ManifestEntry>? atClose = null, Action<EvacuationWorld>? whenTold = null) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(RunsMax).WithReplay(17, 4711),
            Prop.ForAll(Histories, steps =>
            {
                var world = Begin();
                var planned = new List<SeatHold>();
                foreach (var step in steps)
                {
                    var open = world.Movements.Where(m => m.Value.IsOpen).Select(m => m.Key).ToList();
                    Take(step, world, planned);
                    holds(world);
                    foreach (var name in open.Where(n => world.Movements[n].Manifest is not null))
                    {
                        Assert.All(world.Movements[name].Manifest!.Entries, e => atClose?.Invoke(world, name, e));
                    }
                }

                world.DeliverAll();
                holds(world);
                whenTold?.Invoke(world);
            }));

    private static EvacuationWorld Begin()
    {
        var world = new EvacuationWorld();
        ImmutableArray<ImmutableArray<HouseholdMember>> households =
        [
            [Adult(1, Ee), Child(2, 1, Ee, Fr)],
            [Adult(1, Ee), Adult(2, Fr) with { Place = PlaceKind.Wheelchair }, Child(3, 1, Ee), Child(4, 2, Fr), Adult(5, Ee)],
            [Child(1, null, Fr)],
            [Adult(1, Fr), Child(2, 1, Fr) with { Place = PlaceKind.Infant }, Adult(3, Au)],
            [Adult(1, Au)],
        ];
        foreach (var (name, members) in Names.Zip(households))
        {
            Assert.Null(world.Ask(name, Register(members) with { Home = name.Home }, Caller.System));
        }

        Plan(ToHub, "khartoum", "jeddah", new SeatCounts(4, 1, 0, 1));
        Plan(FromHub, "jeddah", "paris", new SeatCounts(4, 1, 0, 1));
        Plan(Direct, "khartoum", "paris", new SeatCounts(3, 1, 0, 1));

        return world;

        void Plan(MovementName name, string from, string to, SeatCounts places) => Assert.Null(world.Ask(
            name,
            new PlanMovement(
                Crisis, MovementMode.Air, "carrier", from, to, to == "jeddah", world.Now.AddHours(20), world.Now.AddHours(24), world.Now.AddHours(30), places, [], null),
            new Caller(name.Organiser, new UserId("cell"), Role.CrisisCell)));
    }

    private static void Take(Step step, EvacuationWorld world, List<SeatHold> planned)
    {
        var name = Names[step.First % Names.Length];
        var flight = Flights[step.Second % Flights.Length];
        var household = world.Households[name];
        var officer = new Caller(name.Home, new UserId("officer"), Role.Officer);
        var cell = new Caller(flight.Organiser, new UserId("cell"), Role.CrisisCell);
        switch (step.Turn)
        {
            case Turn.Deliver or Turn.DeliverAndLater:
                world.Deliver(step.First, again: step.Turn is Turn.DeliverAndLater);
                break;
            case Turn.Hold when household is { MayTravel: true, Promise: null } && (household.AtHub ?? "khartoum") == world.Movements[flight].Plan!.From:
                planned.Add(world.HoldOf(name));
                world.Ask(flight, new HoldSeats([planned[^1]], "plan"), cell);
                break;
            case Turn.HoldAsPlannedBefore when planned.Count > 0 && world.Movements[flight].Plan!.From == "khartoum":
                world.Ask(flight, new HoldSeats([planned[step.First % planned.Count]], "plan"), cell);
                break;
            case Turn.Accept when One(Promised(world).Where(h => h.Value.Promise!.Status is PromiseStatus.Offered), step.First) is { Key: { } who } offered:
                world.Ask(who, new AcceptOffer(offered.Value.Promise!.Movement), officer with { Tenant = who.Home });
                break;
            case Turn.Decline when One(Promised(world), step.First) is { Key: { } who } promised:
                world.Ask(who, new DeclineOffer(promised.Value.Promise!.Movement, DeclineReason.Other), officer with { Tenant = who.Home });
                break;
            case Turn.Wait:
                world.Now += TimeSpan.FromHours(step.First % 6);
                world.FireClocks();
                break;
            case Turn.Report:
                world.Ask(
                    name,
                    new ReportMembers(
                        [.. household.Members.Select(m => m.Number).Where(n => (step.Second >> n & 1) == 1)],
                        Reports[step.First / Names.Length % Reports.Length], null),
                    officer);
                break;
            case Turn.NameEscort when household.Members.FirstOrDefault(household.IsUnaccompanied) is { } minor:
                world.Ask(name, new NameEscort(minor.Number, new Escort("Tiina Tamm", "court")), officer);
                break;
            case Turn.CheckIn or Turn.ScanAgain:
                Scan(step, world);
                break;
            case Turn.Settle when One(AtGate(world).Where(h => h.Hold.CheckedIn.Any(IsDisputed)), step.First) is { Hold: { } hold } disputed:
                world.Ask(disputed.Name, new SettleDoubleUse(hold.Household, hold.CheckedIn.First(IsDisputed).Member, "seen"), Caller.System);
                break;
            case Turn.TakeOff when One(AtGate(world), step.First) is { Hold: { } hold } inside:
                world.Ask(inside.Name, new TakeOffMembers(hold.Household), Caller.System);
                break;
            case Turn.CallStandBys:
                world.Ask(flight, new CallStandBys(), cell);
                break;
            case Turn.Close when step.First % 3 == 0 || AtGate(world).Any(h => h.Name == flight):
                world.Ask(flight, new CloseManifest(), cell);
                break;
            case Turn.GoOn:
                world.Ask(flight, world.Movements[flight].DepartedAt is null ? new Depart() : new Arrive(), cell);
                break;
            case Turn.Change:
                world.Ask(
                    flight,
                    new ChangeMovement(
                        new SeatCounts(1 + (step.First % 5), step.First / 5 % 2, 0, step.First / 10 % 2), world.Now, world.Now.AddHours(4), world.Now.AddHours(9)),
                    cell);
                break;
            case Turn.Cancel when step.First % 4 == 0:
                world.Ask(flight, new CancelMovement("closed"), cell);
                break;
            case Turn.TakeIn when Names[step.Second % Names.Length] is var other && other != name
                && world.Households[other] is { Promise: null, IsCounted: true } taken:
                world.Ask(name, new TakeInRecord(other, taken.FearsOwnState, taken.Members, ["same-name"], 90), Caller.System);
                break;
            case Turn.WalkIn:
                WalkIn(WalkIns[step.First % WalkIns.Length], flight, $"gate-{step.First % 2}", world);
                break;
            case Turn.GiveBack when household.TakenIn is [var back, ..]:
                world.Ask(name, new GiveBackRecord(back), officer);
                break;
            default:
                break;
        }
    }

    /// <summary>As the gate asks: it registers once, and takes places for all its members however often it is asked again.</summary>
    private static void WalkIn(HouseholdName name, MovementName flight, string gate, EvacuationWorld world)
    {
        if (world.Movements[flight].Plan!.From != "khartoum")
        {
            return;
        }

        if (!world.Households.ContainsKey(name))
        {
            Assert.Null(world.Ask(name, Register(Adult(1, name.Home), Child(2, 1, name.Home)) with { Home = name.Home }, Caller.System));
        }

        var members = world.Households[name].Members;
        var hold = new SeatHold(
            name, members.Aggregate(default(SeatCounts), (sum, m) => sum + m.Needs), [.. members.Select(m => m.Number)],
            [.. members.Where(m => m.IsMinor).Select(m => m.Number)], [new StateCount(name.Home, members.Length)], world.Movements[flight].ClosesAt,
            SeatReason.WalkIn, "unranked");
        world.Ask(flight, new BoardWalkIn(hold, gate) { ForJointTeam = true }, new Caller(Fr, new UserId("gate"), Role.Officer));
    }

    private static void Scan(Step step, EvacuationWorld world)
    {
        var held = world.Tokens.Select(t => (Name: t.Movement, Hold: world.Movements[t.Movement].FindHold(t.Household)))
            .Where(h => h.Hold is not null && world.Movements[h.Name].IsOpen).ToList();
        if (One(held, step.First) is not { Hold: { } hold } chosen)
        {
            return;
        }

        ImmutableArray<int> outside = [.. hold.Members.Where(m => hold.CheckedIn.All(c => c.Member != m))];
        world.Ask(
            chosen.Name,
            new CheckInMembers(
                hold.Household,
                step.Turn is Turn.ScanAgain ? hold.Members : [.. outside.Take(step.Second % 3 == 0 ? 1 : outside.Length)],
                $"gate-{step.Second % 2}", world.Now),
            Caller.System);
    }

    private static IEnumerable<(MovementName Name, SeatHold Hold)> AtGate(EvacuationWorld world) =>
        world.Movements.Where(m => m.Value.IsOpen).SelectMany(m => m.Value.Holds.Values.Where(h => !h.CheckedIn.IsEmpty).Select(h => (m.Key, h)));

    private static IEnumerable<KeyValuePair<HouseholdName, Household>> Promised(EvacuationWorld world) => world.Households.Where(h => h.Value.Promise is not null);

    private static T? One<T>(IEnumerable<T> possible, int which) => possible.ToList() is { Count: > 0 } all ? all[which % all.Count] : default;

    private static bool IsDisputed(CheckIn checkIn) => checkIn.AlsoAt is not null;

    private static IEnumerable<Step[]> WithoutOne(Step[] steps) =>
        steps.Select((_, left) => steps.Where((_, i) => i != left).ToArray()).Where(s => s.Length > 0);
}
