namespace SharedConsular.Messages;

/// <summary>What a person is told about.</summary>
public enum Occasion
{
    CaseOpened,
    PapersAsked,
    Decided,
    HandedOver,
    Issued,
    Delivered,
    ComplaintAnswered,
    SeatsOffered,
    SeatsConfirmed,

    /// <summary>Nobody answered the offer in time.</summary>
    OfferLapsed,

    /// <summary>The movement was cancelled or shrank.</summary>
    OfferWithdrawn,

    /// <summary>Somebody put the household on the register by a file: it is given its reference and secret.</summary>
    RegisteredByFile,

    /// <summary>Nobody passes the route on which the household was to travel: it should not set out.</summary>
    RouteClosed,

    /// <summary>That route is not closed any more.</summary>
    RouteOpened,
}
