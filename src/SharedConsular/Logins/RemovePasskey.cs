namespace SharedConsular.Logins;

/// <summary>
/// A person takes a passkey away, because a device was lost or sold. All tokens end, as one may have been made with it. The
/// last passkey stays, so that nobody locks oneself out.
/// </summary>
public sealed record RemovePasskey(int Generation, string PasskeyId) : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context) =>
        !login.IsActive || login.Generation != Generation ? LoginRefusals.NotAccepted
        : login.FindPasskey(PasskeyId) is null ? LoginRefusals.NoSuchPasskey
        : login.Passkeys.Length == 1 ? LoginRefusals.LastPasskey
        : new PasskeyRemoved(PasskeyId, context.Now);
}
