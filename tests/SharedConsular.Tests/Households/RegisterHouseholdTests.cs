using System.Collections.Immutable;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class RegisterHouseholdTests
{
    [Fact]
    public void A_household_is_registered_and_promised_nothing()
    {
        var household = Spec().When(Register()).State;

        Assert.Equal(HouseholdStatus.Registered, household.Status);
        Assert.All(household.Members, m => Assert.Equal(Disposition.Registered, m.Disposition));
        Assert.Null(household.Promise);
        Assert.Null(household.TouchedAt);
    }

    [Fact]
    public void It_registers_itself_without_a_login() =>
        Spec().As(Caller.Anonymous).When(Register()).ThenOne<HouseholdRegistered>();

    [Fact]
    public void A_stranger_without_its_word_does_not_register_it() =>
        Spec().As(Caller.Anonymous).When(Register() with { Standing = HouseholdStanding.Stranger }).ThenRefused(HouseholdRefusals.NotFound);

    [Fact]
    public void A_reference_is_given_once() => Registered().When(Register()).ThenRefused(HouseholdRefusals.AlreadyRegistered);

    [Fact]
    public void A_household_has_one_to_twelve_members_each_with_a_number_of_its_own()
    {
        var refusal = HouseholdRefusals.MembersOutOfRange.With("12");

        Spec().When(Register() with { Members = [] }).ThenRefused(refusal);
        Spec().When(Register([.. Enumerable.Range(1, 13).Select(n => Adult(n, Ee))])).ThenRefused(refusal);
        Spec().When(Register(Mari, Mari)).ThenRefused(refusal);
        Spec().When(Register([.. Enumerable.Range(1, 12).Select(n => Adult(n, Ee))])).ThenOne<HouseholdRegistered>();
    }

    [Fact]
    public void A_state_that_is_feared_does_not_keep_the_record()
    {
        Spec().When(Register() with { FearsOwnState = true }).ThenRefused(HouseholdRefusals.HomeIsFeared);
        Spec().When(Register() with { FearsOwnState = true, Home = Au }).ThenOne<HouseholdRegistered>();
    }

    [Fact]
    public void The_adult_of_a_child_is_an_adult_of_the_household()
    {
        Spec().When(Register(Mari, Child(2, 7, Ee))).ThenRefused(HouseholdRefusals.NoSuchAdult);
        Spec().When(Register(Mari, Child(2, 3, Ee), Child(3, 1, Ee))).ThenRefused(HouseholdRefusals.NoSuchAdult);
        Spec().When(Register(Child(1, 1, Ee))).ThenRefused(HouseholdRefusals.NoSuchAdult);
    }

    [Fact]
    public void Each_infant_has_a_lap_to_sit_on()
    {
        Spec().When(Register(Mari, Infant(2), Infant(3))).ThenRefused(HouseholdRefusals.TooManyInfants);
        Spec().When(Register(Mari, Juhan, Infant(4), Infant(5))).ThenOne<HouseholdRegistered>();
        Spec().When(Register(Infant(1) with { Adult = null, IsMinor = false })).ThenRefused(HouseholdRefusals.TooManyInfants);
    }

    [Fact]
    public void Who_was_born_less_than_eighteen_years_ago_is_a_minor_whatever_was_ticked()
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);

        Assert.True(MinorWhenBorn(today.AddYears(-18).AddDays(1)));
        Assert.False(MinorWhenBorn(today.AddYears(-18)));
        Assert.False(MinorWhenBorn(null));

        static bool MinorWhenBorn(DateOnly? born) => Registered(Mari with { BirthDate = born }).State.Members[0].IsMinor;
    }

    [Fact]
    public void Who_is_said_to_be_a_minor_is_one_until_shown_otherwise() =>
        Assert.True(Registered(Mari with { IsMinor = true }).State.Members[0].IsMinor);

    [Theory]
    [InlineData("2008-11-22", "2026-11-21", true)]
    [InlineData("2008-11-22", "2026-11-22", false)]
    [InlineData("2008-02-29", "2026-02-27", true)]
    [InlineData("2008-02-29", "2026-02-28", false)]
    public void The_birth_day_itself_makes_an_adult(string born, string day, bool isMinor) =>
        Assert.Equal(isMinor, HouseholdMember.IsMinorOn(Words.ParseDay(born), Words.ParseDay(day)));

    [Fact]
    public void Nothing_is_asked_of_a_household_nobody_registered() => Spec().When(new RevokeTokens()).ThenRefused(HouseholdRefusals.NotFound);

    [Fact]
    public void Everyone_has_a_key_and_what_stands_for_all_is_sealed_under_the_first()
    {
        var held = Household.Type.Persons!(Registered(Adult(4, Ee), Adult(9, Ee)).State);

        Assert.Equal("person-4", held.Own);
        Assert.Equal(["person-4", "person-9"], held.Subjects);
        Assert.Equal(PersonsHeld.Nobody, Household.Type.Persons(Household.Type.Initial));
    }

    [Fact]
    public void Others_are_told_but_of_one_that_fears_its_state_nobody_is()
    {
        Assert.Equal(HouseholdMessage.Registered, Assert.Single(MessagesOf(fears: false)).Topic);
        Assert.Empty(MessagesOf(fears: true));

        static ImmutableArray<OutboxMessage> MessagesOf(bool fears)
        {
            var spec = Spec().As(Caller.System).When(Register() with { FearsOwnState = fears, Home = Au });

            return Household.Type.Messages(Name.Key, spec.State, spec.ThenOne<HouseholdRegistered>());
        }
    }

    private static HouseholdMember Infant(int number) => Child(number, 1, Ee) with { Place = PlaceKind.Infant, BirthDate = new DateOnly(2025, 9, 1) };
}
