using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Cases;

namespace SharedConsular.Preparedness;

/// <summary>What was learnt from a crisis or an exercise, and how far it is carried out. Open also long after the crisis ended.</summary>
public sealed record AfterAction
{
    public const int RecommendationsMax = 500;

    public static EntityType<AfterAction, AfterActionCommand, AfterActionEvent> Type { get; } = new(
        Name: "after-action",
        Initial: new AfterAction(),
        Decide: (report, command, context) => command.Decide(report, context),
        Evolve: (report, @event) => report.Evolve(@event));

    public ImmutableArray<Recommendation> Recommendations { get; init; } = [];

    public static EntityKey KeyOf(string crisis) => new(TenantId.Installation, Type.Name, crisis);

    private AfterAction Evolve(AfterActionEvent @event) => @event switch
    {
        RecommendationMade made => this with
        {
            Recommendations = Recommendations.Add(new Recommendation(made.Number, made.Text, made.Owner, made.DueOn, RecommendationStatus.Open, null)),
        },
        RecommendationFollowed followed => this with
        {
            Recommendations =
                [.. Recommendations.Select(r => r.Number == followed.Number ? r with { Status = followed.Status, Note = followed.Note } : r)],
        },
        _ => throw new UnreachableException($"AfterAction does not evolve on {@event.GetType().Name}."),
    };
}

public enum RecommendationStatus
{
    Open,
    InProgress,
    Done,

    /// <summary>Not followed, and the note says why.</summary>
    Dropped,
}

/// <param name="Owner">The party that carries it out.</param>
/// <param name="Note">How far it is, in words that name nobody.</param>
public sealed record Recommendation(int Number, string Text, TenantId Owner, DateOnly DueOn, RecommendationStatus Status, string? Note)
{
    public bool IsOverdueOn(DateOnly day) => DueOn < day && Status is (RecommendationStatus.Open or RecommendationStatus.InProgress);
}

/// <summary>What has happened to a report. This is the stored format: add to it, never rename or remove.</summary>
public abstract record AfterActionEvent
{
    private protected AfterActionEvent() { }

    public abstract Actor By { get; init; }

    public abstract DateTimeOffset At { get; init; }
}

/// <param name="Number">From 1, in the order made.</param>
[StoredAs("recommendation-made")]
public sealed record RecommendationMade(int Number, string Text, TenantId Owner, DateOnly DueOn, Actor By, DateTimeOffset At) : AfterActionEvent;

[StoredAs("recommendation-followed")]
public sealed record RecommendationFollowed(int Number, RecommendationStatus Status, string? Note, Actor By, DateTimeOffset At) : AfterActionEvent;

/// <summary>Something a party of the crisis asks of its report.</summary>
public abstract record AfterActionCommand
{
    private static readonly Role[] Writers = [Role.CrisisCell, Role.Supervisor];

    private protected AfterActionCommand() { }

    /// <summary>The caller's party leads the crisis. Set by who looked it up, never taken from a request.</summary>
    public bool ForLead { get; init; }

    internal Decision<AfterActionEvent> Decide(AfterAction report, DecisionContext context) =>
        Writers.Contains(context.Caller.Role) ? DecideAllowed(report, context) : PreparednessRefusals.NotKeeper;

    private protected abstract Decision<AfterActionEvent> DecideAllowed(AfterAction report, DecisionContext context);
}

public sealed record MakeRecommendation(string Text, TenantId Owner, DateOnly DueOn) : AfterActionCommand
{
    private protected override Decision<AfterActionEvent> DecideAllowed(AfterAction report, DecisionContext context) =>
        report.Recommendations.Any(r => r.Text == Text && r.Owner == Owner) ? Decision.NoChange<AfterActionEvent>()
        : report.Recommendations.Length >= AfterAction.RecommendationsMax
            ? PreparednessRefusals.TooManyEntries.With($"{AfterAction.RecommendationsMax}")
        : new RecommendationMade(report.Recommendations.Length + 1, Text, Owner, DueOn, Actor.Of(context.Caller), context.Now);
}

public sealed record FollowRecommendation(int Number, RecommendationStatus Status, string? Note) : AfterActionCommand
{
    private protected override Decision<AfterActionEvent> DecideAllowed(AfterAction report, DecisionContext context) =>
        report.Recommendations.FirstOrDefault(r => r.Number == Number) is not { } found ? PreparednessRefusals.NoSuchRecommendation
        : found.Owner != context.Caller.Tenant && !ForLead ? PreparednessRefusals.NotOwner
        : found.Status == Status && found.Note == Note ? Decision.NoChange<AfterActionEvent>()
        : new RecommendationFollowed(Number, Status, Note, Actor.Of(context.Caller), context.Now);
}
