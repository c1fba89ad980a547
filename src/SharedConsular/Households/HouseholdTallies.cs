using System.Collections.Immutable;

namespace SharedConsular.Households;

/// <summary>
/// What a household adds to the numbers of its crisis. Every member is counted once among the dispositions, so their sum is
/// always the number registered.
/// </summary>
public static class HouseholdTallies
{
    public const string Registered = "persons";
    public const string Households = "households";
    public const string Silent = "silent";
    public const string Unaccompanied = "alarm:unaccompanied-minor";
    public const string DispositionPrefix = "disposition:";
    public const string StatePrefix = "state:";
    public const string ClassPrefix = "class:";
    public const string IntakePrefix = "intake:";

    /// <summary>Persons with an offer that nobody answered, by the minute in which it lapses.</summary>
    public const string LapsesPrefix = "lapses:";

    internal static ImmutableArray<Tally> Of(EntityKey key, Household household)
    {
        if (household.Status is HouseholdStatus.NotRegistered)
        {
            return [];
        }

        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [Registered] = household.Members.Length,
            [Households] = household.IsCounted ? 1 : 0,
            [$"{IntakePrefix}{MinuteOf(household.RegisteredAt)}"] = 1,
            [Silent] = household is { IsCounted: true, IsSilent: true } ? household.Waiting.Count() : 0,
            [Unaccompanied] = household.Members.Count(household.IsUnaccompanied),
        };
        if (household.Promise is { Status: PromiseStatus.Offered } offered)
        {
            counts[$"{LapsesPrefix}{MinuteOf(offered.Until)}"] = household.Waiting.Count();
        }

        foreach (var member in household.Members)
        {
            var disposition = Words.Of(member.Disposition);
            Add($"{DispositionPrefix}{disposition}");
            Add($"{StatePrefix}{household.StateOf(member)}:{disposition}");
            if (household.Triage is { } triage)
            {
                Add($"{ClassPrefix}{triage.Class}:{disposition}");
            }
        }

        return [.. counts.Where(c => c.Value != 0).Select(c => new Tally(BoardOf(household.Crisis), c.Key, c.Value))];

        void Add(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    public static string BoardOf(string crisis) => $"crisis:{crisis}";

    public static string MinuteOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
