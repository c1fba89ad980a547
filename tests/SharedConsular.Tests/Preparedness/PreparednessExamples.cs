using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Preparedness;

namespace SharedConsular.Tests.Preparedness;

/// <summary>One of every event of a contingency plan and of an after-action report, with every field filled.</summary>
internal static class PreparednessExamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly TenantId Fr = TenantId.Get("fr");

    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly Actor By = new(Fr, new UserId("paris-cell"));

    public static readonly ImmutableArray<ContingencyPlanEvent> Plans =
    [
        new ContingencyPlanKept(
            new PlanContent(
                "Khartoum", TenantId.Get("sd"), [new PlanRole(CrisisPhase.Response, "Open the assembly point", "Embassy", "Crisis cell", ["Airport"], ["Partners"])],
                ["Wadi Seidna"], ["Road to Port Sudan"], ["Larnaca"], ["Duty desk"], Day.AddYears(1)),
            Day.AddMonths(6), By, Now),
        new DrillHeld(new Drill(Day, "exercise-1", "The second bus was missing"), Day.AddYears(1), By, Now),
    ];

    public static readonly ImmutableArray<AfterActionEvent> Reports =
    [
        new RecommendationMade(1, "Keep two buses at Wadi Seidna", Fr, Day.AddMonths(3), By, Now),
        new RecommendationFollowed(1, RecommendationStatus.Done, "Bought", By, Now),
    ];
}
