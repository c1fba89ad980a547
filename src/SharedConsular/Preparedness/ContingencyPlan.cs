using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Cases;
using SharedConsular.Crises;

namespace SharedConsular.Preparedness;

/// <summary>
/// What a party will do when a place has to be left: who does what in which phase, where people gather, by which routes they
/// go. All parties read it, and nobody is named in it: contacts are of desks.
/// </summary>
public sealed record ContingencyPlan
{
    public const string List = "contingency-plans";

    /// <summary>All parties see all plans: they are made to fit together.</summary>
    public const string Viewer = "parties";

    public const int EntriesMax = 100;

    public static EntityType<ContingencyPlan, ContingencyPlanCommand, ContingencyPlanEvent> Type { get; } = new(
        Name: "contingency-plan",
        Initial: new ContingencyPlan(),
        Decide: (plan, command, context) => command.Decide(plan, context),
        Evolve: (plan, @event) => plan.Evolve(@event))
    {
        Rows = (key, plan) => plan.Content is null
            ? []
            : [new ListRow(Viewer, List, Words.OfDay(plan.NextDueOn), [$"party:{key.Tenant}"], ContingencyPlanRow.Of(key, plan))],
    };

    public PlanContent? Content { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Drill> Drills { get; init; } = [];

    public DateOnly DrillDueOn { get; init; }

    /// <summary>Before this day it is looked at or drilled again.</summary>
    public DateOnly NextDueOn => Content is { } content && content.ReviewDueOn < DrillDueOn ? content.ReviewDueOn : DrillDueOn;

    public static EntityKey KeyOf(TenantId party, string id) => new(party, Type.Name, id);

    private ContingencyPlan Evolve(ContingencyPlanEvent @event) => @event switch
    {
        ContingencyPlanKept kept => this with { Content = kept.Content, DrillDueOn = kept.DrillDueOn },
        DrillHeld held => this with { Drills = Drills.Add(held.Drill), DrillDueOn = held.NextDueOn },
        _ => throw new UnreachableException($"ContingencyPlan does not evolve on {@event.GetType().Name}."),
    };
}

/// <param name="Place">The city or region.</param>
/// <param name="State">The receiving state.</param>
/// <param name="Contacts">Desks and duty telephones; no person's.</param>
public sealed record PlanContent(
    string Place,
    TenantId State,
    ImmutableArray<PlanRole> Roles,
    ImmutableArray<string> AssemblyPoints,
    ImmutableArray<string> Routes,
    ImmutableArray<string> Hubs,
    ImmutableArray<string> Contacts,
    DateOnly ReviewDueOn)
{
    public ImmutableArray<PlanRole> Roles { get; init; } = Roles.OrEmpty();

    public ImmutableArray<string> AssemblyPoints { get; init; } = AssemblyPoints.OrEmpty();

    public ImmutableArray<string> Routes { get; init; } = Routes.OrEmpty();

    public ImmutableArray<string> Hubs { get; init; } = Hubs.OrEmpty();

    public ImmutableArray<string> Contacts { get; init; } = Contacts.OrEmpty();
}

/// <summary>One task of a phase: who does it, who answers for it, who is asked before and told after (RACI).</summary>
public sealed record PlanRole(
    CrisisPhase Phase, string Task, string Responsible, string Accountable, ImmutableArray<string> Consulted, ImmutableArray<string> Informed)
{
    public ImmutableArray<string> Consulted { get; init; } = Consulted.OrEmpty();

    public ImmutableArray<string> Informed { get; init; } = Informed.OrEmpty();
}

/// <param name="Exercise">The crisis that was declared as an exercise for it; null when it was held without the platform.</param>
/// <param name="Finding">What it showed, in words that name nobody.</param>
public sealed record Drill(DateOnly HeldOn, string? Exercise, string Finding);

/// <summary>A plan as a line of the register.</summary>
public sealed record ContingencyPlanRow(TenantId Party, string Id, string Place, TenantId State, DateOnly ReviewDueOn, DateOnly DrillDueOn, int Drills)
{
    internal static ContingencyPlanRow Of(EntityKey key, ContingencyPlan plan) =>
        new(key.Tenant, key.Id, plan.Content!.Place, plan.Content.State, plan.Content.ReviewDueOn, plan.DrillDueOn, plan.Drills.Length);

    public bool IsOverdueOn(DateOnly day) => ReviewDueOn < day || DrillDueOn < day;
}

/// <summary>What has happened to a plan. This is the stored format: add to it, never rename or remove.</summary>
public abstract record ContingencyPlanEvent
{
    private protected ContingencyPlanEvent() { }

    public abstract Actor By { get; init; }

    public abstract DateTimeOffset At { get; init; }
}

[StoredAs("contingency-plan-kept")]
public sealed record ContingencyPlanKept(PlanContent Content, DateOnly DrillDueOn, Actor By, DateTimeOffset At) : ContingencyPlanEvent;

[StoredAs("drill-held")]
public sealed record DrillHeld(Drill Drill, DateOnly NextDueOn, Actor By, DateTimeOffset At) : ContingencyPlanEvent;
