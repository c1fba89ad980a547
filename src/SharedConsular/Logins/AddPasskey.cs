using System.Globalization;

namespace SharedConsular.Logins;

/// <summary>A person who is signed in registers a further passkey, on another device.</summary>
/// <param name="Generation">That of the token it began with: what was closed or recovered meanwhile takes none.</param>
public sealed record AddPasskey(int Generation, Passkey Passkey) : LoginCommand
{
    /// <summary>More devices than a person carries.</summary>
    public const int PasskeysMax = 10;

    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context)
    {
        if (!login.IsActive || login.Generation != Generation || login.FindPasskey(Passkey.Id) is not null)
        {
            return LoginRefusals.NotAccepted;
        }

        return login.Passkeys.Length < PasskeysMax
            ? new PasskeyRegistered(Passkey)
            : LoginRefusals.PasskeysFull.With(PasskeysMax.ToString(CultureInfo.InvariantCulture));
    }
}
