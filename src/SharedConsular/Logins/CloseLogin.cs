namespace SharedConsular.Logins;

/// <summary>An administrator ends a login of the own tenant: its tokens are refused from now on.</summary>
public sealed record CloseLogin : LoginCommand
{
    internal override Decision<LoginEvent> Decide(Login login, DecisionContext context)
    {
        if (WhyNotManage(login.User, context.Caller) is { } refusal)
        {
            return refusal;
        }

        return !login.IsStaff ? LoginRefusals.NotFound
            : login.Status is LoginStatus.Closed ? Decision.NoChange<LoginEvent>()
            : new LoginClosed(context.Now);
    }
}
