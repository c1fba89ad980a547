using System.Collections.Immutable;
using SharedConsular.Routing;

namespace SharedConsular.Cases;

/// <summary>Who did it, and for which party.</summary>
public sealed record Actor(TenantId Party, UserId User)
{
    internal static Actor Of(Caller caller) => new(caller.Tenant, caller.User);
}

/// <summary>A paper that was asked for, provided, or both. The paper itself lies elsewhere, sealed.</summary>
public sealed record CasePaper(string Kind, [Personal] string? Note, DateTimeOffset? AskedAt, DateTimeOffset? ProvidedAt);

public sealed record RecordedStep(string Step, Actor By, DateTimeOffset At);

public enum ConsultationAnswer
{
    Pending,

    /// <summary>The person is a national and may be helped.</summary>
    Confirmed,

    /// <summary>No document is issued; the state of nationality takes over.</summary>
    Objected,
}

public sealed record CaseConsultation(
    TenantId Whom,
    [Personal] string Question,
    DateTimeOffset AskedAt,
    DateTimeOffset? DueAt,
    ConsultationAnswer Answer = ConsultationAnswer.Pending,
    [Personal] string? Note = null,
    DateTimeOffset? AnsweredAt = null);

public sealed record CaseDecision(bool Granted, [Personal] string Reason, Actor By, DateTimeOffset At);

/// <param name="Number">The printed number of the document.</param>
/// <param name="ActedFirst">Issued before the state of nationality answered, in extreme urgency.</param>
public sealed record IssuedDocument([Personal] string Number, Actor By, DateTimeOffset At, bool ActedFirst);

/// <param name="About">The officer complained about; null when it is about the matter as a whole.</param>
public sealed record Complaint(
    string Id, [Personal] string Text, UserId? About, Actor By, DateTimeOffset At, [Personal] string? Answer = null, Actor? AnsweredBy = null);

/// <summary>Something that must be done before the case may be closed.</summary>
/// <param name="BlocksHelp">Nothing is granted, issued or ticked off before it is done.</param>
public sealed record CaseDuty(string Code, TenantId Whom, bool Done, bool BlocksHelp = false)
{
    internal static CaseDuty Of(Obligation obligation) => new(obligation.Code, obligation.Whom, Done: false, obligation.BlocksHelp);
}

/// <summary>A party that owned the case until it moved on.</summary>
public sealed record PastOwnership(ServingRoute Route, DateTimeOffset Until);

/// <param name="ReturnUntil">Until when the new owner may give the case back; null means at any time.</param>
public sealed record HandoverOffer(ServingRoute Route, [Personal] string Reason, DateTimeOffset DueAt, DateTimeOffset? ReturnUntil);

/// <param name="What">The stored name of what happened.</param>
public sealed record HistoryLine(DateTimeOffset At, Actor? By, string What);

internal static class CasePapers
{
    public static bool IsAskedFor(this ImmutableArray<CasePaper> papers, string kind) =>
        papers.Any(p => p.Kind == kind && p.ProvidedAt is null);

    public static ImmutableArray<CasePaper> Provide(
        this ImmutableArray<CasePaper> papers, string kind, string? note, DateTimeOffset at)
    {
        for (var i = 0; i < papers.Length; i++)
        {
            if (papers[i].Kind == kind && papers[i].ProvidedAt is null)
            {
                return papers.SetItem(i, papers[i] with { Note = note, ProvidedAt = at });
            }
        }

        return papers.Add(new CasePaper(kind, note, null, at));
    }
}
