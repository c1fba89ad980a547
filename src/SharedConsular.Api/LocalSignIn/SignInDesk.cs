using Microsoft.AspNetCore.Identity;
using SharedConsular.Logins;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>
/// The two halves of every ceremony: options out, the authenticator's answer in. Identity checks the answer; the login
/// decides whether it counts.
/// </summary>
internal sealed class SignInDesk(
    AccountStore accounts, IPasskeyHandler<Account> passkeys, Ceremonies ceremonies, EntityRuntime entities, TimeProvider time)
{
    public async Task<Begun> BeginSignIn(HttpContext http)
    {
        // Without a user, so that nobody learns here who has a login: the authenticator says whose passkey it is.
        var options = await passkeys.MakeRequestOptionsAsync(user: null, http);

        return Begin(options.RequestOptionsJson, new Ceremony(CeremonyPurpose.SignIn, options.AssertionState ?? ""));
    }

    /// <returns>Null when the code opens nothing.</returns>
    public async Task<Begun?> BeginEnrolment(TenantId tenant, string user, string code, HttpContext http)
    {
        var codeHash = LoginCode.HashOf(code);
        var account = await accounts.Find(Login.KeyOf(tenant, user), http.RequestAborted);

        return account is null || !account.Login.Accepts(codeHash, time.GetUtcNow())
            ? null
            : await BeginRegistration(account.Key, new Ceremony(CeremonyPurpose.Enrol, "", tenant.Value, user, codeHash), http);
    }

    public Task<Begun> BeginSignUp(TenantId tenant, HttpContext http)
    {
        var user = Codes.MakeUser();

        return BeginRegistration(Login.KeyOf(tenant, user), new Ceremony(CeremonyPurpose.SignUp, "", tenant.Value, user), http);
    }

    public Task<Begun> BeginPasskey(Account account, HttpContext http) => BeginRegistration(
        account.Key, new Ceremony(CeremonyPurpose.Add, "", account.Tenant.Value, account.Login.User, Generation: account.Login.Generation), http);

    /// <returns>Whose passkey it is; null when it is nobody's, or was not proved.</returns>
    public async Task<Account?> FinishSignIn(string state, string credential, HttpContext http)
    {
        if (ceremonies.End(state) is not { Purpose: CeremonyPurpose.SignIn } ceremony)
        {
            return null;
        }

        var result = await passkeys.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = ceremony.Challenge });
        if (!result.Succeeded)
        {
            return null;
        }

        var used = Account.PasskeyOf(result.Passkey, time.GetUtcNow());
        var outcome = await entities.Execute(
            Login.Type, result.User.Key, new UsePasskey(used.Id, used.SignCount, used.IsBackedUp), result.User.Caller, null, null, http.RequestAborted);

        return outcome.Refusal is null ? result.User with { Login = outcome.State } : null;
    }

    /// <returns>The account with its new recovery codes, none when the passkey was added to others; or why not.</returns>
    public async Task<(Account? Account, IReadOnlyList<string> RecoveryCodes, Refusal? Refusal)> FinishRegistration(
        string state, string credential, HttpContext http)
    {
        var ceremony = ceremonies.End(state);
        if (ceremony is not { Purpose: not CeremonyPurpose.SignIn, Tenant: { } tenantName, User: { } user } || TenantId.Parse(tenantName) is not { } tenant)
        {
            return (null, [], LoginRefusals.NotAccepted);
        }

        var result = await passkeys.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = ceremony.Challenge });
        if (!result.Succeeded)
        {
            return (null, [], LoginRefusals.NotAccepted);
        }

        var passkey = Account.PasskeyOf(result.Passkey, time.GetUtcNow());
        IReadOnlyList<string> codes = ceremony.Purpose is CeremonyPurpose.Add ? [] : Codes.MakeForRecovery();
        LoginCommand command = ceremony switch
        {
            { Purpose: CeremonyPurpose.Enrol, CodeHash: { } codeHash } => new EnrolPasskey(codeHash, passkey, [.. codes.Select(LoginCode.HashOf)]),
            { Purpose: CeremonyPurpose.SignUp } => new SignUpNational(user, passkey, [.. codes.Select(LoginCode.HashOf)]),
            { Purpose: CeremonyPurpose.Add, Generation: { } generation } => new AddPasskey(generation, passkey),
            _ => throw new System.Diagnostics.UnreachableException($"A ceremony of {ceremony.Purpose} lacks what it began with."),
        };
        var key = Login.KeyOf(tenant, user);
        var caller = (await accounts.Find(key, http.RequestAborted))?.Caller ?? new Caller(tenant, UserId.OfNational(tenant, user), Role.National);
        var outcome = await entities.Execute(Login.Type, key, command, caller, null, null, http.RequestAborted);

        return outcome.Refusal is { } refusal ? (null, [], refusal) : (new Account(key, outcome.State), codes, null);
    }

    private async Task<Begun> BeginRegistration(EntityKey key, Ceremony ceremony, HttpContext http)
    {
        var name = $"{ceremony.User} ({ceremony.Tenant})";
        var options = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = Account.HandleOf(key), Name = name, DisplayName = name }, http);

        return Begin(options.CreationOptionsJson, ceremony with { Challenge = options.AttestationState ?? "" });
    }

    private Begun Begin(string options, Ceremony ceremony)
    {
        var (state, expiresAt) = ceremonies.Begin(ceremony);

        return new Begun(options, state, expiresAt);
    }
}

/// <summary>A ceremony that waits for its authenticator.</summary>
/// <param name="Options">The options as WebAuthn's JSON.</param>
internal sealed record Begun(string Options, string State, DateTimeOffset ExpiresAt);
