using SharedConsular.Households;
using SharedConsular.Matching;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

/// <summary>The list of a host state, and whom of the register it names.</summary>
public sealed class NoteListingTests
{
    private static readonly DateOnly Born = new(1980, 1, 2);
    private static readonly NoteListing Listed = new(new HostListing("a1", "Wadi Halfa", new DateOnly(2026, 11, 24), [1]));

    [Fact]
    public void It_is_noted_once_and_who_fears_her_state_is_on_no_list()
    {
        Registered().As(Caller.System).When(Listed).ThenOne<HouseholdListed>();
        Registered().As(Caller.System).When(Listed).When(Listed).ThenNothing();
        Spec().As(Caller.System).When(Register() with { FearsOwnState = true, Home = Au }).When(Listed).ThenNothing();
        Registered().When(Listed).ThenRefused(HouseholdRefusals.NotYours);
    }

    [Fact]
    public void A_second_member_found_later_stands_beside_the_first()
    {
        var later = Listed with { Listing = Listed.Listing with { Members = [3] } };

        Assert.Equal([1, 3], Assert.Single(Registered().As(Caller.System).When(Listed).When(later).State.Listings).Members);
        Registered().As(Caller.System).When(Listed).When(later).When(Listed).ThenNothing();
    }

    [Theory]
    [InlineData("Mari Tamm", "1980-01-02", null, MatchLevel.Certain)]
    [InlineData("TAMM, Mari", "1980-01-02", null, MatchLevel.Certain)]
    [InlineData("Marie Tam", null, "K1234567", MatchLevel.Certain)]
    [InlineData("Mari Tamm", "1981-01-02", null, MatchLevel.Likely)]
    [InlineData("Mari Tamm", "1992-07-09", null, MatchLevel.None)]
    [InlineData("Juhan Kask", "1980-01-02", null, MatchLevel.None)]
    public void A_line_is_somebody_may_be_somebody_or_nobody(string name, string? born, string? document, MatchLevel level)
    {
        var record = new MatchRecord(
            [.. new[] { MatchRecord.OfPerson("Mari Tamm", Born, "K1234567").Persons[0] with { Number = 2 } }], null, HasUnnamed: false);
        var day = born is null ? (DateOnly?)null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((level, 2), ListedPerson.Find(MatchRecord.OfPerson(name, day, document), record));
    }
}
