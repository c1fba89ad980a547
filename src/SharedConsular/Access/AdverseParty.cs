using SharedConsular.Cases;

namespace SharedConsular.Access;

/// <summary>
/// A login the person must be kept from: an abuser, a guardian under suspicion, an official. For it the case does not
/// exist, in whatever role it signs in.
/// </summary>
public sealed record AdverseParty(TenantId Party, UserId User, [Personal] string Reason, Actor By, DateTimeOffset At)
{
    /// <summary>The list in which a login's hidden cases stand; read by no address, only left out of other lists.</summary>
    public const string HiddenList = "hidden";

    public string Login => Caller.LoginOf(Party, User);

    /// <summary>The viewer under which the cases hidden from a login are kept.</summary>
    public static string ViewerOf(string login) => $"login:{login}";
}

/// <summary>Keeps a login from the case.</summary>
/// <param name="Party">Whose sign-in service gave the login out.</param>
/// <param name="User">Its subject there.</param>
public sealed record BlockAdverseParty(TenantId Party, UserId User, string Reason) : CaseCommand
{
    /// <summary>More people than ever stood against one person; past it something else is wrong.</summary>
    public const int BlocksMax = 20;

    public override CaseAction Action => CaseAction.BlockAdverseParty;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Blocks.Any(b => b.Party == Party && b.User == User);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.BlocksCount >= BlocksMax
            ? AccessRefusals.TooManyBlocks.With($"{BlocksMax}")
            : new AdversePartyBlocked(Party, User, Reason, Actor.Of(context.Caller), context.Now);
}

/// <summary>Lets a login see the case again, as far as its role and party go.</summary>
public sealed record LiftAdversePartyBlock(TenantId Party, UserId User, string Reason) : CaseCommand
{
    public override CaseAction Action => CaseAction.LiftAdversePartyBlock;

    internal override bool TookEffect(Case @case, DecisionContext context) => !@case.Blocks.Any(b => b.Party == Party && b.User == User);

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new AdversePartyBlockLifted(Party, User, Reason, Actor.Of(context.Caller), context.Now);
}
