using System.Collections.Immutable;
using SharedConsular.Calendars;
using SharedConsular.Cases;

namespace SharedConsular.Protection;

/// <summary>An officer sees that a protocol is needed. What the case itself shows begins by itself.</summary>
/// <param name="Adopted">What the state acted for and the serving party adopted.</param>
/// <param name="Calendar">Of the serving party.</param>
public sealed record StartProtocol(string Protocol, ImmutableArray<Protocol> Adopted, WorkCalendar Calendar) : CaseCommand
{
    public override CaseAction Action => CaseAction.StartProtocol;

    internal override bool TookEffect(Case @case, DecisionContext context) => @case.FindProtocol(Protocol) is not null;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        Adopted.FirstOrDefault(p => p.Id == Protocol) is { } protocol
            ? Start(protocol, @case.ProtocolStepsCount, Calendar, Actor.Of(context.Caller), context.Now)
            : ProtocolRefusals.Unknown.With(Adopted.IsEmpty ? "-" : string.Join(", ", Adopted.Select(p => p.Id)));

    /// <summary>What begins by itself on a case of these facts; steps are counted on from those that run.</summary>
    internal static ImmutableArray<CaseEvent> Matching(
        ImmutableArray<Protocol> adopted, ProtocolFacts facts, Case running, WorkCalendar calendar, Actor by, DateTimeOffset now)
    {
        var started = ImmutableArray.CreateBuilder<CaseEvent>();
        var count = running.ProtocolStepsCount;
        foreach (var protocol in adopted.OrEmpty().Where(p => p.When?.Hold(facts) is true && running.FindProtocol(p.Id) is null))
        {
            started.Add(Start(protocol, count, calendar, by, now));
            count += protocol.Steps.Length;
        }

        return started.ToImmutable();
    }

    private static ProtocolStarted Start(Protocol protocol, int count, WorkCalendar calendar, Actor by, DateTimeOffset now) => new(
        protocol.Id,
        protocol.Version,
        protocol.Protects,
        [.. protocol.Steps.Select((step, place) => new ProtocolStepDue(count + place + 1, step.Id, step.Certified, DueOf(step, calendar, now)))],
        by,
        now);

    private static DateTimeOffset? DueOf(ProtocolStep step, WorkCalendar calendar, DateTimeOffset now) => step switch
    {
        { WithinHours: { } hours } => now.AddHours(hours),
        { WithinWorkingDays: { } days } => calendar.EndOfWorkingDays(now, days),
        _ => null,
    };
}
