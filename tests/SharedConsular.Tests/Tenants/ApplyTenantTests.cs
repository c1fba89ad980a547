using System.Collections.Immutable;
using SharedConsular.Tenants;
using static SharedConsular.Tests.Routing.WorldExamples;
using static SharedConsular.Tests.Tenants.TenantExamples;

namespace SharedConsular.Tests.Tenants;

public sealed class ApplyTenantTests
{
    private static readonly ApplyTenant First = new(Ee, Settings, Files);

    private readonly EntitySpec<TenantBook, TenantCommand, TenantEvent> _book = new(TenantBook.Type, Administrator, Now);

    [Fact]
    public void A_folder_comes_into_force_in_one_event()
    {
        var applied = _book.When(First).ThenOne<TenantApplied>();

        Assert.Equal((1, "ee.1"), (applied.Number, Assert.Single(applied.Settings.Services).Version));
        Assert.Equal((1, 1), (_book.State.Current!.Number, _book.State.Versions.Length));
    }

    [Fact]
    public void The_same_files_again_change_nothing() => _book.When(First).When(First).ThenNothing();

    [Fact]
    public void A_service_keeps_its_version_until_it_changes()
    {
        _book.When(First).When(First with { Files = Other("cc") });
        Assert.Equal("ee.1", _book.State.Settings!.Services[0].Version);

        _book.When(First with { Files = Other("dd"), Settings = Settings with { Services = [Passport with { TypicalTime = "a day" }] } });
        Assert.Equal(("ee.3", 3), (_book.State.Settings!.Services[0].Version, _book.State.Current!.Number));
    }

    [Fact]
    public void An_older_version_comes_back_as_a_new_one()
    {
        _book.When(First).When(First with { Files = Other("cc") }).When(First with { PutBack = 1 });

        Assert.Equal((3, 1), (_book.State.Current!.Number, _book.State.Current.PutBack!.Value));
        Assert.Equal(Files, _book.State.Current.Files);
    }

    [Fact]
    public void No_other_state_sets_a_state_up() => _book.As(Administrator with { Tenant = Lv }).When(First).ThenRefused(TenantRefusals.NotFound);

    [Fact]
    public void Who_runs_the_platform_sets_a_state_up_only_while_it_has_no_administrator()
    {
        var nobody = First with { Settings = Settings with { Staff = [] } };

        _book.As(PlatformOperator).When(nobody).ThenOne<TenantApplied>();
        _book.When(First with { Files = Other("cc") }).ThenOne<TenantApplied>();
        _book.When(nobody with { Files = Other("dd") }).ThenRefused(TenantRefusals.HasAdministrator);
    }

    [Fact]
    public void Who_runs_the_platform_puts_the_version_before_back_and_no_other()
    {
        _book.When(First).When(First with { Files = Other("cc") }).When(First with { Files = Other("dd") });

        _book.As(PlatformOperator).When(First with { PutBack = 1 }).ThenRefused(TenantRefusals.HasAdministrator);
        _book.When(First with { Files = Other("ee") }).ThenRefused(TenantRefusals.HasAdministrator);
        var back = _book.When(First with { Files = Other("cc"), PutBack = 2 }).ThenOne<TenantApplied>();
        Assert.Equal((4, 2, PlatformOperator.User), (back.Number, back.PutBack, back.By));
    }

    private static ImmutableArray<TenantFile> Other(string hash) => [new("profile.yaml", hash)];
}
