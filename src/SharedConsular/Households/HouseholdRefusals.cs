namespace SharedConsular.Households;

public static class HouseholdRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "household.not-found", "There is no such household.");

    public static readonly Refusal NotYours =
        new(RefusalKind.NotAllowed, "household.not-yours", "Only the household itself, its state or the lead state may do this.");

    public static readonly Refusal AlreadyRegistered =
        new(RefusalKind.Conflict, "household.already-registered", "A household with this reference is registered already.");

    public static readonly Refusal MembersOutOfRange =
        new(RefusalKind.Invalid, "household.members-out-of-range", "A household has 1 to {0} members, each with a number of its own.");

    public static readonly Refusal HomeIsFeared =
        new(RefusalKind.NotAllowed, "household.home-is-feared", "The household fears its own state, so another party must keep its record.");

    public static readonly Refusal NoSuchAdult =
        new(RefusalKind.Invalid, "household.no-such-adult", "The adult named for a child must be an adult of the same household.");

    public static readonly Refusal TooManyInfants =
        new(RefusalKind.Invalid, "household.too-many-infants", "Each infant sits on the lap of an adult, so there must be as many adults as infants.");

    public static readonly Refusal CountedElsewhere =
        new(RefusalKind.Conflict, "household.counted-elsewhere", "This household is registered twice and counted under another reference; use that one.");

    public static readonly Refusal HasAnOffer =
        new(RefusalKind.Conflict, "household.has-an-offer", "The household has a live offer; it ends before anything else is promised or changed.");

    public static readonly Refusal CanNotTravelNow =
        new(RefusalKind.Conflict, "household.can-not-travel-now",
            "The household can't travel as planned: its members changed, or a child has nobody to travel with.");

    public static readonly Refusal OfferOver =
        new(RefusalKind.Conflict, "household.offer-over", "The time to answer this offer is over. The household stays registered for the next one.");

    public static readonly Refusal NoSuchOffer =
        new(RefusalKind.Conflict, "household.no-such-offer", "The household has no such offer.");

    public static readonly Refusal NotReportable =
        new(RefusalKind.Invalid, "household.not-reportable", "You can report that people left, stay, can't be reached, died, or are waiting after all.");

    public static readonly Refusal NoSuchMember =
        new(RefusalKind.Invalid, "household.no-such-member", "The household has no such member.");

    public static readonly Refusal TooManyRelations =
        new(RefusalKind.Conflict, "household.too-many-relations", "A household names family in at most {0} others.");

    public static readonly Refusal HasTravelled =
        new(RefusalKind.Conflict, "household.has-travelled",
            "Someone of this household is on a closed manifest or has arrived, so this can't be changed any more.");

    public static readonly Refusal CanNotBeMerged =
        new(RefusalKind.Conflict, "household.can-not-be-merged", "These records can't be made one.");

    public static readonly Refusal NoSuchMatch =
        new(RefusalKind.Conflict, "household.no-such-match", "These two records are not one, and nobody asked whether they are.");
}
