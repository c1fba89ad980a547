namespace SharedConsular.Logins;

/// <summary>
/// A national showed that a code reached her. Her login is found by where it was sent, and made when there is none: a code proves
/// as much the first time as the tenth.
/// </summary>
public sealed record EnterByCode(string User) : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context) => login switch
    {
        { Status: LoginStatus.None } => new NationalSignedUp(User, context.Now),
        { IsActive: true, Role: Role.National } => Decision.NoChange<LoginEvent>(),
        _ => LoginRefusals.NotAccepted,
    };
}
