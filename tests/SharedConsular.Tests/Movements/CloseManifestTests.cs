using SharedConsular.Cases;
using SharedConsular.Households;
using SharedConsular.Movements;
using static SharedConsular.Tests.Movements.MovementExamples;

namespace SharedConsular.Tests.Movements;

public sealed class CloseManifestTests
{
    private static readonly Actor By = new(Fr, Cell.User);

    [Fact]
    public void Whole_households_are_on_it_and_who_did_not_come_is_released() =>
        Confirmed(Pair, Couple).When(new HoldSeats([HoldOf(Three)], "plan-2")).When(CheckIn(Pair, 1, 2)).When(new CloseManifest()).Then(
            new SeatsReleased(Three, PromiseEnd.Withdrawn, By, Now),
            new SeatsReleased(Couple, PromiseEnd.DidNotCome, By, Now),
            new ManifestClosed([new ManifestEntry(Pair, [1, 2])], [Couple], By, Now))
            .When(new CloseManifest()).ThenNothing();

    [Fact]
    public void It_stays_open_while_a_household_stands_on_both_sides_of_the_gate() =>
        Confirmed(Pair).When(CheckIn(Pair, 2)).When(new CloseManifest()).ThenRefused(MovementRefusals.PartedAtGate.With("SH-PAIR"))
            .When(CheckIn(Pair, 1)).When(new CloseManifest()).Then(new ManifestClosed([new ManifestEntry(Pair, [1, 2])], [], By, Now));

    [Fact]
    public void Or_those_inside_come_back_out() =>
        Confirmed(Pair).When(CheckIn(Pair, 2)).When(new TakeOffMembers(Pair)).Then(new MembersTakenOff(Pair, By, Now)).When(new TakeOffMembers(Pair)).ThenNothing()
            .When(new CloseManifest()).Then(
                new SeatsReleased(Pair, PromiseEnd.DidNotCome, By, Now), new ManifestClosed([], [Pair], By, Now));

    [Fact]
    public void A_token_that_opened_two_gates_is_settled_first()
    {
        var second = new CheckInMembers(Pair, [1], "gate-b", Now.AddMinutes(1));

        Confirmed(Pair).When(CheckIn(Pair, 1, 2)).When(second).Then(new TokenUsedTwice(Pair, 1, "gate-a", "gate-b", Now.AddMinutes(1), By, Now))
            .When(second).ThenNothing()
            .When(new CloseManifest()).ThenRefused(MovementRefusals.DoubleUseOpen.With("SH-PAIR"))
            .When(new SettleDoubleUse(Pair, 1, "The same man, twice")).ThenOne<DoubleUseSettled>();
    }

    [Fact]
    public void Once_settled_the_manifest_closes() =>
        Confirmed(Pair).When(CheckIn(Pair, 1, 2)).When(new CheckInMembers(Pair, [1], "gate-b", Now)).When(new SettleDoubleUse(Pair, 1, "seen"))
            .When(new SettleDoubleUse(Pair, 1, "seen")).ThenNothing().When(new CloseManifest()).ThenOne<ManifestClosed>();

    [Fact]
    public void The_same_scan_sent_again_is_no_second_use() => Confirmed(Pair).When(CheckIn(Pair, 1, 2)).When(CheckIn(Pair, 1, 2)).ThenNothing();

    [Fact]
    public void The_gate_lets_in_only_those_with_confirmed_seats()
    {
        Planned().When(CheckIn(Pair, 1)).ThenRefused(MovementRefusals.NoSeats);
        Held(Pair).When(CheckIn(Pair, 1)).ThenRefused(MovementRefusals.NotConfirmed);
        Confirmed(Pair).When(CheckIn(Pair, 3)).ThenRefused(MovementRefusals.NotOfThisHousehold);
        Confirmed(Pair).When(CheckIn(Pair, 1, 2)).When(new CloseManifest()).When(new TakeOffMembers(Pair)).ThenRefused(MovementRefusals.ManifestClosed);
        Planned().When(new TakeOffMembers(Pair)).ThenRefused(MovementRefusals.NoSeats);
    }

    [Fact]
    public void From_then_on_nobody_boards_and_nobody_is_offered_a_seat()
    {
        var closed = Confirmed(Pair).When(CheckIn(Pair, 1, 2)).When(new CloseManifest());

        closed.When(new HoldSeats([HoldOf(Couple)], "plan-2")).ThenRefused(MovementRefusals.ManifestClosed)
            .When(new CallStandBys()).ThenRefused(MovementRefusals.ManifestClosed)
            .When(new ReleaseSeats(Pair, PromiseEnd.Declined)).ThenRefused(MovementRefusals.ManifestClosed)
            .When(new Depart()).When(new CloseManifest()).ThenRefused(MovementRefusals.ManifestClosed);
    }

    [Fact]
    public void Nothing_departs_without_it_and_nothing_arrives_that_did_not_depart()
    {
        Confirmed(Pair).When(new Depart()).ThenRefused(MovementRefusals.NoManifest);
        Planned().When(new CancelMovement("fog")).When(new Depart()).ThenRefused(MovementRefusals.NoManifest);
        Planned().When(new CloseManifest()).When(new Arrive()).ThenRefused(MovementRefusals.HasNotDeparted)
            .When(new Depart()).Then(new MovementDeparted(By, Now)).When(new Depart()).ThenNothing()
            .When(new HandOverMovement(Ee, "signed")).ThenRefused(MovementRefusals.HasNotDeparted)
            .When(new Arrive()).Then(new MovementArrived(By, Now)).When(new Arrive()).ThenNothing().When(new Depart()).ThenNothing()
            .When(new HandOverMovement(Ee, "signed")).Then(new MovementHandedOver(Ee, "signed", By, Now)).When(new HandOverMovement(Ee, "signed")).ThenNothing();
    }

    [Fact]
    public void Every_household_on_it_is_told_that_it_boarded_and_that_it_arrived()
    {
        var closed = Confirmed(Pair).When(CheckIn(Pair, 1, 2)).When(new CloseManifest());
        var boarded = Assert.Single(Movement.Type.Messages(Key, closed.State, closed.ThenOne<ManifestClosed>()));
        var arrived = Assert.Single(Movement.Type.Messages(Key, closed.State, new MovementArrived(By, Now)));

        Assert.Equal((MovementMessage.Boarded, "ee/SH-PAIR"), (boarded.Topic, boarded.OrderKey));
        Assert.Equal([1, 2], ((MovementMessage)boarded.Body).Members);
        Assert.Equal("paris", ((MovementMessage)arrived.Body).Place);
    }
}
