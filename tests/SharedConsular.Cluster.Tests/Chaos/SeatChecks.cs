using System.Text.Json;
using SharedConsular.Cluster.Tests.Chaos.Faults;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>No seat is sold twice, nobody is on two lists, and a household and its movement say the same of its seats.</summary>
internal static class SeatChecks
{
    private const string Confirmed = "confirmed";

    public static IEnumerable<string> NoSeatTwice(StoredFacts facts)
    {
        var listed = new Dictionary<(string Household, int Member), string>();
        foreach (var stream in facts.Events.Where(e => e.Type == "movement").GroupBy(e => e.Reference))
        {
            var movement = FoldedMovement.Of(stream);
            foreach (var wrong in movement.Wrong)
            {
                yield return $"{stream.Key} at {wrong}";
            }

            foreach (var seat in movement.Listed)
            {
                if (!listed.TryAdd(seat, stream.Key))
                {
                    yield return $"Member {seat.Member} of {seat.Household} is on the lists of {listed[seat]} and {stream.Key}.";
                }
            }
        }
    }

    public static IEnumerable<string> BothSidesAgree(StoredFacts facts)
    {
        var households = facts.Events.Where(e => e.Type == "household").GroupBy(e => e.Id)
            .ToDictionary(g => g.Key, FoldedHousehold.Of, StringComparer.Ordinal);
        foreach (var wrong in households.SelectMany(h => h.Value.Wrong.Select(w => $"{h.Key}: {w}")))
        {
            yield return wrong;
        }

        foreach (var stream in facts.Events.Where(e => e.Type == "movement").GroupBy(e => e.Reference))
        {
            var movement = FoldedMovement.Of(stream);
            foreach (var (reference, hold) in movement.Holds)
            {
                var promise = households[reference].Promise;
                var isSame = promise?.Movement == stream.Key && (promise.Status == Confirmed) == hold.IsConfirmed;
                var hasBoarded = movement.Listed.Any(s => s.Household == reference) && households[reference].BoardedOn == stream.Key;
                if (!isSame && !hasBoarded)
                {
                    var (kind, has) = (hold.IsConfirmed ? "confirmed seats" : "seats", promise?.ToString() ?? "no promise");
                    yield return $"{stream.Key} holds {kind} for {reference}, which has {has}.";
                }
            }

            foreach (var (reference, household) in households.Where(h => h.Value.Promise?.Movement == stream.Key && !movement.Holds.ContainsKey(h.Key)))
            {
                yield return $"{reference} was promised seats on {stream.Key}, which holds none: {household.Promise}.";
            }
        }
    }

    /// <summary>An offer that nobody answered has lapsed when its time was over, and not before by any clock that we did not move ourselves.</summary>
    public static IEnumerable<string> EveryOfferEnds(StoredFacts facts, DateTimeOffset before)
    {
        foreach (var stream in facts.Events.Where(e => e.Type == "household").GroupBy(e => e.Id))
        {
            var household = FoldedHousehold.Of(stream);
            if (household.Promise is { Status: "offered" } offer && offer.Until < before)
            {
                yield return $"{stream.Key}: its offer was to lapse at {offer.Until:HH:mm:ss} and stands.";
            }

            foreach (var (until, at) in household.Lapses.Where(l => l.At < l.Until - ClockMoved.SkewMax))
            {
                yield return $"{stream.Key}: its offer lapsed at {at:HH:mm:ss}, and had until {until:HH:mm:ss}.";
            }
        }
    }

    /// <summary>A movement as its events leave it.</summary>
    private sealed class FoldedMovement
    {
        private int _capacity;

        public Dictionary<string, (int Persons, bool IsConfirmed)> Holds { get; } = new(StringComparer.Ordinal);

        public List<(string Household, int Member)> Listed { get; } = [];

        /// <summary>At which version, and what.</summary>
        public List<string> Wrong { get; } = [];

        public static FoldedMovement Of(IEnumerable<StoredFact> facts)
        {
            var movement = new FoldedMovement();
            foreach (var fact in facts.OrderBy(e => e.Version))
            {
                movement.Wrong.AddRange(movement.Apply(fact).Select(w => $"{fact.Version}: {w}"));
            }

            return movement;
        }

        private IEnumerable<string> Apply(StoredFact fact)
        {
            switch (fact.Name)
            {
                case EvacuationLoad.Planned:
                    _capacity = PersonsIn(fact.Body.GetProperty("capacity"));
                    break;
                case "seats-held":
                    foreach (var hold in fact.Body.GetProperty("holds").EnumerateArray())
                    {
                        if (!Holds.TryAdd(HouseholdOf(hold), (PersonsIn(hold.GetProperty("seats")), false)))
                        {
                            yield return $"{HouseholdOf(hold)} was given seats twice.";
                        }
                    }

                    break;
                case "seats-confirmed" when Holds.TryGetValue(HouseholdOf(fact.Body), out var hold):
                    Holds[HouseholdOf(fact.Body)] = hold with { IsConfirmed = true };
                    if (Holds.Values.Where(h => h.IsConfirmed).Sum(h => h.Persons) is var sold && sold > _capacity)
                    {
                        yield return $"{sold} of {_capacity} seats are confirmed.";
                    }

                    break;
                case "seats-confirmed":
                    yield return $"Seats of {HouseholdOf(fact.Body)} were confirmed, which had none.";
                    break;
                case "seats-released":
                    Holds.Remove(HouseholdOf(fact.Body));
                    break;
                case EvacuationLoad.ManifestClosed:
                    Listed.AddRange(fact.Body.GetProperty("entries").EnumerateArray().SelectMany(
                        e => e.GetProperty("members").EnumerateArray().Select(m => (HouseholdOf(e), m.GetInt32()))));
                    foreach (var stranger in Listed.Select(s => s.Household).Distinct().Where(h => !Holds.TryGetValue(h, out var hold) || !hold.IsConfirmed))
                    {
                        yield return $"{stranger} is on the list and has no confirmed seats.";
                    }

                    break;
            }
        }

        private static string HouseholdOf(JsonElement of) => of.GetProperty("household").GetProperty("reference").GetString()!;

        private static int PersonsIn(JsonElement seats) => seats.GetProperty("persons").GetInt32();
    }

    private sealed record FoldedPromise(string Movement, string Status, DateTimeOffset Until);

    /// <summary>A household as its events leave it.</summary>
    private sealed class FoldedHousehold
    {
        public FoldedPromise? Promise { get; private set; }

        public string? BoardedOn { get; private set; }

        public List<string> Wrong { get; } = [];

        /// <summary>When offers were to lapse, and when they did.</summary>
        public List<(DateTimeOffset Until, DateTimeOffset At)> Lapses { get; } = [];

        public static FoldedHousehold Of(IEnumerable<StoredFact> facts)
        {
            var household = new FoldedHousehold();
            foreach (var fact in facts.OrderBy(e => e.Version))
            {
                household.Apply(fact);
            }

            return household;
        }

        private void Apply(StoredFact fact)
        {
            switch (fact.Name)
            {
                case "seats-promised":
                    var promise = fact.Body.GetProperty("promise");
                    if (Promise is not null)
                    {
                        Wrong.Add($"It was promised seats on {MovementOf(promise)} while it had {Promise}.");
                    }

                    Promise = new FoldedPromise(MovementOf(promise), "offered", promise.GetProperty("until").GetDateTimeOffset());
                    break;
                case EvacuationLoad.AcceptedOffer:
                    Promise = Promise! with { Status = "accepted" };
                    break;
                case "promise-confirmed":
                    Promise = Promise! with { Status = Confirmed };
                    break;
                case "stands-by":
                    Promise = Promise! with { Status = "standing by" };
                    break;
                case "promise-ended":
                    if (fact.Body.GetProperty("end").GetString() == "lapsed")
                    {
                        Lapses.Add((Promise!.Until, fact.CommittedAt));
                    }

                    Promise = null;
                    break;
                case "household-boarded":
                    (BoardedOn, Promise) = (MovementOf(fact.Body), null);
                    break;
            }
        }

        private static string MovementOf(JsonElement of)
        {
            var movement = of.GetProperty("movement");

            return $"{movement.GetProperty("organiser").GetString()}/{movement.GetProperty("id").GetString()}";
        }
    }
}
