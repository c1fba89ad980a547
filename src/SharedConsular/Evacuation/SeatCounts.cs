namespace SharedConsular.Evacuation;

/// <summary>Places on a movement, or the need of a household, by kind. No kind stands in for another.</summary>
/// <param name="Seats">Ordinary seats; an escort takes one.</param>
/// <param name="Wheelchairs">Places for one who travels in a wheelchair.</param>
/// <param name="Stretchers">Places for one who travels lying.</param>
/// <param name="Infants">Infants on a lap: an aircraft has as many as it has spare oxygen masks and belts.</param>
public readonly record struct SeatCounts(int Seats, int Wheelchairs = 0, int Stretchers = 0, int Infants = 0)
{
    public int Persons => Seats + Wheelchairs + Stretchers + Infants;

    public bool IsAnyNegative => Seats < 0 || Wheelchairs < 0 || Stretchers < 0 || Infants < 0;

    public static SeatCounts operator +(SeatCounts a, SeatCounts b) =>
        new(a.Seats + b.Seats, a.Wheelchairs + b.Wheelchairs, a.Stretchers + b.Stretchers, a.Infants + b.Infants);

    public static SeatCounts operator -(SeatCounts a, SeatCounts b) =>
        new(a.Seats - b.Seats, a.Wheelchairs - b.Wheelchairs, a.Stretchers - b.Stretchers, a.Infants - b.Infants);

    /// <summary>As many times the places of each kind.</summary>
    public SeatCounts Times(int times) => new(Seats * times, Wheelchairs * times, Stretchers * times, Infants * times);

    /// <summary>Whether both have a place of some kind above zero: what is lacking here could come from there.</summary>
    public bool SharesAnyPositive(SeatCounts other) =>
        (Seats > 0 && other.Seats > 0) || (Wheelchairs > 0 && other.Wheelchairs > 0) || (Stretchers > 0 && other.Stretchers > 0)
        || (Infants > 0 && other.Infants > 0);

    /// <summary>Whether a need of this size finds room in these places.</summary>
    public bool FitsIn(SeatCounts places) =>
        Seats <= places.Seats && Wheelchairs <= places.Wheelchairs && Stretchers <= places.Stretchers && Infants <= places.Infants;
}
