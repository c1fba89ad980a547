using SharedConsular.FeatureFlags;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.FeatureFlags;

public sealed class FlagBookTests
{
    private static readonly TenantId Ecuador = TenantId.Get("ec");
    private static readonly TenantId Vanuatu = TenantId.Get("vu");

    private static EntitySpec<FlagBook, FlagCommand, FlagEvent> Book() => new(FlagBook.Type, Administrator, Now);

    [Fact]
    public void What_nobody_set_is_on() => Assert.All(Enum.GetValues<Feature>(), f => Assert.Null(FlagBook.Type.Initial.Find(f)));

    [Fact]
    public void What_is_set_is_kept_with_who_set_it_and_why()
    {
        var book = Book().When(new SetFlag(Feature.TextIntake, 40, [Vanuatu, Ecuador, Vanuatu], "Misused."));

        Assert.Equal((40, "Misused.", Administrator.User, Now), (Set()!.SharePercent, Set()!.Reason, Set()!.By, Set()!.SetAt));
        Assert.Equal([Ecuador, Vanuatu], Set()!.Places);
        Assert.Null(book.State.Find(Feature.FollowBySecret));

        FlagSetting? Set() => book.State.Find(Feature.TextIntake);
    }

    [Fact]
    public void Setting_the_same_twice_changes_nothing() =>
        Book().When(new SetFlag(Feature.TextIntake, 0, [Ecuador], "Misused.")).When(new SetFlag(Feature.TextIntake, 0, [Ecuador], "Again.")).ThenNothing();

    [Theory, InlineData(-1), InlineData(101)]
    public void A_share_is_of_a_hundred(int share) => Book().When(new SetFlag(Feature.CertainMerges, share, [], "?")).ThenRefused(FlagRefusals.Share);

    [Fact]
    public void What_is_restored_is_as_if_nobody_had_set_it()
    {
        var book = Book().When(new RestoreFlag(Feature.TextIntake));
        book.ThenNothing();

        Assert.Null(book.When(new SetFlag(Feature.TextIntake, 0, [], "Misused.")).When(new RestoreFlag(Feature.TextIntake)).State.Find(Feature.TextIntake));
    }

    [Fact]
    public void A_flag_that_no_release_knows_any_more_is_read_all_the_same() =>
        Assert.Single(Book().Given(new FlagSet("of_long_ago", 0, [], "?", Administrator.User, Now)).State.Settings);
}
