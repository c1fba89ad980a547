namespace SharedConsular.Movements;

public static class MovementRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "movement.not-found", "There is no such movement.");

    public static readonly Refusal NotYours =
        new(RefusalKind.NotAllowed, "movement.not-yours", "Only the crisis cell of the party that organises the movement may do this.");

    public static readonly Refusal AlreadyPlanned =
        new(RefusalKind.Conflict, "movement.already-planned", "A movement of this name is planned already.");

    public static readonly Refusal PlacesOutOfRange =
        new(RefusalKind.Invalid, "movement.places-out-of-range", "A movement has 1 to {0} places, and none of any kind below zero.");

    public static readonly Refusal TimesOutOfOrder =
        new(RefusalKind.Invalid, "movement.times-out-of-order", "The manifest closes before the departure, and the arrival comes after it.");

    public static readonly Refusal GoesNowhere =
        new(RefusalKind.Invalid, "movement.goes-nowhere", "A movement ends at another place than it begins.");

    public static readonly Refusal ManifestClosed =
        new(RefusalKind.Conflict, "movement.manifest-closed", "The manifest is closed or the movement is off, so nothing about its seats can change.");

    public static readonly Refusal HouseholdParted =
        new(RefusalKind.Invalid, "movement.household-parted", "A household travels whole: it has a place for each of its members or none.");

    public static readonly Refusal OfferedTooOften =
        new(RefusalKind.Conflict, "movement.offered-too-often", "More than {0} times the places there are would be offered.");

    public static readonly Refusal NoSeats =
        new(RefusalKind.Conflict, "movement.no-seats", "This household has no seats on this movement.");

    public static readonly Refusal AtTheGate =
        new(RefusalKind.Conflict, "movement.at-the-gate", "Someone of this household has passed the gate; take them off first.");

    public static readonly Refusal NotOfThisHousehold =
        new(RefusalKind.Conflict, "movement.not-of-this-household", "This person is not among those the seats are for.");

    public static readonly Refusal NotConfirmed =
        new(RefusalKind.Conflict, "movement.not-confirmed", "These seats are not confirmed: the household has not said yes, or stands by.");

    public static readonly Refusal PartedAtGate =
        new(RefusalKind.Conflict, "movement.parted-at-gate", "The household {0} stands on both sides of the gate. Bring the others in or take it off.");

    public static readonly Refusal GaveUpAtGate =
        new(RefusalKind.Conflict, "movement.gave-up-at-gate", "The household {0} gave its seats up and stands inside the gate. Take it off before you close.");

    public static readonly Refusal DoubleUseOpen =
        new(RefusalKind.Conflict, "movement.double-use-open", "A token of the household {0} was used at two gates. Find out who came in before you close.");

    public static readonly Refusal Full =
        new(RefusalKind.Conflict, "movement.full", "There is no room for all of them. They are registered as {0}; {1} households stand by before them.");

    public static readonly Refusal NotTakenByOperator =
        new(RefusalKind.Conflict, "movement.not-taken-by-operator", "Its operator takes people of other states only; {0} waits for another movement.");

    public static readonly Refusal NoAdultAtGate =
        new(RefusalKind.Conflict, "movement.no-adult-at-gate", "A child does not board without an adult of its household; name an escort first.");

    public static readonly Refusal NoManifest =
        new(RefusalKind.Conflict, "movement.no-manifest", "Nothing departs without a closed manifest.");

    public static readonly Refusal ManifestOfOthers =
        new(RefusalKind.NotAllowed, "movement.manifest-of-others", "The organiser and the lead state see the whole manifest; ask for your own state's people.");

    public static readonly Refusal NoFont =
        new(RefusalKind.Conflict, "movement.no-font", "This server has no fonts to print with. The table, manifest.csv, holds the same list.");

    public static readonly Refusal HasNotDeparted =
        new(RefusalKind.Conflict, "movement.has-not-departed", "The movement is not that far yet.");

    public static readonly Refusal NoAmount =
        new(RefusalKind.Invalid, "movement.no-amount", "An amount is above zero and at most 1,000,000,000,000,000 of the smallest unit.");

    public static readonly Refusal NoSuchCost =
        new(RefusalKind.NotFound, "movement.no-such-cost", "There is no such cost or dispute.");

    public static readonly Refusal TooManyDisputes =
        new(RefusalKind.Conflict, "movement.too-many-disputes", "A movement has at most {0} disputes.");

    public static readonly Refusal CostKnown =
        new(RefusalKind.Conflict, "movement.cost-known", "A different amount is recorded under this id already.");
}
