using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Routing;

namespace SharedConsular.Cases;

/// <summary>A case as a line of a list, as much of it as the viewer may see.</summary>
/// <param name="Title">Says nothing about the person, and nothing about the matter where the matter itself is a secret.</param>
/// <param name="Name">The first person's name; only for viewers with a right to it, never for a protected person.</param>
/// <param name="NextClock">The clock that runs out first.</param>
public sealed record CaseListRow(
    string Reference,
    string Title,
    CaseStatus Status,
    string? Service,
    Urgency Urgency,
    TenantId? In,
    TenantId? ActsFor,
    TenantId? Owner,
    DateTimeOffset OpenedAt,
    [Personal] string? Name,
    string? NextClock,
    DateTimeOffset? NextClockDueAt) : IPersonRecord
{
    public const string Cases = "cases";
    public const string Queue = "queue";
    public const string ByAgreement = "by-agreement";

    /// <summary>One row per case, found only by who has the secret of it.</summary>
    public const string Followed = "followed";

    public const string NeutralTitle = "consular-matter";

    /// <summary>Whose name it is.</summary>
    [JsonIgnore]
    public string? Subject { get; init; }
    private const string NoClock = "9999";

    public static string ViewerOf(UserId applicant) => $"person:{applicant.Value}";

    /// <summary>Who follows a case without a login sees it by the secret's hash: without that row there is no such case.</summary>
    public static string FollowerOf(string hash) => $"follow:{hash}";

    public static string NameOf(CaseStatus status) => status switch
    {
        CaseStatus.NotOpened => "not-opened",
        CaseStatus.Opened => "opened",
        CaseStatus.InProgress => "in-progress",
        CaseStatus.AwaitingPapers => "awaiting-papers",
        CaseStatus.Decided => "decided",
        CaseStatus.Issued => "issued",
        CaseStatus.Delivered => "delivered",
        CaseStatus.Closed => "closed",
        _ => "withdrawn",
    };

    internal static ImmutableArray<ListRow> Of(EntityKey key, Case @case)
    {
        if (@case.Status is CaseStatus.NotOpened)
        {
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<ListRow>();
        foreach (var party in PartiesOf(@case))
        {
            var relation = @case.RelationOf(party);
            var line = new ListRow(party.Value, Cases, NewestFirst(@case), TermsFor(key, @case, relation), For(key, @case, relation));
            rows.Add(line);
            if ((relation & CaseActions.RuleOf(CaseAction.ReviewBreakGlass).By) is not CaseRelations.Stranger
                && @case.Unreviewed.MinBy(g => g.ReviewDueAt) is { } review)
            {
                rows.Add(new ListRow(
                    party.Value, ReviewRow.List, SortOf(review.ReviewDueAt), [$"ref:{key.Id}"], new ReviewRow(key.Id, review.ReviewDueAt)));
            }

            if (MustAct(@case, party, relation))
            {
                rows.Add(line with { List = Queue, Sort = MostPressingFirst(@case) });
            }
        }

        foreach (var login in @case.BlockedLogins)
        {
            rows.Add(new ListRow(AdverseParty.ViewerOf(login), AdverseParty.HiddenList, key.Id, [], new HiddenRow(key.Id)));
        }

        if (!@case.AdversePersons.IsEmpty)
        {
            rows.Add(new ListRow(TenantId.Installation.Value, AdversePerson.List, key.Id, [], new AdversePersonRow(key.Id)));
        }

        // A login that the feared state gave out is in that state's hands.
        if (@case.Applicant is { } applicant
            && !(applicant.FindParty() is { } issuer && @case.IsFeared(issuer)) && !@case.IsBlocked(applicant.Value))
        {
            rows.Add(new ListRow(
                ViewerOf(applicant),
                Cases,
                NewestFirst(@case),
                TermsFor(key, @case, CaseRelations.Applicant),
                For(key, @case, CaseRelations.Applicant)));
        }

        if (@case.FollowHash is { } secret)
        {
            rows.Add(new ListRow(FollowerOf(secret), Followed, "", [], new FollowedCase(key.Id)));
        }

        // The end of an agreement must find the cases that are open under it; nobody else reads this list.
        if (!@case.IsOver && @case.AgreementId is { } agreement)
        {
            rows.Add(new ListRow(
                TenantId.Installation.Value,
                ByAgreement,
                NewestFirst(@case),
                [$"agreement:{agreement}"],
                For(key, @case, CaseRelations.FormerOwner)));
        }

        return rows.ToImmutable();
    }

    /// <summary>Every party that knows of the case. Nobody the person fears is ever among them.</summary>
    internal static ImmutableArray<TenantId> PartiesOf(Case @case) =>
    [
        .. new[] { @case.Owner, @case.ActsFor, @case.Consultation?.Whom, @case.Offer?.Route.Party }
            .Concat(@case.FormerOwners.Select(f => f.Route.Party))
            .OfType<TenantId>()
            .Distinct()
            .Where(p => (@case.RelationOf(p) & CaseActions.Readers) is not CaseRelations.Stranger),
    ];

    private static CaseListRow For(EntityKey key, Case @case, CaseRelations relation)
    {
        var reduced = Case.IsOnlyFormerOwner(relation);
        var protectedMatter = IsProtected(@case);

        // Whoever of the party has no certificate sees this line too, and whoever looks over the person's shoulder: that there is a
        // protected matter, and not which.
        var secret = reduced || protectedMatter;
        var named = MaySeeNames(@case, relation) ? NamedIn(@case).FirstOrDefault() : null;
        var clock = reduced || relation is CaseRelations.Applicant
            ? null
            : @case.Clocks.Where(c => c.EscalatedAt is null).OrderBy(c => c.DueAt).FirstOrDefault();

        return new CaseListRow(
            key.Id,
            protectedMatter || reduced ? NeutralTitle : @case.Service!.Id,
            @case.Status,
            secret ? null : @case.Service!.Id,
            @case.Urgency,
            secret ? null : @case.In,
            @case.ActsFor,
            @case.Owner,
            @case.OpenedAt,
            named?.Names[0].Text,
            clock?.Name,
            clock?.DueAt)
        {
            Subject = named?.Subject,
        };
    }

    private static ImmutableArray<string> TermsFor(EntityKey key, Case @case, CaseRelations relation)
    {
        if (Case.IsOnlyFormerOwner(relation))
        {
            return [$"ref:{key.Id}", $"status:{NameOf(@case.Status)}"];
        }

        if (IsProtected(@case))
        {
            return [$"ref:{key.Id}", $"status:{NameOf(@case.Status)}", $"acts-for:{@case.ActsFor}"];
        }

        var names = MaySeeNames(@case, relation)
            ? NamedIn(@case).SelectMany(p => p.Names).SelectMany(n => NameTerms.Of(n.Text)).Distinct().Select(n => $"name:{n}")
            : [];

        return
        [
            $"ref:{key.Id}",
            $"status:{NameOf(@case.Status)}",
            $"service:{@case.Service!.Id}",
            $"acts-for:{@case.ActsFor}",
            $"in:{@case.In}",
            $"route:{@case.RoutingDecisionId}",
            .. names,
        ];
    }

    /// <summary>Those who have a name that was not erased.</summary>
    private static IEnumerable<PersonDetails> NamedIn(Case @case) =>
        @case.Persons.Where(p => !p.Names.IsEmpty && !@case.IsForgotten(p.Subject ?? @case.OwnSubject));

    /// <summary>Whether the matter itself is a secret.</summary>
    public static bool IsProtected(Case @case) => @case.Sensitivity is not CaseSensitivity.Ordinary;

    private static bool MaySeeNames(Case @case, CaseRelations relation) =>
        !IsProtected(@case)
        && (relation & CaseActions.RuleOf(CaseAction.ReadPersons).By) is not CaseRelations.Stranger;

    /// <summary>Whether the case waits for this party rather than for another or for the applicant.</summary>
    private static bool MustAct(Case @case, TenantId party, CaseRelations relation)
    {
        if (@case.Unreviewed.Any() && (relation & (CaseRelations.Owner | CaseRelations.StateOfNationality)) is not CaseRelations.Stranger)
        {
            return true;
        }

        if (@case.IsOver)
        {
            return false;
        }

        if (relation.HasFlag(CaseRelations.OfferedTo)
            || (relation.HasFlag(CaseRelations.Consulted) && @case.Consultation is { Answer: ConsultationAnswer.Pending }))
        {
            return true;
        }

        var duties = @case.Duties.Any(d => !d.Done) || @case.Complaints.Any(c => c.Answer is null)
            || @case.Clocks.Any(c => c.EscalatedAt is not null && c.Party == party);
        var next = @case switch
        {
            { Status: CaseStatus.InProgress } => Powers.Decide,
            { Status: CaseStatus.Decided, Decision.Granted: true } => Powers.Issue,
            _ => Powers.None,
        };
        if (relation.HasFlag(CaseRelations.Owner))
        {
            return duties || @case.Status is CaseStatus.Opened or CaseStatus.InProgress or CaseStatus.Decided or CaseStatus.Issued or CaseStatus.Delivered;
        }

        // What the serving party has no power to finish, the state of nationality must.
        return relation.HasFlag(CaseRelations.StateOfNationality)
            && ((next is not Powers.None && !@case.PowersOf(@case.Owner!).HasFlag(next))
                || @case.Duties.Any(d => d is { Code: CaseClock.DecideAfterExit, Done: false }));
    }

    private static string NewestFirst(Case @case) =>
        (DateTimeOffset.MaxValue.UtcTicks - @case.OpenedAt.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string SortOf(DateTimeOffset due) => due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string MostPressingFirst(Case @case)
    {
        var due = @case.Clocks.IsEmpty
            ? NoClock
            : SortOf(@case.Clocks.Min(c => c.DueAt));

        return $"{due} {Urgency.Extreme - @case.Urgency} {@case.OpenedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}";
    }
}

/// <summary>That a case is hidden from the login in whose list this stands.</summary>
public sealed record HiddenRow(string Reference);

/// <summary>The row of who follows a case; all else is read from the case itself, as it stands.</summary>
public sealed record FollowedCase(string Reference);
