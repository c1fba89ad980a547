using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;
using static SharedConsular.Tests.Tenants.TenantExamples;

namespace SharedConsular.Tests.Tenants;

public sealed class TenantPlanTests
{
    [Fact]
    public void The_same_settings_change_nothing() => Assert.Empty(TenantPlan.Between(Settings, Settings));

    [Fact]
    public void All_of_a_first_folder_is_new()
    {
        var changes = TenantPlan.Between(null, Settings);

        Assert.All(changes, c => Assert.Equal((SettingChangeKind.Added, null, null), (c.Kind, c.Field, c.From)));
        Assert.Equal(
            [
                "operator iom", "post ee-fj-suva", "profile", "protocol uasc", "retention ee-own", "rule ee-own", $"fee passport_renewal adult from {Words.OfDay(Day)}",
                "service passport_renewal", "issuer tara", "staff any desk", "staff tara admins",
            ],
            changes.Select(c => c.Item));
    }

    [Fact]
    public void A_change_says_from_what_to_what_and_from_when()
    {
        var closed = Desk with { City = "Nadi", Period = new Period(null, Day) };

        var changes = TenantPlan.Between(Settings, Settings with { Posts = [closed] });

        Assert.Equal([("city", "Somewhere", "Nadi"), ("period", "", $"..{Words.OfDay(Day)}")], changes.Select(c => (c.Field!, c.From!, c.To!)));
        Assert.All(changes, c => Assert.Equal((SettingChangeKind.Changed, "posts.yaml", new Period(null, Day)), (c.Kind, c.File, c.Period)));
    }

    [Fact]
    public void What_is_left_out_ends()
    {
        var ended = Assert.Single(TenantPlan.Between(Settings, Settings with { Operators = [] }));

        Assert.Equal((SettingChangeKind.Ended, "operator iom", null), (ended.Kind, ended.Item, ended.To));
    }

    [Fact]
    public void The_version_of_a_service_is_no_change_of_it() =>
        Assert.Empty(TenantPlan.Between(Settings, Settings with { Services = [Settings.Services[0] with { Version = "ee.9" }] }));
}
