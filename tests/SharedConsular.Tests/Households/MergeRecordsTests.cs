using SharedConsular.Cases;
using SharedConsular.Households;
using static SharedConsular.Tests.Households.HouseholdExamples;

namespace SharedConsular.Tests.Households;

public sealed class MergeRecordsTests
{
    private static readonly TakeInRecord TakeIn = new(Twin, false, [Adult(1, Fr), Child(2, 1, Fr), Child(3, 9, Fr)], ["same-document"], 97);
    private static readonly MergeInto Merge = new(Twin, ["same-document"], 97);

    [Fact]
    public void One_record_goes_on_for_both_with_new_numbers_and_the_same_families()
    {
        var taken = Registered().When(TakeIn).State;

        Assert.Equal([1, 2, 3, 4, 5, 6], taken.Members.Select(m => m.Number));
        Assert.Equal([4, null], taken.Members.Where(m => m.Number > 4).Select(m => m.Adult));
        Assert.All(taken.Members.Where(m => m.Number > 3), m => Assert.Equal(Twin.Reference, m.TakenFrom));
        Registered().When(TakeIn).When(TakeIn).ThenNothing();
    }

    [Fact]
    public void The_other_counts_under_it_and_nobody_is_lost_or_counted_as_waiting_twice()
    {
        var merged = Registered().When(Merge).State;

        Assert.All(merged.Members, m => Assert.Equal(Disposition.Duplicate, m.Disposition));
        Assert.False(merged.MayTravel);
        Registered().When(Merge).When(Merge).ThenNothing()
            .When(new HearFromHousehold(null, [], null, null, false)).ThenRefused(HouseholdRefusals.CountedElsewhere)
            .When(new ReportMembers([], Disposition.Staying, null)).ThenRefused(HouseholdRefusals.CountedElsewhere);
    }

    [Fact]
    public void Who_fears_its_own_state_is_never_merged()
    {
        var fearing = Spec().As(Caller.System).When(Register() with { FearsOwnState = true, Home = Au });

        fearing.When(TakeIn).ThenRefused(HouseholdRefusals.CanNotBeMerged).When(Merge).ThenRefused(HouseholdRefusals.CanNotBeMerged);
        Registered().When(TakeIn with { OtherFears = true }).ThenRefused(HouseholdRefusals.CanNotBeMerged);
    }

    [Fact]
    public void A_record_with_a_live_offer_waits_for_its_end() =>
        Offered().When(TakeIn).ThenRefused(HouseholdRefusals.HasAnOffer).When(Merge).ThenRefused(HouseholdRefusals.HasAnOffer);

    [Fact]
    public void Who_has_travelled_is_not_merged_away() => Boarded().When(Merge).ThenRefused(HouseholdRefusals.HasTravelled);

    [Fact]
    public void Two_records_together_are_not_more_than_a_household_can_be() =>
        Registered().When(TakeIn with { Others = [.. Enumerable.Range(1, 10).Select(n => Adult(n, Fr))] })
            .ThenRefused(HouseholdRefusals.MembersOutOfRange.With("12"));

    [Fact]
    public void A_record_that_took_in_others_is_not_merged_away_itself() => Registered().When(TakeIn).When(Merge).ThenRefused(HouseholdRefusals.CanNotBeMerged);

    [Fact]
    public void A_duplicate_takes_in_nobody() => Registered().When(Merge).When(TakeIn).ThenRefused(HouseholdRefusals.CanNotBeMerged);

    [Fact]
    public void What_was_merged_wrongly_goes_back_and_is_not_proposed_again()
    {
        var back = Registered().When(TakeIn).When(new GiveBackRecord(Twin)).State;

        Assert.Equal(3, back.Members.Length);
        Assert.Empty(back.TakenIn);
        Assert.Equal([Twin], back.NotTheSameAs);
        Registered().When(new GiveBackRecord(Twin)).ThenNothing();
    }

    [Fact]
    public void What_the_platform_gives_back_may_be_proposed_again()
    {
        var taken = Registered().When(TakeIn).As(Caller.System);

        Assert.Empty(taken.When(new GiveBackRecord(Twin)).State.NotTheSameAs);
    }

    [Fact]
    public void The_platform_ends_an_offer_to_both_before_it_gives_back_and_an_officer_waits()
    {
        var offered = Registered(Mari).When(TakeIn with { Others = [Adult(1, Fr)] });
        offered.As(Caller.System).When(new PromiseSeats(PromiseFor(offered.State)));

        offered.As(Officer).When(new GiveBackRecord(Twin)).ThenRefused(HouseholdRefusals.HasAnOffer);
        Assert.Null(offered.As(Caller.System).When(new GiveBackRecord(Twin)).State.Promise);
        Assert.Single(offered.State.Members);
    }

    [Fact]
    public void Who_travelled_under_the_other_record_does_not_go_back()
    {
        var taken = Registered(Mari).When(TakeIn with { Others = [Adult(1, Fr)] }).As(Caller.System);
        taken.When(new PromiseSeats(PromiseFor(taken.State))).When(new RecordBoarding(Flight, [1, 2]));

        taken.When(new GiveBackRecord(Twin)).ThenRefused(HouseholdRefusals.HasTravelled);
    }

    [Fact]
    public void A_record_that_is_restored_is_as_it_was_before()
    {
        var restored = Registered().When(new ReportMembers([3], Disposition.Deceased, null)).When(Merge)
            .As(Caller.System).When(new RestoreRecord(Twin)).State;

        Assert.Equal(HouseholdStatus.Registered, restored.Status);
        Assert.Equal([Disposition.Registered, Disposition.Registered, Disposition.Deceased], restored.Members.Select(m => m.Disposition));
        Assert.Equal([Twin], restored.NotTheSameAs);
    }

    [Fact]
    public void Only_the_record_it_counts_under_gives_it_back()
    {
        Registered().When(Merge).As(Caller.System).When(new RestoreRecord(new HouseholdName(Au, "SH-OTHER"))).ThenNothing();
        Registered().As(Caller.System).When(new RestoreRecord(Twin)).ThenNothing();
    }

    [Fact]
    public void Two_that_somebody_compared_are_not_proposed_as_one_again() =>
        Registered().When(new RejectMatch(Twin)).Then(new MatchRejected(Twin, new Actor(Ee, Officer.User), Now)).When(new RejectMatch(Twin)).ThenNothing();
}
