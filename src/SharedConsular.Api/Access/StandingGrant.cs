using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Api.LocalSignIn;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Logins;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Access;

/// <summary>
/// Whether who began something that takes long may still have it: the credential lasts, and the rules in force still allow the operation.
/// Asked between the parts of an export and of a stream, which the gate let in only once.
/// </summary>
internal sealed class StandingGrant(EntityRuntime entities, WorldKeeper worlds, TimeProvider time)
{
    public async Task<bool> Holds(HttpContext http, Caller caller, string operation, CancellationToken ct) =>
        !HasExpired(http)
        && worlds.Current.Access.Decide(operation, TenantRelation.Own, caller, time.GetUtcNow()).IsAllowed
        && await LoginStands(http, ct)
        && await AccountStands(http, ct);

    private bool HasExpired(HttpContext http) =>
        long.TryParse(http.User.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(seconds) <= time.GetUtcNow();

    private async Task<bool> LoginStands(HttpContext http, CancellationToken ct) =>
        LoginToken.Find(http.User) is not { } token
        || (await entities.Find(Login.Type, token.Key, ct) is { State: { IsActive: true } login } && login.Generation == token.Generation);

    /// <summary>A key is looked up as at the door: revoked, it is not there.</summary>
    private async Task<bool> AccountStands(HttpContext http, CancellationToken ct) =>
        !ServiceAccountHandler.HasKey(http.Request)
        || (ServiceAccountKey.Parse(http.Request.Headers.Authorization.ToString().Split(' ')[^1]) is { } key
            && await entities.Find(ServiceAccountBook.Type, ServiceAccountBook.KeyOf(key.Tenant), ct) is { State: var book }
            && book.Accounts.GetValueOrDefault(key.Id) is { } account && time.GetUtcNow() < account.ExpiresAt);
}
