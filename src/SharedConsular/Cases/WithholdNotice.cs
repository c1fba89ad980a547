using SharedConsular.Access;

namespace SharedConsular.Cases;

/// <summary>A party that was to be told of the case and was not, since it may not know any more.</summary>
/// <param name="Message">The number of the message, so that it is recorded once.</param>
public sealed record WithheldNotice(long Message, TenantId Party);

/// <summary>The platform did not tell a party what it was to be told, and says why.</summary>
/// <param name="Topic">One of <see cref="CaseNotice.Topics"/>.</param>
/// <param name="DecidedBy">What decided, as <see cref="AccessAnswer.DecidedBy"/>.</param>
public sealed record WithholdNotice(long Message, TenantId Party, string Topic, string DecidedBy) : CaseCommand
{
    public override CaseAction Action => CaseAction.WithholdNotice;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.Withheld.Contains(new WithheldNotice(Message, Party));

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        new NoticeWithheld(Message, Party, Topic, DecidedBy, Actor.Of(context.Caller), context.Now);
}
