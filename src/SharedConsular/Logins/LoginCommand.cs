namespace SharedConsular.Logins;

/// <summary>Something asked of a login: by an administrator of its tenant, or by its person.</summary>
public abstract record LoginCommand
{
    private protected LoginCommand() { }

    internal abstract Decision<LoginEvent> Decide(Login login, DecisionContext context);

    /// <summary>
    /// Who may manage logins say the access rules; one's own is never among them: nobody gives oneself a role, and nobody closes the
    /// door behind oneself, so a tenant that had an administrator keeps one.
    /// </summary>
    private protected static Refusal? WhyNotManage(string user, Caller caller) =>
        caller.Role is Role.System ? null
        : caller.User.Value == user ? LoginRefusals.NotOneself
        : null;
}
