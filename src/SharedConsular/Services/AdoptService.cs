using System.Collections.Immutable;

namespace SharedConsular.Services;

/// <summary>
/// A tenant makes a template its own: names, steps, papers, time and fees as its law has them. The version counts up,
/// and a case keeps the one it began with.
/// </summary>
/// <param name="Template">The catalogue's service that is altered.</param>
/// <param name="Altered">The same service as the tenant wants it.</param>
public sealed record AdoptService(Service Template, Service Altered, ImmutableArray<Fee> Fees) : ServiceCommand
{
    internal override Decision<ServiceEvent> Decide(ServiceBook book, DecisionContext context)
    {
        if (Template.Shareability is Shareability.Own && Altered.Shareability is not Shareability.Own)
        {
            return ServiceRefusals.MoreShared;
        }

        var state = context.Caller.Tenant;
        var current = book.Services.GetValueOrDefault(Template.Id);
        var next = Altered with { Id = Template.Id, Version = $"{state}-{book.Versions.GetValueOrDefault(Template.Id) + 1}" };
        ImmutableArray<Fee> fees = [.. Fees.Select(f => f with { State = state, Service = Template.Id })];

        return current is not null && Same(current, next) && book.Fees.Where(f => f.Service == Template.Id).SequenceEqual(fees)
            ? Decision.NoChange<ServiceEvent>()
            : new ServiceAdopted(state, next, fees, context.Now);
    }

    private static bool Same(Service a, Service b) =>
        a.Category == b.Category && a.Shareability == b.Shareability && a.Presence == b.Presence && a.TypicalTime == b.TypicalTime && a.FeeRule == b.FeeRule
        && a.Note == b.Note && a.NeedsPersonConsent == b.NeedsPersonConsent && a.NeedsOwnState == b.NeedsOwnState && a.Period == b.Period
        && a.Names.SequenceEqual(b.Names) && a.Steps.SequenceEqual(b.Steps) && a.Papers.SequenceEqual(b.Papers);
}
