using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using SharedConsular.Logins;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>A login as ASP.NET Core Identity sees it. Its user handle is the tenant and a hash, and no name.</summary>
internal sealed record Account(EntityKey Key, Login Login)
{
    private const char Mark = '/';

    public TenantId Tenant => Key.Tenant;

    public string Handle => HandleOf(Key);

    /// <summary>Who acts when this login does.</summary>
    public Caller Caller => new(Tenant, Login.Role is Role.National ? UserId.OfNational(Tenant, Login.User) : new UserId(Login.User), Login.Role);

    public static string HandleOf(EntityKey key) => $"{key.Tenant}{Mark}{key.Id}";

    public static EntityKey? FindKey(string handle) =>
        handle.Split(Mark) is [var tenant, { Length: > 0 } id] && TenantId.Parse(tenant) is { } known ? new EntityKey(known, Login.Type.Name, id) : null;

    public UserPasskeyInfo? FindPasskey(byte[] id) => Login.FindPasskey(Base64Url.EncodeToString(id)) is { } passkey ? InfoOf(passkey) : null;

    // Attestation is not asked for, so there is none to keep; user verification is required, so every passkey had it.
    public static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.Id), Base64Url.DecodeFromChars(passkey.PublicKey), passkey.RegisteredAt, (uint)passkey.SignCount, transports: null,
        isUserVerified: true, passkey.IsBackupEligible, passkey.IsBackedUp, attestationObject: [], clientDataJson: []);

    public static Passkey PasskeyOf(UserPasskeyInfo info, DateTimeOffset now) => new(
        Base64Url.EncodeToString(info.CredentialId), Base64Url.EncodeToString(info.PublicKey), info.SignCount, info.IsBackupEligible, info.IsBackedUp, now);
}

/// <summary>
/// Lets Identity's passkey handler read logins. It writes none: a login changes by commands only, which also know who
/// asked and what may follow what.
/// </summary>
internal sealed class AccountStore(EntityRuntime entities, ListReader lists) : IUserPasskeyStore<Account>
{
    private static NotSupportedException ByCommandsOnly => new("A login changes by commands, not through Identity.");

    public async Task<Account?> Find(EntityKey key, CancellationToken ct) =>
        await entities.Find(Login.Type, key, ct) is { } found ? new Account(key, found.State) : null;

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Account.FindKey(userId) is { } key ? Find(key, cancellationToken) : Task.FromResult<Account?>(null);

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var query = new ListQuery(Login.SignInViewer, Login.KnownPasskeys) { Terms = [Passkey.TermOf(Base64Url.EncodeToString(credentialId))], PageSize = 1 };

        return await lists.Read(query, cancellationToken) is ListAnswer.Read { Page.Rows: [var row, ..] } ? await Find(row.Entity, cancellationToken) : null;
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.FindPasskey(credentialId));

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Login.Passkeys.Select(Account.InfoOf)]);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login.User);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw ByCommandsOnly;

    public void Dispose()
    {
    }
}
