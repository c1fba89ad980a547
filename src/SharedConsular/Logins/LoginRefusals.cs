namespace SharedConsular.Logins;

public static class LoginRefusals
{
    public static readonly Refusal SignInAgain =
        new(RefusalKind.NotAllowed, "login.sign-in-again", "Sign in again first: for this you must have signed in within {0} minutes.");

    /// <summary>The one answer to whoever can't come in, so that nobody learns who has a login and what was nearly right.</summary>
    public static readonly Refusal NotAccepted =
        new(RefusalKind.NotAllowed, "login.not-accepted", "This did not work: what you gave is not known here, no longer good, or was tried too often.");

    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "login.not-found", "There is no such login.");

    public static readonly Refusal NotOneself =
        new(RefusalKind.NotAllowed, "login.not-oneself", "Nobody invites, renews or closes the own login; another administrator does.");

    public static readonly Refusal RoleNotGiven =
        new(RefusalKind.Invalid, "login.role-not-given", "A state invites its own staff only; this role is not given by invitation.");

    public static readonly Refusal Exists =
        new(RefusalKind.Conflict, "login.exists", "This user has a login already, or had one; choose another name or renew the enrolment.");

    public static readonly Refusal Closed =
        new(RefusalKind.Conflict, "login.closed", "A closed login stays closed.");

    public static readonly Refusal NoSuchPasskey =
        new(RefusalKind.NotFound, "login.no-such-passkey", "Your login has no such passkey.");

    public static readonly Refusal LastPasskey =
        new(RefusalKind.Conflict, "login.last-passkey", "This is your last passkey; register another one before you remove it.");

    public static readonly Refusal PasskeysFull =
        new(RefusalKind.Conflict, "login.passkeys-full", "A login has at most {0} passkeys; remove one first.");
}
