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

public enum PaperFormat
{
    Pdf,
    Jpeg,
    Png,
}

/// <summary>A file that came in as a paper of the case. What is in it lies in the paper store, sealed under a key of its own.</summary>
/// <param name="Kind">What paper it is.</param>
/// <param name="Bytes">Its size before it was sealed.</param>
/// <param name="Key">Opens what lies in the paper store; as everything personal it is gone with its person's key, and the file with it.</param>
/// <param name="Digest">SHA-256 of what was sent, in lower-case hexadecimal.</param>
/// <param name="Seen">Somebody other than who sent it has opened it.</param>
public sealed record PaperFile(
    string Id, string Kind, PaperFormat Format, int Bytes, [Personal] string Key, [Personal] string Digest, Actor By, DateTimeOffset At, bool Seen = false);

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

    /// <summary>A paper that came in as the file of this time is asked for again when its last file is taken back, or was never there.</summary>
    public static ImmutableArray<CasePaper> TakeBack(this ImmutableArray<CasePaper> papers, PaperFile file, ImmutableArray<PaperFile> left)
    {
        if (papers.FirstOrDefault(p => p.Kind == file.Kind && p.ProvidedAt == file.At) is not { } paper)
        {
            return papers;
        }

        DateTimeOffset? now = left.FirstOrDefault(f => f.Kind == file.Kind)?.At;

        return now is null && paper.AskedAt is null ? papers.Remove(paper) : papers.Replace(paper, paper with { ProvidedAt = now });
    }
}
