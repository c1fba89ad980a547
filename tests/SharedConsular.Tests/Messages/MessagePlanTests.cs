using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Households;
using SharedConsular.Messages;
using SharedConsular.Tests.Households;
using static SharedConsular.Tests.Access.AccessExamples;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Messages;

public sealed class MessagePlanTests
{
    private static readonly ImmutableArray<Carrier> Both = [new(ContactChannel.Email, CanBeNeutral: true), new(ContactChannel.TextMessage, CanBeNeutral: true)];
    private static readonly SafeContact ByMail = new([ContactChannel.Email], null, null, "Pacific/Fiji", "fr", NeutralWords: false, null);

    /// <summary>Nine in the morning by the clock of Fiji.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 1, 6, 9, 0, 0, TimeSpan.FromHours(12));

    [Fact]
    public void She_is_written_to_by_the_channel_she_named_in_her_language() =>
        Assert.Equal(new MessagePlan.Send(ContactChannel.Email, "kadri@mail.example", "fr", IsNeutral: false, null), Plan(ByMail));

    [Fact]
    public void Nobody_is_written_to_without_a_rule() => Keeps(Silence.NoRule, null);

    [Fact]
    public void Never_means_never() => Keeps(Silence.Never, ByMail with { Channels = [] });

    [Fact]
    public void What_only_people_do_the_platform_does_not() => Keeps(Silence.NotInWriting, ByMail with { Channels = [ContactChannel.Telephone, ContactChannel.Letter] });

    [Fact]
    public void A_channel_she_did_not_name_is_not_used_though_there_is_an_address() =>
        Keeps(Silence.NoContact, ByMail with { Channels = [ContactChannel.TextMessage] });

    [Fact]
    public void Outside_her_hours_it_waits_for_them()
    {
        var rule = ByMail with { From = new TimeOnly(10, 0), To = new TimeOnly(12, 0) };

        Assert.Equal(new MessagePlan.Wait(ContactChannel.Email, Morning.AddHours(1)), Plan(rule));
        Assert.Equal(new MessagePlan.Wait(ContactChannel.Email, Morning.AddHours(25)), Plan(rule, Morning.AddHours(3)));
        Assert.IsType<MessagePlan.Send>(Plan(rule, Morning.AddHours(1)));
    }

    [Fact]
    public void Neutral_words_and_code_words_are_neutral()
    {
        Assert.True(Assert.IsType<MessagePlan.Send>(Plan(ByMail with { NeutralWords = true })).IsNeutral);
        Assert.Equal((true, "The dentist"), Plan(ByMail with { CodeWords = "The dentist" }) is MessagePlan.Send send ? (send.IsNeutral, send.CodeWords) : default);
    }

    [Fact]
    public void Of_a_safe_case_every_word_is_neutral_whatever_the_rule_says()
    {
        var feared = Spec().When(OpenFearing()).As(ProtectionOfficer).When(new SetSafeContact(0, ByMail)).State;

        Assert.True(Assert.IsType<MessagePlan.Send>(Plan(feared)).IsNeutral);
    }

    [Fact]
    public void A_carrier_that_says_who_writes_carries_nothing_neutral()
    {
        var @case = Written(ByMail with { NeutralWords = true });

        Assert.Equal(new MessagePlan.Keep(Silence.NoCarrier), Plan(@case, new Carrier(ContactChannel.Email, CanBeNeutral: false)));
        Assert.Equal(new MessagePlan.Keep(Silence.NoCarrier), Plan(@case, []));
    }

    [Fact]
    public void Who_is_to_be_kept_from_the_case_is_not_told_of_it_though_she_stands_in_it()
    {
        var @case = InHand().When(new SetSafeContact(0, ByMail)).As(Supervisor)
            .When(new BlockAdversePerson("Kadri Õunapuu", null, null, null, "She is under suspicion.")).State;

        Assert.Equal(new MessagePlan.Keep(Silence.KeptFrom), Plan(@case));
    }

    [Fact]
    public void Nor_is_who_is_kept_from_it_by_the_login_she_applied_with()
    {
        var her = Applicant with { User = UserId.OfNational(Ee, "kadri") };
        var @case = Spec().As(her).When(Open() with { Applicant = her.User }).As(Officer).When(new SetSafeContact(0, ByMail)).As(Supervisor);
        Assert.IsType<MessagePlan.Send>(Plan(@case.State));

        Assert.Equal(
            new MessagePlan.Keep(Silence.KeptFrom),
            Plan(@case.When(new BlockAdverseParty(Ee, new UserId("kadri"), "He has her telephone.")).State));
    }

    [Fact]
    public void What_no_access_rule_allows_is_not_sent()
    {
        var household = HouseholdExamples.Offered().State;
        var news = new PersonNews(Occasion.SeatsOffered, 0, Ee, HouseholdExamples.Now);

        Assert.Equal(new MessagePlan.Keep(Silence.NotAllowed), MessagePlan.For(Written(ByMail), News, AccessPolicy.Empty, Both, Morning));
        Assert.Equal(new MessagePlan.Keep(Silence.NotAllowed), MessagePlan.For(household, news, false, AccessPolicy.Empty, Both, HouseholdExamples.Now));
    }

    [Fact]
    public void News_of_last_week_is_no_news() =>
        Assert.Equal(new MessagePlan.Keep(Silence.TooLate), Plan(ByMail, Morning + MessagePlan.AgeMax + TimeSpan.FromSeconds(1)));

    [Fact]
    public void A_person_who_is_not_there_is_not_written_to() =>
        Assert.Equal(new MessagePlan.Keep(Silence.Gone), MessagePlan.For(Written(ByMail), News with { Person = 3 }, Everything, Both, Morning));

    [Fact]
    public void What_follows_from_a_case_is_news_for_who_can_be_written_to()
    {
        Assert.Equal(Occasion.PapersAsked, NewsOf(Written(ByMail), new PapersAskedFor(["photo"], "", By, Morning)));
        Assert.Equal(Occasion.Decided, NewsOf(Written(ByMail), new CaseDecided(true, "Yes", By, Morning)));
        Assert.Null(NewsOf(Written(ByMail), new CaseAccepted(By, Morning)));
        Assert.Null(NewsOf(InHand().State, new CaseDecided(true, "Yes", By, Morning)));
        Assert.Null(NewsOf(Written(Quiet), new CaseDecided(true, "Yes", By, Morning)));
    }

    [Fact]
    public void A_household_is_told_of_its_seats_by_the_contact_it_gave()
    {
        var household = HouseholdExamples.Offered().State;
        var news = new PersonNews(Occasion.SeatsOffered, 0, Ee, HouseholdExamples.Now, household.Promise!.Until);

        Assert.Equal(
            new MessagePlan.Send(ContactChannel.TextMessage, "+249900000000", "en", IsNeutral: false, null),
            MessagePlan.For(household, news, isExercise: false, Everything, Both, HouseholdExamples.Now));
        Assert.Equal("ar", Assert.IsType<MessagePlan.Send>(
            MessagePlan.For(household with { Language = "ar" }, news, false, Everything, Both, HouseholdExamples.Now)).Language);
        Assert.Equal(new MessagePlan.Keep(Silence.TooLate), MessagePlan.For(household, news, false, Everything, Both, household.Promise.Until));
        Assert.Equal(new MessagePlan.Keep(Silence.NoContact), MessagePlan.For(household with { Contact = "ask my sister" }, news, false, Everything, Both, HouseholdExamples.Now));
        Assert.True(Assert.IsType<MessagePlan.Send>(
            MessagePlan.For(household with { FearsOwnState = true }, news, false, Everything, Both, HouseholdExamples.Now)).IsNeutral);
    }

    [Fact]
    public void An_exercise_writes_to_nobody()
    {
        var household = HouseholdExamples.Offered().State;

        Assert.Equal(
            new MessagePlan.Keep(Silence.Exercise),
            MessagePlan.For(household, new PersonNews(Occasion.SeatsOffered, 0, Ee, HouseholdExamples.Now), isExercise: true, Everything, Both, HouseholdExamples.Now));
    }

    [Fact]
    public void What_follows_from_an_offer_is_news_for_the_household()
    {
        var (key, household) = (HouseholdExamples.Name.Key, HouseholdExamples.Offered().State);
        var promised = new SeatsPromised(household.Promise!, null, By, HouseholdExamples.Now);

        var message = Assert.Single(Household.Type.Messages(key, household, promised), m => m.Topic == PersonNews.OfHousehold);
        Assert.Equal((Occasion.SeatsOffered, household.Promise!.Until), message.Body is PersonNews { Until: { } until } news ? (news.Occasion, until) : default);
        Assert.DoesNotContain(
            Household.Type.Messages(key, household with { Contact = null }, promised), m => m.Topic == PersonNews.OfHousehold);
    }

    [Theory]
    [InlineData(true, Occasion.RouteClosed)]
    [InlineData(false, Occasion.RouteOpened)]
    public void A_way_that_is_closed_or_not_any_more_is_news_for_who_has_seats_there(bool isShut, Occasion occasion)
    {
        var (key, household) = (HouseholdExamples.Name.Key, HouseholdExamples.Confirmed().State);
        var changed = new PromiseRouteChanged(HouseholdExamples.Flight, isShut, By, HouseholdExamples.Now);

        var news = Assert.IsType<PersonNews>(Assert.Single(Household.Type.Messages(key, household, changed)).Body);
        Assert.Equal((occasion, null), (news.Occasion, news.Until));
        Assert.Empty(Household.Type.Messages(key, household with { Contact = null }, changed));
    }

    [Fact]
    public void Whom_a_file_registers_is_told_so_and_who_registers_herself_knows()
    {
        Assert.Equal(Occasion.RegisteredByFile, NewsOf(HouseholdExamples.Register() with { ByFile = true }));
        Assert.Null(NewsOf(HouseholdExamples.Register()));
        Assert.Null(NewsOf(HouseholdExamples.Register() with { ByFile = true, Contact = null }));
    }

    private static Occasion? NewsOf(RegisterHousehold command)
    {
        var registered = HouseholdExamples.Spec().When(command).ThenOne<HouseholdRegistered>();

        return Household.Type.Messages(HouseholdExamples.Name.Key, HouseholdExamples.Spec().When(command).State, registered)
            .Where(m => m.Topic == PersonNews.OfHousehold).Select(m => (Occasion?)((PersonNews)m.Body).Occasion).SingleOrDefault();
    }

    private static readonly PersonNews News = new(Occasion.Decided, 0, Fr, Morning);

    private static readonly Actor By = Actor.Of(Officer);

    private static Occasion? NewsOf(Case @case, CaseEvent @event) =>
        Case.Type.Messages(Key, @case, @event).Where(m => m.Topic == PersonNews.OfCase).Select(m => ((PersonNews)m.Body).Occasion).Cast<Occasion?>().SingleOrDefault();

    private static void Keeps(Silence why, SafeContact? rule) => Assert.Equal(new MessagePlan.Keep(why), Plan(rule));

    private static Case Written(SafeContact? rule) => rule is null ? InHand().State : InHand().When(new SetSafeContact(0, rule)).State;

    private static MessagePlan Plan(SafeContact? rule, DateTimeOffset? at = null) => MessagePlan.For(Written(rule), News, Everything, Both, at ?? Morning);

    private static MessagePlan Plan(Case @case) => Plan(@case, [.. Both]);

    private static MessagePlan Plan(Case @case, params Carrier[] carriers) => MessagePlan.For(@case, News, Everything, [.. carriers], Morning);
}
