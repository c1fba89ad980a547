namespace SharedConsular.Evacuation;

/// <summary>Why a household waits, and the least that would have to change.</summary>
internal sealed class WaitReasons
{
    private readonly ILookup<string, Departure> _byPlace;

    public WaitReasons(IEnumerable<Departure> departures) => _byPlace = departures.ToLookup(d => d.Movement.From, StringComparer.Ordinal);

    public PlannedWait Of(Traveller traveller)
    {
        var hub = traveller.Reason is SeatReason.Onward ? traveller.Places[0] : null;
        var fromItsPlaces = traveller.Places.SelectMany(p => _byPlace[p]).ToList();
        if (fromItsPlaces.Count == 0)
        {
            return Because(WaitReason.NoMovementFromItsPlace);
        }

        var taken = fromItsPlaces.Where(d => d.Takes(traveller.State)).ToList();
        if (taken.Count == 0)
        {
            return Because(WaitReason.NotTakenByOperator, fromItsPlaces[0]);
        }

        var inTime = taken.Where(d => traveller.ReadyAt <= d.Movement.ClosesAt).ToList();
        if (inTime.Count == 0)
        {
            return Because(WaitReason.NotReadyInTime, taken.MaxBy(d => d.Movement.ClosesAt));
        }

        var nearest = inTime.MinBy(d => (MissingOn(d).Persons, d.Movement.ClosesAt, d.Movement.Id))!;
        var reason = inTime.Any(d => traveller.Needs.FitsIn(d.Movement.Capacity)) ? WaitReason.NoSeatLeft
            : inTime.Any(d => traveller.Needs.Seats <= d.Movement.Capacity.Seats) ? WaitReason.NoPlaceOfItsKind
            : WaitReason.NoRoomForAll;

        return new PlannedWait(traveller.Household.Id, hub, reason, nearest.Movement.Id, MissingOn(nearest));

        PlannedWait Because(WaitReason reason, Departure? departure = null) => new(traveller.Household.Id, hub, reason, departure?.Movement.Id, default);

        SeatCounts MissingOn(Departure departure)
        {
            var lacks = traveller.Needs - departure.Free;

            return new SeatCounts(Math.Max(0, lacks.Seats), Math.Max(0, lacks.Wheelchairs), Math.Max(0, lacks.Stretchers), Math.Max(0, lacks.Infants));
        }
    }
}
