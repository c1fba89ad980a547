using System.Collections.Immutable;

namespace SharedConsular.Logins;

/// <summary>A national makes a login for herself, with a passkey and nothing else.</summary>
public sealed record SignUpNational(string User, Passkey Passkey, ImmutableArray<string> RecoveryCodeHashes) : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context) => login.Status is LoginStatus.None
        ? ImmutableArray.Create<LoginEvent>(
            new NationalSignedUp(User, context.Now), new PasskeyRegistered(Passkey), new RecoveryCodesMade(RecoveryCodeHashes, context.Now))
        : LoginRefusals.NotAccepted;
}
