using SharedConsular.Contracts;
using SharedConsular.Evacuation;
using SharedConsular.Households;
using SharedConsular.Movements;

namespace SharedConsular.Api.Movements;

internal static class MovementViews
{
    public static SeatCountsContract Counts(SeatCounts counts) => new(counts.Seats, counts.Wheelchairs, counts.Stretchers, counts.Infants);

    public static MovementResponse Of(MovementName name, Movement movement, long version) => new(
        name.ToString(),
        version,
        movement.Plan!.Crisis,
        Words.Of(movement.Plan.Mode),
        movement.Plan.Operator,
        movement.Plan.From,
        movement.Plan.To,
        movement.Plan.Onward,
        movement.ClosesAt,
        movement.DepartsAt,
        movement.ArrivesAt,
        Words.Of(movement.Status),
        Counts(movement.Capacity),
        Counts(movement.Held),
        Counts(movement.Confirmed),
        Counts(movement.Free),
        movement.Holds.Values.Count(h => h.Status is HoldStatus.StandingBy),
        movement.Holds.Values.Sum(h => h.CheckedIn.Length),
        movement.IsOpen ? [.. movement.Holds.Values.SelectMany(Alarms)] : [],
        movement.Manifest?.Entries.Sum(e => e.Members.Length) ?? 0,
        [.. movement.Plan.OnlyFor.Select(s => s.Value)],
        movement.Plan.Conditions);

    public static MovementLineResponse Line(MovementRow row) => new(
        new MovementName(row.Organiser, row.Id).ToString(), Words.Of(row.Mode), row.Operator, row.From, row.To, row.ClosesAt, row.DepartsAt, row.ArrivesAt,
        Words.Of(row.Status), row.Capacity.Persons, row.Held.Persons, row.Confirmed.Persons, row.CheckedIn, row.Flown);

    public static IEnumerable<GateAlarmResponse> Alarms(SeatHold hold)
    {
        if (hold.HasChildAlone)
        {
            yield return new GateAlarmResponse("child_alone", hold.Household.Reference, null);
        }

        if (hold.IsParted)
        {
            yield return new GateAlarmResponse("parted_household", hold.Household.Reference, null);
        }

        foreach (var twice in hold.CheckedIn.Where(c => c.AlsoAt is not null))
        {
            yield return new GateAlarmResponse("token_used_twice", hold.Household.Reference, twice.Member);
        }
    }
}
