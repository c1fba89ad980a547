using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace SharedConsular.Tenants;

/// <summary>What a service account may reach at all; what it may do there is a matter of its role.</summary>
public enum ServiceScope
{
    /// <summary>Who may help, coverage, and the catalogues of posts, services and agreements.</summary>
    Routing,
    CasesRead,
    CasesWrite,
    Audit,

    /// <summary>How the tenant is set up.</summary>
    Tenant,

    /// <summary>Crises, households and movements: to look at them.</summary>
    EvacuationRead,
    EvacuationWrite,

    /// <summary>To register people for whom a company, a charity or a member of parliament speaks, and to see where each stands.</summary>
    EvacuationSponsor,
}

/// <summary>A login of a partner's system. Its key is random (256 bits), so that a plain hash of it tells nothing.</summary>
/// <param name="KeyHash">SHA-256 of the key, hexadecimal.</param>
public sealed record ServiceAccount(
    string Id,
    string Name,
    Role Role,
    ImmutableArray<ServiceScope> Scopes,
    string KeyHash,
    DateTimeOffset ExpiresAt,
    UserId MadeBy,
    DateTimeOffset MadeAt)
{
    /// <summary>Longer than any contract should go without somebody looking at it.</summary>
    public static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(366);

    /// <summary>What an account may be: it serves or it looks after the service, and it is never a person or an administrator.</summary>
    public static ImmutableArray<Role> RolesKnown { get; } = [Role.Officer, Role.Auditor];

    public UserId User => new($"service:{Id}");
}

/// <summary>The service accounts of a tenant that were not revoked.</summary>
public sealed record ServiceAccountBook(ImmutableSortedDictionary<string, ServiceAccount> Accounts)
{
    /// <summary>More partner systems than any state connects.</summary>
    public const int AccountsMax = 200;

    public static EntityType<ServiceAccountBook, ServiceAccountCommand, ServiceAccountEvent> Type { get; } = new(
        Name: "service-account-book",
        Initial: new ServiceAccountBook(ImmutableSortedDictionary<string, ServiceAccount>.Empty.WithComparers(StringComparer.Ordinal)),
        Decide: (accounts, command, context) => command.Decide(accounts, context),
        Evolve: (accounts, @event) => accounts.Evolve(@event));

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "accounts");

    private ServiceAccountBook Evolve(ServiceAccountEvent @event) => @event switch
    {
        ServiceAccountMade made => new ServiceAccountBook(Accounts.SetItem(made.Account.Id, made.Account)),
        ServiceAccountRevoked revoked => new ServiceAccountBook(Accounts.Remove(revoked.Id)),
        _ => throw new UnreachableException($"ServiceAccountBook does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>Something an administrator does with service accounts.</summary>
public abstract record ServiceAccountCommand
{
    private protected ServiceAccountCommand() { }

    internal abstract Decision<ServiceAccountEvent> Decide(ServiceAccountBook accounts, DecisionContext context);
}

/// <summary>What happened to service accounts. This is the stored format: add to it, never rename or remove.</summary>
public abstract record ServiceAccountEvent
{
    private protected ServiceAccountEvent() { }
}

[StoredAs("service-account-made")]
public sealed record ServiceAccountMade(ServiceAccount Account) : ServiceAccountEvent;

[StoredAs("service-account-revoked")]
public sealed record ServiceAccountRevoked(string Id, UserId By, DateTimeOffset RevokedAt) : ServiceAccountEvent;

/// <summary>Makes a login for a partner's system. Its key was drawn outside and is known here by its hash only.</summary>
public sealed record MakeServiceAccount(
    string Id, string Name, Role Role, ImmutableArray<ServiceScope> Scopes, string KeyHash, DateTimeOffset ExpiresAt) : ServiceAccountCommand
{
    internal override Decision<ServiceAccountEvent> Decide(ServiceAccountBook accounts, DecisionContext context)
    {
        if (!ServiceAccount.RolesKnown.Contains(Role) || Scopes.IsEmpty)
        {
            return ServiceAccountRefusals.RoleOrScope;
        }

        if (ExpiresAt <= context.Now || ExpiresAt > context.Now + ServiceAccount.LifetimeMax)
        {
            return ServiceAccountRefusals.Lifetime.With(ServiceAccount.LifetimeMax.Days.ToString(CultureInfo.InvariantCulture));
        }

        return accounts.Accounts.Count >= ServiceAccountBook.AccountsMax
            ? ServiceAccountRefusals.TooMany.With(ServiceAccountBook.AccountsMax.ToString(CultureInfo.InvariantCulture))
            : new ServiceAccountMade(new ServiceAccount(
                Id, Name, Role, [.. Scopes.Distinct().Order()], KeyHash, ExpiresAt, context.Caller.User, context.Now));
    }
}

/// <summary>Ends a service account at once.</summary>
public sealed record RevokeServiceAccount(string Id) : ServiceAccountCommand
{
    internal override Decision<ServiceAccountEvent> Decide(ServiceAccountBook accounts, DecisionContext context) =>
        accounts.Accounts.ContainsKey(Id) ? new ServiceAccountRevoked(Id, context.Caller.User, context.Now)
        : ServiceAccountRefusals.NotFound;
}

public static class ServiceAccountRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "service-account.not-found", "There is no such service account.");

    public static readonly Refusal RoleOrScope =
        new(RefusalKind.Invalid, "service-account.role-or-scope", "A service account is an officer or an auditor and has at least one scope.");

    public static readonly Refusal Lifetime =
        new(RefusalKind.Invalid, "service-account.lifetime", "A service account must expire in the future, within {0} days.");

    public static readonly Refusal TooMany =
        new(RefusalKind.Conflict, "service-account.too-many", "A party may have at most {0} service accounts; revoke one first.");
}
