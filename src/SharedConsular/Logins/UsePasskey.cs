namespace SharedConsular.Logins;

/// <summary>Somebody proved to hold a passkey. Decided here once more, because two proofs of one count may arrive at once.</summary>
/// <param name="SignCount">The authenticator's counter in the proof.</param>
public sealed record UsePasskey(string PasskeyId, long SignCount, bool IsBackedUp) : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context) =>
        login.IsActive && login.FindPasskey(PasskeyId) is { } passkey && passkey.MayFollow(SignCount)
            ? new PasskeyUsed(PasskeyId, SignCount, IsBackedUp, context.Now)
            : LoginRefusals.NotAccepted;
}
