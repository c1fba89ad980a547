namespace SharedConsular.Logins;

/// <summary>
/// An administrator gives a person of the own tenant a login with a role. Until the person came, inviting again
/// replaces code and role.
/// </summary>
public sealed record InviteLogin(string User, Role Role, string CodeHash) : LoginCommand
{
    /// <summary>How long an enrolment code is good: a weekend between the letter and the first day of work.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromHours(72);

    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context)
    {
        if (WhyNotManage(User, context.Caller) is { } refusal)
        {
            return refusal;
        }

        if (Role is not (Role.Officer or Role.Supervisor or Role.ProtectionOfficer or Role.Administrator or Role.CrisisCell or Role.Auditor))
        {
            return LoginRefusals.RoleNotGiven;
        }

        return login.Status is LoginStatus.None or LoginStatus.Invited
            ? new LoginInvited(User, Role, CodeHash, context.Now + CodeLifetime, context.Now)
            : LoginRefusals.Exists;
    }
}
