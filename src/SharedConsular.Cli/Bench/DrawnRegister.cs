using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Cases;
using SharedConsular.Cli.Randomness;
using SharedConsular.Households;
using SharedConsular.Routing;

namespace SharedConsular.Cli.Bench;

/// <summary>
/// A register of which the truth is known: households, some of them registered a second time by somebody else, with what
/// goes wrong then, and others that only look alike: brothers, and people of the same name.
/// </summary>
internal static class DrawnRegister
{
    private const double TwiceShare = 0.3;
    private const double RelativesShare = 0.06;
    private const int SizeMax = 7;

    /// <returns>Records, and for each the number of its household.</returns>
    public static IReadOnlyList<(int Household, Household Record)> Draw(int households, ulong seed)
    {
        var records = new List<(int, Household)>();
        for (var i = 0; i < households; i++)
        {
            var random = SeededRandom.For(seed, (ulong)i);
            var truth = TruePeople.Draw(random, i);
            records.Add((i, truth.Write(random, records.Count, exact: true)));
            if (random.Chance(TwiceShare))
            {
                records.Add((i, truth.Write(random, records.Count, exact: false)));
            }

            // A brother's household: same family and middle name, other people.
            if (random.Chance(RelativesShare))
            {
                var other = TruePeople.Draw(random, households + i) with { Family = truth.Family, Middle = truth.Middle, People = truth.People };
                records.Add((households + i, other.Write(random, records.Count, exact: true)));
            }
        }

        return records;
    }

    private sealed record TruePerson(string[] Given, DateOnly Birth, string? Document);

    private sealed record TruePeople(MatchPeople People, string[]? Middle, string[] Family, ImmutableArray<TruePerson> Persons, string Phone)
    {
        private const int AdultAgeMin = 18;
        private const int AdultAgeSpan = 55;
        private const int ChildAgeSpan = 17;
        private const int ThisYear = 2026;
        private const int DaysInYear = 365;

        public static TruePeople Draw(SeededRandom random, int number)
        {
            var people = random.Pick(MatchNames.All, p => p.Weight);
            var size = Math.Min(SizeMax, 1 + random.Below(3) + random.Below(3) + (random.Chance(0.2) ? random.Below(3) : 0));

            return new TruePeople(
                people,
                random.Chance(0.5) ? Common(people.Middle, random) : null,
                Common(people.Family, random),
                [
                    .. Enumerable.Range(0, size).Select(i => new TruePerson(
                        Common(random.Chance(0.5) ? people.Men : people.Women, random), BirthOf(i, random), DocumentOf(random))),
                ],
                string.Create(CultureInfo.InvariantCulture, $"{number % 97:00}{random.Below(10_000_000):0000000}"));
        }

        public Household Write(SeededRandom random, int place, bool exact)
        {
            var persons = Persons.Where((_, i) => exact || i == 0 || !random.Chance(0.08)).ToList();
            var script = !exact && random.Chance(0.3);
            var drawn = persons.Select((p, i) => new HouseholdMember(
                i + 1,
                [new PersonName(NameOf(p, random, exact, script), "Latn")],
                exact ? random.Chance(0.05) ? null : p.Birth : Noisy(p.Birth, random),
                [new Nationality(TenantId.Parse("gb")!, NationalityProof.Claimed)],
                PlaceKind.Seat, false, null,
                exact || random.Chance(0.6) ? p.Document : null)).ToList();
            if (!exact && random.Chance(0.1))
            {
                var stranger = Draw(random, place);
                drawn.Add(drawn[0] with
                {
                    Number = drawn.Count + 1,
                    Names = [new PersonName(stranger.NameOf(stranger.Persons[0], random, true, false), "Latn")],
                    BirthDate = stranger.Persons[0].Birth,
                    Document = null,
                });
            }

            return new Household
            {
                Status = HouseholdStatus.Registered,
                Crisis = "drawn",
                Home = TenantId.Parse("gb"),
                Members = [.. drawn],
                Contact = PhoneOf(random, exact),
                RegisteredAt = DateTimeOffset.UnixEpoch.AddSeconds(place),
            };
        }

        private static DateOnly BirthOf(int place, SeededRandom random)
        {
            var year = ThisYear - (place < 2 ? AdultAgeMin + random.Below(AdultAgeSpan) : random.Below(ChildAgeSpan));

            // Where births are not registered, papers say the first of January.
            return random.Chance(0.12) ? new DateOnly(year, 1, 1) : new DateOnly(year, 1, 1).AddDays(random.Below(DaysInYear));
        }

        private static string? DocumentOf(SeededRandom random) =>
            random.Chance(0.6) ? string.Create(CultureInfo.InvariantCulture, $"P{random.Below(100_000_000):00000000}") : null;

        /// <summary>Some names are many people's.</summary>
        private static string[] Common(string[][] names, SeededRandom random) => names[Math.Min(random.Below(names.Length), random.Below(names.Length))];

        private static DateOnly? Noisy(DateOnly birth, SeededRandom random) =>
            random.Fraction() switch
            {
                < 0.15 => null,
                < 0.20 when birth.Day <= 12 => new DateOnly(birth.Year, birth.Day, birth.Month),
                < 0.25 => birth.AddYears(random.Chance(0.5) ? 1 : -1),
                < 0.29 => birth.AddDays(random.Below(9) - 4),
                < 0.32 => new DateOnly(birth.Year, 1, 1),
                _ => birth,
            };

        private string? PhoneOf(SeededRandom random, bool exact) => random.Fraction() switch
        {
            < 0.2 => null,
            < 0.5 when !exact => string.Create(CultureInfo.InvariantCulture, $"+249 9{random.Below(100_000_000):00000000}"),
            < 0.6 => "00" + Phone,
            _ => $"+44 {Phone[..3]} {Phone[3..]}",
        };

        private string NameOf(TruePerson person, SeededRandom random, bool exact, bool otherScript)
        {
            var words = new List<string> { Spelled(person.Given) };
            if (Middle is not null && (exact || !random.Chance(0.25)))
            {
                words.Add(Spelled(Middle));
            }

            words.Add(Spelled(Family));
            if (!exact && random.Chance(0.15))
            {
                words.Reverse();
            }

            var name = string.Join(' ', words);

            return !exact && random.Chance(0.15) ? Mistyped(name, random) : name;

            string Spelled(string[] spellings) =>
                exact ? spellings[0]
                : otherScript && spellings[^1][0] > 'ʯ' ? spellings[^1]
                : random.Chance(0.5) ? spellings[0]
                : random.Pick(spellings.Where(s => s[0] <= 'ʯ').ToArray());
        }

        private static string Mistyped(string name, SeededRandom random)
        {
            var at = 1 + random.Below(name.Length - 2);

            return random.Below(3) switch
            {
                0 => name.Remove(at, 1),
                1 => name.Insert(at, name[at].ToString()),
                _ => name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..],
            };
        }
    }
}
