using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Handovers;

namespace SharedConsular.Cases;

/// <summary>What others are told about a case: that something happened, never to whom.</summary>
/// <param name="Told">The parties concerned. Nobody the person fears is ever among them.</param>
/// <param name="Detail">The answer, the outcome or the clock, as a word of this product and not of a person.</param>
public sealed record CaseNotice(
    string Reference, TenantId Home, TenantId? Owner, ImmutableArray<TenantId> Told, DateTimeOffset At, string? Detail = null)
{
    public const string Offered = "case.handover-offered";
    public const string Accepted = "case.handover-accepted";
    public const string Declined = "case.handover-declined";
    public const string Returned = "case.returned";
    public const string Recalled = "case.recalled";
    public const string ConsultationAsked = "case.consultation-asked";
    public const string ConsultationAnswered = "case.consultation-answered";
    public const string Decided = "case.decided";
    public const string Issued = "case.issued";
    public const string Closed = "case.closed";
    public const string Escalated = "case.escalated";
    public const string ExitApplied = "case.agreement-exit-applied";
    public const string GlassBroken = "case.glass-broken";

    /// <summary>All of them, for who delivers them.</summary>
    public static ImmutableArray<string> Topics { get; } =
    [
        Offered, Accepted, Declined, Returned, Recalled, ConsultationAsked, ConsultationAnswered, Decided, Issued, Closed, Escalated, ExitApplied, GlassBroken,
    ];

    /// <summary>Whether it says no more than whose the case is.</summary>
    internal static bool IsMove(string topic) => topic is Offered or Accepted or Declined or Returned or Recalled;

    /// <summary>What follows from one event; the state is the one after it.</summary>
    internal static ImmutableArray<OutboxMessage> Of(EntityKey key, Case @case, CaseEvent @event)
    {
        return @event switch
        {
            HandoverOffered offered => Tell(Offered, [@case.Owner, offered.Route.Party]),
            HandoverAccepted accepted => Tell(Accepted, [accepted.From, accepted.To, @case.ActsFor]),
            HandoverDeclined declined => Tell(Declined, [@case.Owner, declined.To]),
            CaseReturned returned => Tell(Returned, [returned.From, returned.To, @case.ActsFor]),
            CaseRecalled recalled => Tell(Recalled, [recalled.From, recalled.To]),
            OwnStateAsked asked => Tell(ConsultationAsked, [asked.Whom]),
            Cases.ConsultationAnswered answered => Tell(
                ConsultationAnswered, [@case.Owner], answered.Answer is ConsultationAnswer.Confirmed ? "confirmed" : "objected"),
            CaseDecided decided => Tell(Decided, [@case.Owner, @case.ActsFor], decided.Granted ? "granted" : "refused"),
            DocumentIssued issued => Tell(Issued, [@case.Owner, @case.ActsFor], issued.InformDueAt is null ? null : "acted-first"),
            CaseClosed => Tell(Closed, [@case.Owner, @case.ActsFor]),
            CaseEscalated escalated => Tell(Escalated, [@case.FindClock(escalated.Clock)?.Party, @case.Owner, @case.ActsFor], escalated.Clock),
            AgreementExitApplied => Tell(ExitApplied, [@case.Owner, @case.ActsFor]),
            AdversePersonBlocked => [new OutboxMessage(AdversePersonNamed.Topic, key.ToString(), new AdversePersonNamed(key))],
            Access.GlassBroken => Tell(GlassBroken, [@case.Owner, @case.ActsFor], evenItself: true),
            _ => [],
        };

        // Nobody is told of its own act but of broken glass, and nobody the person fears of anything.
        ImmutableArray<OutboxMessage> Tell(string topic, ImmutableArray<TenantId?> parties, string? detail = null, bool evenItself = false)
        {
            ImmutableArray<TenantId> told = [.. parties.OfType<TenantId>().Distinct()
                .Where(p => (evenItself || p != @event.By?.Party) && !@case.IsFeared(p))];

            return told.IsEmpty
                ? []
                : [new OutboxMessage(topic, key.ToString(), new CaseNotice(key.Id, key.Tenant, @case.Owner, told, @event.At, detail))];
        }
    }
}
