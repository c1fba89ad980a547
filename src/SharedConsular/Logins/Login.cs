using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Logins;

public enum LoginStatus
{
    None,

    /// <summary>Waits for its person to come with the enrolment code.</summary>
    Invited,

    Active,

    /// <summary>For good. Its name is never given out again, so that the history stays unambiguous.</summary>
    Closed,
}

/// <summary>The code that makes the first passkey, and until when. Only its hash is kept.</summary>
public sealed record Enrolment(string CodeHash, DateTimeOffset ExpiresAt);

/// <summary>
/// Somebody's way in at the local issuer: tenant and role are given by the invitation and never by the person. Knows
/// passkeys and hashes of codes, and no password.
/// </summary>
/// <param name="Generation">
/// Counts up whenever every token given out so far must end. A token carries the generation it was made in.
/// </param>
/// <param name="RecoveryCodes">The hashes of the codes not used yet.</param>
public sealed record Login(
    LoginStatus Status,
    string User,
    Role Role,
    int Generation,
    Enrolment? Enrolment,
    ImmutableArray<Passkey> Passkeys,
    ImmutableArray<string> RecoveryCodes)
{
    /// <summary>The list of a tenant's staff, as its administrators see it.</summary>
    public const string Staff = "logins";

    /// <summary>The list by which the login of a passkey is found; its viewer is the sign-in itself.</summary>
    public const string KnownPasskeys = "passkeys";
    public const string SignInViewer = "sign-in";

    public const int UserLengthMax = 40;

    /// <summary>The part of the hash of a user's name that stands in keys; with the tenant it fits a WebAuthn user handle (64 bytes).</summary>
    private const int IdBytes = 16;

    public static EntityType<Login, LoginCommand, LoginEvent> Type { get; } = new(
        Name: "login",
        Initial: new Login(LoginStatus.None, "", Role.Anonymous, 0, null, [], []),
        Decide: (login, command, context) => command.Decide(login, context),
        Evolve: (login, @event) => login.Evolve(@event))
    {
        Rows = (key, login) => login.Rows(key),
    };

    /// <summary>Whether it may come back with a passkey.</summary>
    public bool IsActive => Status is LoginStatus.Active;

    /// <summary>A login that an administrator gave to a person who works for the tenant.</summary>
    public bool IsStaff => Status is not LoginStatus.None && Role is not Role.National;

    public DateTimeOffset? LastUsedAt => Passkeys.Max(p => p.UsedAt);

    /// <summary>The key holds no name, as it becomes the user handle that every authenticator keeps in the clear.</summary>
    public static EntityKey KeyOf(TenantId tenant, string user) =>
        new(tenant, Type.Name, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(user)).AsSpan(0, IdBytes)));

    /// <summary>Whether a text may be a user: small letters, digits and <c>. _ - @</c>, so that no two look alike.</summary>
    public static bool IsUser(string text) =>
        text.Length is > 0 and <= UserLengthMax && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '@');

    /// <summary>Whether this code opens the way to a new passkey now.</summary>
    public bool Accepts(string codeHash, DateTimeOffset now) =>
        (Status is LoginStatus.Invited && Enrolment is { } enrolment && now < enrolment.ExpiresAt && LoginCode.IsSame(enrolment.CodeHash, codeHash))
        || (IsActive && FindRecoveryCode(codeHash) is not null);

    public Passkey? FindPasskey(string id) => Passkeys.FirstOrDefault(p => p.Id == id);

    internal string? FindRecoveryCode(string codeHash) => RecoveryCodes.FirstOrDefault(c => LoginCode.IsSame(c, codeHash));

    private Login Evolve(LoginEvent @event) => @event switch
    {
        LoginInvited invited => this with
        {
            Status = LoginStatus.Invited,
            User = invited.User,
            Role = invited.Role,
            Enrolment = new Enrolment(invited.CodeHash, invited.ExpiresAt),
        },
        NationalSignedUp signedUp => this with { Status = LoginStatus.Active, User = signedUp.User, Role = Role.National },
        EnrolmentRenewed renewed => this with
        {
            Status = LoginStatus.Invited,
            Generation = Generation + 1,
            Enrolment = new Enrolment(renewed.CodeHash, renewed.ExpiresAt),
            Passkeys = [],
            RecoveryCodes = [],
        },
        PasskeyRegistered registered => this with { Status = LoginStatus.Active, Enrolment = null, Passkeys = Passkeys.Add(registered.Passkey) },
        PasskeyUsed used => this with { Passkeys = [.. Passkeys.Select(p => p.Id == used.PasskeyId ? p.After(used) : p)] },
        PasskeyRemoved removed => this with { Generation = Generation + 1, Passkeys = Passkeys.RemoveAll(p => p.Id == removed.PasskeyId) },
        RecoveryCodesMade made => this with { RecoveryCodes = made.CodeHashes },
        RecoveryCodeUsed used => this with { Generation = Generation + 1, Passkeys = [], RecoveryCodes = RecoveryCodes.Remove(used.CodeHash) },
        LoginClosed => this with
        {
            Status = LoginStatus.Closed,
            Generation = Generation + 1,
            Enrolment = null,
            Passkeys = [],
            RecoveryCodes = [],
        },
        _ => throw new UnreachableException($"Login does not evolve on {@event.GetType().Name}."),
    };

    private ImmutableArray<ListRow> Rows(EntityKey key)
    {
        var rows = ImmutableArray.CreateBuilder<ListRow>();
        if (IsStaff)
        {
            rows.Add(new ListRow(key.Tenant.Value, Staff, User, [], LoginRow.Of(this)));
        }

        if (!Passkeys.IsEmpty)
        {
            rows.Add(new ListRow(SignInViewer, KnownPasskeys, key.Id, [.. Passkeys.Select(p => Passkey.TermOf(p.Id))], new PasskeysRow(Passkeys.Length)));
        }

        return rows.ToImmutable();
    }
}

/// <summary>A line of a tenant's staff.</summary>
public sealed record LoginRow(
    string User, Role Role, LoginStatus Status, int Passkeys, int RecoveryCodesLeft, DateTimeOffset? CodeExpiresAt, DateTimeOffset? LastUsedAt)
{
    internal static LoginRow Of(Login login) => new(
        login.User, login.Role, login.Status, login.Passkeys.Length, login.RecoveryCodes.Length, login.Enrolment?.ExpiresAt, login.LastUsedAt);
}

public sealed record PasskeysRow(int Count);
