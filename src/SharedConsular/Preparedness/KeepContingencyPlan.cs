using SharedConsular.Cases;

namespace SharedConsular.Preparedness;

/// <summary>Something a party asks of a plan of its own.</summary>
public abstract record ContingencyPlanCommand
{
    private static readonly Role[] Keepers = [Role.CrisisCell, Role.Administrator];

    private protected ContingencyPlanCommand() { }

    internal Decision<ContingencyPlanEvent> Decide(ContingencyPlan plan, DecisionContext context) =>
        Keepers.Contains(context.Caller.Role) ? DecideAllowed(plan, context) : PreparednessRefusals.NotKeeper;

    private protected abstract Decision<ContingencyPlanEvent> DecideAllowed(ContingencyPlan plan, DecisionContext context);
}

/// <summary>The whole plan as it is from now on.</summary>
public sealed record KeepContingencyPlan(PlanContent Content, DateOnly DrillDueOn) : ContingencyPlanCommand
{
    private protected override Decision<ContingencyPlanEvent> DecideAllowed(ContingencyPlan plan, DecisionContext context) =>
        new[] { Content.Roles.Length, Content.AssemblyPoints.Length, Content.Routes.Length, Content.Hubs.Length, Content.Contacts.Length }.Sum()
            > ContingencyPlan.EntriesMax
            ? PreparednessRefusals.TooManyEntries.With($"{ContingencyPlan.EntriesMax}")
        : Content.AssemblyPoints.IsEmpty ? PreparednessRefusals.NoAssemblyPoint
        : new ContingencyPlanKept(Content, DrillDueOn, Actor.Of(context.Caller), context.Now);
}

public sealed record HoldDrill(Drill Drill, DateOnly NextDueOn) : ContingencyPlanCommand
{
    private const int DrillsMax = 200;

    private protected override Decision<ContingencyPlanEvent> DecideAllowed(ContingencyPlan plan, DecisionContext context) =>
        plan.Content is null ? PreparednessRefusals.PlanNotFound
        : plan.Drills.Contains(Drill) ? Decision.NoChange<ContingencyPlanEvent>()
        : plan.Drills.Length >= DrillsMax ? PreparednessRefusals.TooManyEntries.With($"{DrillsMax}")
        : NextDueOn <= Drill.HeldOn ? PreparednessRefusals.DrillDueBefore
        : new DrillHeld(Drill, NextDueOn, Actor.Of(context.Caller), context.Now);
}
