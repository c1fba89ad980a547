using System.Collections.Immutable;
using SharedConsular.Calendars;
using SharedConsular.Protection;

namespace SharedConsular.Cases;

/// <summary>
/// The person says that she fears her own state, after the case was opened. From then on the asylum firewall stands
/// around the case. Where that state itself serves, another party must: a new case is opened with it.
/// </summary>
public sealed record DiscloseFear : CaseCommand
{
    /// <summary>What the serving party adopted; what fits somebody in fear begins now.</summary>
    public ImmutableArray<Protocol> Protocols { get; init; } = [];

    /// <summary>Of the serving party; null works Monday to Friday.</summary>
    public WorkCalendar? Calendar { get; init; }

    public override CaseAction Action => CaseAction.DiscloseFear;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.FearsOwnState;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        Begun(@case, context).Insert(0, new FearDisclosed(Actor.Of(context.Caller), context.Now));

    private ImmutableArray<CaseEvent> Begun(Case @case, DecisionContext context) => StartProtocol.Matching(
        Protocols,
        ProtocolFacts.Of(@case.Service!, @case.Persons, fearsOwnState: true, DateOnly.FromDateTime(context.Now.UtcDateTime)),
        @case,
        Calendar ?? WorkCalendar.Default(@case.Owner!),
        Actor.Of(context.Caller),
        context.Now);
}
