using System.Collections.Immutable;

namespace SharedConsular.Crises;

/// <summary>Who leads, and whose staff work for everybody. A lead state can give the lead away, never leave none.</summary>
public sealed record AgreeRoles(ImmutableArray<TenantId> Leads, ImmutableArray<TenantId> JointTeam) : CrisisCommand
{
    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        Leads.IsDefaultOrEmpty || Leads.Length + JointTeam.Length > Crisis.PartiesMax
            || Leads.Concat(JointTeam).Distinct().Count() != Leads.Length + JointTeam.Length
            ? CrisisRefusals.RolesUnusable.With($"{Crisis.PartiesMax}")
        : crisis.Leads.SequenceEqual(Leads) && crisis.JointTeam.SequenceEqual(JointTeam) ? Decision.NoChange<CrisisEvent>()
        : new CrisisRolesAgreed(Leads, JointTeam, By(context), context.Now);
}

/// <summary>The weights by which seats are shared; a state without one weighs 1.</summary>
public sealed record AgreeShares(ImmutableSortedDictionary<TenantId, int> Weights) : CrisisCommand
{
    private const int WeightMax = 10_000;

    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        Weights.Any(w => w.Value is < 1 or > WeightMax) ? CrisisRefusals.WeightOutOfRange.With($"{WeightMax}")
        : crisis.Shares.SequenceEqual(Weights) ? Decision.NoChange<CrisisEvent>()
        : new SeatSharesAgreed(Weights, By(context), context.Now);
}

/// <summary>How many of 100 offered seats were boarded so far, by state.</summary>
public sealed record MeasureUptake(ImmutableSortedDictionary<TenantId, int> Percent) : CrisisCommand
{
    private protected override Decision<CrisisEvent> DecideAllowed(Crisis crisis, DecisionContext context) =>
        Percent.Any(p => p.Value is < 1 or > 100) ? CrisisRefusals.PercentOutOfRange
        : Percent.All(p => crisis.UptakePercent.GetValueOrDefault(p.Key) == p.Value) ? Decision.NoChange<CrisisEvent>()
        : new UptakeMeasured(Percent, By(context), context.Now);
}
