using System.Collections.Immutable;

namespace SharedConsular.Logins;

/// <summary>
/// A person who has an enrolment or recovery code registers a passkey. The code is used up by that, and not before, so an
/// attempt that fails half-way costs nothing. New recovery codes replace the old ones.
/// </summary>
/// <param name="CodeHash">The hash of the code that was shown when it began.</param>
public sealed record EnrolPasskey(string CodeHash, Passkey Passkey, ImmutableArray<string> RecoveryCodeHashes) : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context)
    {
        if (!login.Accepts(CodeHash, context.Now))
        {
            return LoginRefusals.NotAccepted;
        }

        ImmutableArray<LoginEvent> registered = [new PasskeyRegistered(Passkey), new RecoveryCodesMade(RecoveryCodeHashes, context.Now)];

        return login.FindRecoveryCode(CodeHash) is { } recovery ? registered.Insert(0, new RecoveryCodeUsed(recovery, context.Now)) : registered;
    }
}
