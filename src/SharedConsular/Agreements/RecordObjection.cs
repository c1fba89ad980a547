using System.Collections.Immutable;
using SharedConsular.Tenants;

namespace SharedConsular.Agreements;

/// <summary>
/// The receiving state objects to representation on its territory (G3), wholly or for some parties and services. It is
/// dated and ends new cases at once.
/// </summary>
/// <param name="Parties">The assisting parties it objects to; empty means all.</param>
/// <param name="Services">The services it strikes; empty means all.</param>
public sealed record RecordObjection(
    Agreement Agreement, ImmutableArray<TenantId> Parties, ImmutableArray<string> Services, DateOnly From, string Channel)
    : AgreementCommand
{
    internal override Decision<AgreementEvent> Decide(AgreementRecord record, DecisionContext context)
    {
        var place = context.Caller.Tenant;
        var known = record.Gates.Any(g => g is { Gate: GateKind.G3NoticeForThirdState, Answer: GateAnswer.Objected, Period.To: null }
            && (g.Period.From ?? DateOnly.MinValue) <= From
            && g.Places.Contains(place)
            && g.Holders.AsSpan().SequenceEqual(Parties.AsSpan()) && g.Services.AsSpan().SequenceEqual(Services.AsSpan()));

        return known
            ? Decision.NoChange<AgreementEvent>()
            : new GateRecorded(
                Agreement.Id,
                new GateRecord(
                    GateKind.G3NoticeForThirdState, GateAnswer.Objected, new Period(From, null), [place], Parties, Channel, 0, Confidence.Tenant)
                {
                    Services = Services,
                },
                context.Now);
    }
}
