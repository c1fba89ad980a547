namespace SharedConsular.Households;

/// <summary>Where a person of a crisis stands. Everyone is in exactly one of these.</summary>
public enum Disposition
{
    /// <summary>Known, and promised nothing. A registration is not a seat.</summary>
    Registered,

    /// <summary>A seat is held until the household answers.</summary>
    Offered,

    /// <summary>The movement has a seat for this person.</summary>
    Confirmed,

    /// <summary>On the closed manifest of a movement.</summary>
    Boarded,
    Arrived,
    LeftByOwnMeans,

    /// <summary>Chose to stay.</summary>
    Staying,
    Unreachable,
    Deceased,

    /// <summary>Registered more than once; the other record counts.</summary>
    Duplicate,
}

/// <summary>The place a person needs on a movement.</summary>
public enum PlaceKind
{
    Seat,
    Wheelchair,
    Stretcher,

    /// <summary>Under two years old, on an adult's lap.</summary>
    Infant,
}
