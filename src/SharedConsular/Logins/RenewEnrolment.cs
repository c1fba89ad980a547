namespace SharedConsular.Logins;

/// <summary>
/// An administrator lets a person begin anew who lost passkeys and recovery codes. Whoever may have found them can't use
/// them any more.
/// </summary>
public sealed record RenewEnrolment(string CodeHash) : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context)
    {
        if (WhyNotManage(login.User, context.Caller) is { } refusal)
        {
            return refusal;
        }

        // A national's login is her own: whoever could renew it could take it over.
        return !login.IsStaff ? LoginRefusals.NotFound
            : login.Status is LoginStatus.Closed ? LoginRefusals.Closed
            : new EnrolmentRenewed(CodeHash, context.Now + InviteLogin.CodeLifetime, context.Now);
    }
}
