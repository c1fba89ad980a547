using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Routing;

namespace SharedConsular.Cases;

public enum ClockColour
{
    Green,

    /// <summary>Half of the time is gone.</summary>
    Amber,

    /// <summary>Due, or past it.</summary>
    Red,
}

/// <summary>A deadline of a case.</summary>
/// <param name="Party">Who must act before it is due.</param>
/// <param name="EscalatedAt">When it fell due and was escalated; null while it runs.</param>
public sealed record CaseClock(
    string Name, TenantId Party, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? EscalatedAt = null)
{
    public const string AcceptCase = "accept-case";
    public const string AskOwnState = "ask-own-state";
    public const string AnswerConsultation = "answer-consultation";
    public const string CompleteAfterConfirmation = "complete-after-confirmation";
    public const string AnswerHandover = "answer-handover";
    public const string DecideAfterExit = "decide-after-exit";
    public const string InformOwnState = "inform-own-state";
    public const string ReviewGlass = "review-due";

    /// <summary>Of a step of a protocol; who may not see the protocol learns nothing by it.</summary>
    public static string OfProtocolStep(int number) => string.Create(CultureInfo.InvariantCulture, $"protocol-step-{number}");

    /// <summary>How long a person waits until someone takes the case in hand; ours.</summary>
    public const int AcceptCaseDays = 1;

    /// <summary>The same in urgent and in extremely urgent matters; ours.</summary>
    public const int AcceptUrgentHours = 4;

    public const int AcceptExtremeHours = 1;

    /// <summary>How long a party may think about a handover; ours, no instrument counts it.</summary>
    public const int AnswerHandoverDays = 2;

    /// <summary>How long people may take to decide about a case whose agreement ended; ours.</summary>
    public const int DecideAfterExitDays = 3;

    /// <summary>What "at once" means where help came before the consultation and the instrument gives no hours; ours.</summary>
    public const int InformOwnStateDays = 1;

    /// <summary>The clocks that only run while another party serves.</summary>
    internal static readonly ImmutableArray<string> OwedToOwnState =
        [AskOwnState, AnswerConsultation, CompleteAfterConfirmation, InformOwnState];

    public ClockColour ColourAt(DateTimeOffset now) =>
        now >= DueAt ? ClockColour.Red
        : now >= StartedAt + ((DueAt - StartedAt) / 2) ? ClockColour.Amber
        : ClockColour.Green;

    internal static DateTimeOffset? FindAskDue(ServingRoute route, bool fearsOwnState, WorkCalendar calendar, DateTimeOffset now) =>
        fearsOwnState || route.IsOwn || route.Consultation is not { Before: not ConsultBefore.Nothing } consultation ? null
        : consultation.AskWithinDays is { } days ? calendar.EndOfWorkingDays(now, days)
        : consultation.TellWithinHours is { } hours ? now.AddHours(hours)
        : null;

    internal static DateTimeOffset AcceptDue(Urgency urgency, WorkCalendar calendar, DateTimeOffset now) => urgency switch
    {
        Urgency.Extreme => now.AddHours(AcceptExtremeHours),
        Urgency.Urgent => now.AddHours(AcceptUrgentHours),
        _ => calendar.EndOfWorkingDays(now, AcceptCaseDays),
    };

    internal static DateTimeOffset InformDue(ServingRoute route, WorkCalendar calendar, DateTimeOffset now) =>
        route.Consultation?.TellWithinHours is { } hours
            ? now.AddHours(hours)
            : calendar.EndOfWorkingDays(now, InformOwnStateDays);
}

internal static class CaseClocks
{
    public static ImmutableArray<CaseClock> Without(this ImmutableArray<CaseClock> clocks, params ImmutableArray<string> names) =>
        clocks.RemoveAll(c => names.Contains(c.Name));

    /// <summary>Starts a clock, or starts it again; no due time means no clock.</summary>
    public static ImmutableArray<CaseClock> With(
        this ImmutableArray<CaseClock> clocks, string name, TenantId? party, DateTimeOffset startedAt, DateTimeOffset? dueAt) =>
        party is null || dueAt is not { } due ? clocks : clocks.Without(name).Add(new CaseClock(name, party, startedAt, due));
}
