using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>
/// What is told of a household to who speaks for it without being of it: a company, a charity, a member of parliament. Where
/// its people stand and since when somebody works on it; nothing about anybody, and no word that says less than is known.
/// </summary>
/// <param name="Persons">How many of it stand where.</param>
/// <param name="WorkedOnAt">When a person who works on the crisis last did something for it; null while nobody did.</param>
/// <param name="Promise">Where its offer stands; null without one.</param>
public sealed record SponsoredHousehold(
    string Reference, ImmutableSortedDictionary<Disposition, int> Persons, DateTimeOffset RegisteredAt, DateTimeOffset? WorkedOnAt, PromiseStatus? Promise)
{
    public const string List = "sponsored";

    /// <summary>A login sees those it registered; another login of its party does not.</summary>
    public static string ViewerOf(Actor sponsor) => $"sponsor:{sponsor.Party}/{sponsor.User}";

    public static SponsoredHousehold Of(string reference, Household household) => new(
        reference,
        household.Members.GroupBy(m => m.Disposition).ToImmutableSortedDictionary(g => g.Key, g => g.Count()),
        household.RegisteredAt,
        household.TouchedAt,
        household.Promise?.Status);

    public bool Equals(SponsoredHousehold? other) =>
        other is not null && Reference == other.Reference && RegisteredAt == other.RegisteredAt && WorkedOnAt == other.WorkedOnAt
        && Promise == other.Promise && Persons.SequenceEqual(other.Persons);

    public override int GetHashCode() => HashCode.Combine(Reference, RegisteredAt, WorkedOnAt, Promise);

    internal static IEnumerable<ListRow> RowsOf(EntityKey key, Household household, string sort)
    {
        if (household.SponsoredBy is { } sponsor && !household.IsFeared(sponsor.Party))
        {
            yield return new ListRow(ViewerOf(sponsor), List, sort, [$"crisis:{household.Crisis}"], Of(key.Id, household));
        }
    }
}
