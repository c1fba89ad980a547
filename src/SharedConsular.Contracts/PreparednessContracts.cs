namespace SharedConsular.Contracts;

/// <summary>A contingency plan as a whole. Name no person in it: contacts are desks.</summary>
public sealed record KeepContingencyPlanRequest(
    string? Place,
    string? State,
    IReadOnlyList<PlanRoleContract>? Roles,
    IReadOnlyList<string>? AssemblyPoints,
    IReadOnlyList<string>? Routes,
    IReadOnlyList<string>? Hubs,
    IReadOnlyList<string>? Contacts,
    DateOnly? ReviewDueOn,
    DateOnly? DrillDueOn);

/// <param name="Phase"><c>preparedness</c>, <c>response</c> or <c>after_crisis</c>.</param>
public sealed record PlanRoleContract(
    string? Phase, string? Task, string? Responsible, string? Accountable, IReadOnlyList<string>? Consulted = null, IReadOnlyList<string>? Informed = null);

/// <param name="Exercise">The crisis that was declared as an exercise for it.</param>
public sealed record HoldDrillRequest(DateOnly? HeldOn, string? Finding, DateOnly? NextDueOn, string? Exercise = null);

public sealed record ContingencyPlanLineResponse(
    string Party, string Id, string Place, string State, DateOnly ReviewDueOn, DateOnly DrillDueOn, int Drills, bool Overdue);

public sealed record ContingencyPlanResponse(
    string Party,
    string Id,
    long Version,
    string Place,
    string State,
    IReadOnlyList<PlanRoleContract> Roles,
    IReadOnlyList<string> AssemblyPoints,
    IReadOnlyList<string> Routes,
    IReadOnlyList<string> Hubs,
    IReadOnlyList<string> Contacts,
    DateOnly ReviewDueOn,
    DateOnly DrillDueOn,
    IReadOnlyList<DrillResponse> Drills,
    bool Overdue);

public sealed record DrillResponse(DateOnly HeldOn, string? Exercise, string Finding);

/// <param name="Owner">The party that carries it out.</param>
public sealed record MakeRecommendationRequest(string? Text, string? Owner, DateOnly? DueOn);

/// <param name="Status"><c>open</c>, <c>in_progress</c>, <c>done</c> or <c>dropped</c>.</param>
public sealed record FollowRecommendationRequest(string? Status, string? Note = null);

/// <summary>What happened, what came of it, and what is to be done about it.</summary>
/// <param name="Timeline">From the events of the crisis and its movements, oldest first.</param>
public sealed record AfterActionResponse(
    string Crisis,
    bool Exercise,
    SituationResponse Outcome,
    IReadOnlyList<TimelineLineResponse> Timeline,
    IReadOnlyList<RecommendationResponse> Recommendations);

/// <param name="What">The kind of event, such as <c>crisis-declared</c>.</param>
/// <param name="Subject">The movement, or the number of the instruction; null where it is the crisis itself.</param>
public sealed record TimelineLineResponse(DateTimeOffset At, string Party, string What, string? Subject);

public sealed record RecommendationResponse(int Number, string Text, string Owner, DateOnly DueOn, string Status, string? Note, bool Overdue);
