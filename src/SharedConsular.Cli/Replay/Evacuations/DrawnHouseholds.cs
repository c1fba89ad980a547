using System.Globalization;
using SharedConsular.Cli.Randomness;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay.Evacuations;

/// <summary>Households of an operation: 1 to 12 people, adults and children, some of two states, some who can't walk.</summary>
internal static class DrawnHouseholds
{
    /// <summary>How many households have 1, 2, … 12 members, of 100. The mean is about three; no operation published its own.</summary>
    private static readonly int[] Sizes = [26, 22, 16, 14, 9, 5, 3, 2, 1, 1, 1, 0];

    /// <summary>Fits the mixture above: used to know how many households a number of people is.</summary>
    public const double MeanSize = 3.0;

    public static (string State, RegisterHouseholdRequest Request) Draw(Operation operation, ulong seed, int number, DateOnly today)
    {
        var random = SeededRandom.For(seed, (ulong)number);
        var states = operation.Registers.Keys.ToList();
        var state = random.Pick(states, s => operation.Registers[s]);
        var second = random.Chance(operation.Conduct.MixedNationality) ? random.Pick(states) : null;
        var isChildAlone = random.Chance(operation.Conduct.UnaccompaniedMinor);
        var size = isChildAlone ? 1 : 1 + random.Pick([.. Enumerable.Range(0, Sizes.Length)], i => (double)Sizes[i]);
        var members = new List<HouseholdMemberContract>();
        for (var i = 0; i < size; i++)
        {
            var isChild = isChildAlone || i >= 2;
            var born = today.AddYears(isChild ? -3 - random.Below(14) : -19 - random.Below(60)).AddDays(-random.Below(365));
            members.Add(new HouseholdMemberContract(
                [new PersonNameContract(NameLists.Draw(random.Chance(0.3) ? "Arab" : "Latn", random))],
                born,
                [new NationalityRequest(i == 1 && second is not null ? second : state, "documented")],
                random.Chance(operation.Conduct.Stretcher) ? "stretcher" : random.Chance(operation.Conduct.Wheelchair) ? "wheelchair" : "seat",
                Adult: isChild && !isChildAlone ? 1 : null));
        }

        // A number of their own: records that share one are taken for one household.
        var contact = string.Create(CultureInfo.InvariantCulture, $"+999 {number:0000000}");

        return (state, new RegisterHouseholdRequest(members, Assemblies: [operation.Assembly], Contact: contact, Through: "officer"));
    }
}
