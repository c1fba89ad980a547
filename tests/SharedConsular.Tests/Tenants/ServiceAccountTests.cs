using SharedConsular.Tenants;
using static SharedConsular.Tests.Tenants.TenantExamples;

namespace SharedConsular.Tests.Tenants;

public sealed class ServiceAccountTests
{
    private static readonly MakeServiceAccount Make = new("a1", "Registry", Role.Officer, [ServiceScope.CasesRead], "0f", Now.AddDays(30));

    private readonly EntitySpec<ServiceAccountBook, ServiceAccountCommand, ServiceAccountEvent> _book = new(ServiceAccountBook.Type, Administrator, Now);

    [Fact]
    public void An_account_is_made_and_revoked()
    {
        _book.When(Make).ThenOne<ServiceAccountMade>();
        _book.When(new RevokeServiceAccount("a1")).ThenOne<ServiceAccountRevoked>();
        _book.When(new RevokeServiceAccount("a1")).ThenRefused(ServiceAccountRefusals.NotFound);
    }

    [Fact]
    public void It_is_never_a_person_and_never_an_administrator() => Assert.All(
        Enum.GetValues<Role>().Where(r => r is not (Role.Officer or Role.Auditor)),
        role => _book.When(Make with { Role = role }).ThenRefused(ServiceAccountRefusals.RoleOrScope));

    [Fact]
    public void Without_a_scope_it_would_be_of_no_use() => _book.When(Make with { Scopes = [] }).ThenRefused(ServiceAccountRefusals.RoleOrScope);

    [Fact]
    public void It_ends_within_a_year()
    {
        var refused = ServiceAccountRefusals.Lifetime.With("366");

        _book.When(Make with { ExpiresAt = Now }).ThenRefused(refused);
        _book.When(Make with { ExpiresAt = Now.AddDays(366).AddSeconds(1) }).ThenRefused(refused);
        _book.When(Make with { ExpiresAt = Now.AddDays(366) }).ThenOne<ServiceAccountMade>();
    }
}
