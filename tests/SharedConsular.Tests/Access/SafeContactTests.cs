using SharedConsular.Access;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

public sealed class SafeContactTests
{
    /// <summary>Fiji is twelve hours ahead in January.</summary>
    private static DateTimeOffset InFiji(int hour, int minute = 0) => new(2026, 1, 5, hour, minute, 0, TimeSpan.FromHours(12));

    [Fact]
    public void A_person_is_reached_over_the_channels_and_in_the_hours_she_named()
    {
        Assert.True(Quiet.MayReach(ContactChannel.Telephone, InFiji(9)));
        Assert.False(Quiet.MayReach(ContactChannel.Telephone, InFiji(8, 59)));
        Assert.False(Quiet.MayReach(ContactChannel.Telephone, InFiji(17)));
        Assert.False(Quiet.MayReach(ContactChannel.Email, InFiji(12)));
    }

    [Fact]
    public void The_hours_are_those_of_her_clock_not_of_ours() =>
        Assert.True(Quiet.MayReach(ContactChannel.Telephone, InFiji(10).ToUniversalTime()));

    [Fact]
    public void A_window_may_go_over_midnight()
    {
        var night = Quiet with { From = new TimeOnly(22, 0), To = new TimeOnly(4, 0) };

        Assert.True(night.MayReach(ContactChannel.Telephone, InFiji(1)));
        Assert.False(night.MayReach(ContactChannel.Telephone, InFiji(12)));
    }

    [Fact]
    public void Without_channels_she_is_not_reached_at_all() =>
        Assert.All(Enum.GetValues<ContactChannel>(), c => Assert.False((Quiet with { Channels = [] }).MayReach(c, InFiji(10))));

    [Fact]
    public void Her_hours_begin_on_her_day_and_never_in_an_hour_that_is_left_out()
    {
        Assert.Equal(InFiji(9), Quiet.OpensAt(InFiji(8)));
        Assert.Equal(InFiji(9).AddDays(1), Quiet.OpensAt(InFiji(17)));
        Assert.Equal(InFiji(12), Quiet.OpensAt(InFiji(12)));

        // In Paris the clocks go from two to three on 29 March 2026.
        var paris = Quiet with { TimeZone = "Europe/Paris", From = new TimeOnly(2, 30), To = new TimeOnly(5, 0) };
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 3, 30, 0, TimeSpan.FromHours(2)), paris.OpensAt(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.FromHours(1))));
    }

    [Fact]
    public void It_is_set_for_one_person_of_the_case()
    {
        Assert.Equal(Quiet, InHand().When(new SetSafeContact(0, Quiet)).State.Persons[0].Reach);
        InHand().When(new SetSafeContact(1, Quiet)).ThenRefused(AccessRefusals.PersonNotFound);
        InHand().When(new SetSafeContact(0, Quiet)).When(new SetSafeContact(0, Quiet with { })).ThenNothing();
    }
}
