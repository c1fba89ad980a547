using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Access;

/// <summary>
/// Who may do what with a case, and by what right: the one function that every address, list and view asks. First what no
/// file can change, then the access rules in force, then the action table.
/// </summary>
public static class CaseAccess
{
    /// <summary>Whether the caller may do this at all, whatever the moment.</summary>
    public static AccessAnswer Decide(AccessPolicy policy, CaseAction action, Case @case, Caller caller, DateTimeOffset now) =>
        Decide(policy, action, @case, caller, QuestionOf(policy, action, @case, caller, now));

    /// <summary>Whether the caller may do this now.</summary>
    public static bool Allows(AccessPolicy policy, CaseAction action, Case @case, Caller caller, DateTimeOffset now) =>
        Allows(policy, action, @case, caller, QuestionOf(policy, action, @case, caller, now), now);

    /// <summary>What the caller may do now, by the names clients know. Empty for whoever may not know of the case.</summary>
    public static ImmutableArray<string> AllowedActions(AccessPolicy policy, Case @case, Caller caller, DateTimeOffset now)
    {
        // Forty questions that differ in one word: the rest is found out once.
        var question = QuestionOf(policy, CaseAction.Read, @case, caller, now);
        var allowed = ImmutableArray.CreateBuilder<string>();
        foreach (var rule in CaseActions.Table)
        {
            // Most are out by the table, which is asked faster than the files; glass alone opens against it.
            if ((MayBeOpenedByGlass(rule.Action) || IsAllowedByTable(rule.Action, @case, caller, now))
                && Allows(policy, rule.Action, @case, caller, question with { Does = rule.Name, IsMaker = IsMaker(rule.Action, @case, caller) }, now))
            {
                allowed.Add(rule.Name);
            }
        }

        return allowed.DrainToImmutable();
    }

    /// <summary>
    /// Each thing people do with cases: whether the caller may do it now and who says so, as a routing answer says why and why not. What
    /// stands above the rules is not asked for them, so then none was passed over.
    /// </summary>
    public static ImmutableArray<AccessExplanation> Explain(AccessPolicy policy, Case @case, Caller caller, DateTimeOffset now) =>
    [
        .. CaseActions.Table.Where(r => !r.Roles.Contains(Role.System)).Select(r =>
        {
            var question = QuestionOf(policy, r.Action, @case, caller, now);
            var answer = Decide(policy, r.Action, @case, caller, question);
            var notNow = answer.IsAllowed && !IsOpenedByGlass(answer, r.Action) ? FindRefusalNow(r.Action, @case, caller, now) : null;

            return new AccessExplanation(
                r.Name, notNow is null ? answer : AccessAnswer.No(notNow, AccessAnswer.ByTable),
                AccessInvariants.FindStop(question) is null ? policy.FindPassed(question) : []);
        }),
    ];

    /// <summary>By what right the caller reads the case; null when it may not.</summary>
    public static AccessGrounds? FindGrounds(AccessPolicy policy, Case @case, Caller caller, DateTimeOffset now) =>
        Decide(policy, CaseAction.Read, @case, caller, now).Grounds;

    /// <summary>Whether the platform may tell a party of this now; asked when it is told, not when it happened.</summary>
    /// <param name="topic">One of <see cref="CaseNotice.Topics"/>.</param>
    public static AccessAnswer DecideToTell(AccessPolicy policy, string topic, Case @case, TenantId party, DateTimeOffset now) =>
        Decide(policy, CaseNotice.IsMove(topic) ? CaseAction.TellMove : CaseAction.TellParty, @case, Caller.OnBehalfOf(party), now);

    /// <summary>Whether the platform may write to a person of the case about it now, for a party.</summary>
    public static AccessAnswer DecideToWrite(AccessPolicy policy, Case @case, PersonDetails person, TenantId party, DateTimeOffset now) =>
        policy.Decide(new AccessQuestion(
            CaseActions.NameOf(CaseAction.WriteToPerson), party, Role.System, CaseRelations.Applicant, @case.Sensitivity, AccessPolicy.DayOf(now))
        {
            IsBlocked = @case.KeepsAway(person),
        });

    /// <summary>What stops the caller whatever the files say: the part of the decision that a command asks for itself.</summary>
    internal static Refusal? FindStop(CaseAction action, Case @case, Caller caller, DateTimeOffset now) =>
        @case.Status is CaseStatus.NotOpened ? null : AccessInvariants.FindStop(QuestionOf(AccessPolicy.Empty, action, @case, caller, now))?.Refusal;

    /// <summary>The "no" that depends on the moment, for a caller who may ask.</summary>
    internal static Refusal? FindRefusalNow(CaseAction action, Case @case, Caller caller, DateTimeOffset now) =>
        CaseActions.RuleOf(action).FindRefusalNow(@case, caller)
        ?? (action is CaseAction.BreakGlass && !LacksRight(@case, caller, now) ? AccessRefusals.GlassNotNeeded : null);

    private static AccessAnswer Decide(AccessPolicy policy, CaseAction action, Case @case, Caller caller, AccessQuestion question)
    {
        var answer = policy.Decide(question);
        if (answer.IsStoppedByInvariant || IsOpenedByGlass(answer, action))
        {
            return answer;
        }

        return CaseActions.RuleOf(action).FindRefusalOf(@case, caller) is { } refusal
            ? AccessAnswer.No(refusal, AccessAnswer.ByTable)
            : answer;
    }

    private static bool Allows(AccessPolicy policy, CaseAction action, Case @case, Caller caller, AccessQuestion question, DateTimeOffset now)
    {
        var answer = Decide(policy, action, @case, caller, question);

        return answer.IsAllowed && (IsOpenedByGlass(answer, action) || FindRefusalNow(action, @case, caller, now) is null);
    }

    private static bool IsAllowedByTable(CaseAction action, Case @case, Caller caller, DateTimeOffset now) =>
        CaseActions.RuleOf(action).FindRefusalOf(@case, caller) is null && FindRefusalNow(action, @case, caller, now) is null;

    /// <summary>Whether something keeps the caller from the persons of a case its party knows of: what glass is broken for.</summary>
    private static bool LacksRight(Case @case, Caller caller, DateTimeOffset now) =>
        (@case.Sensitivity is not CaseSensitivity.Ordinary
            && AccessInvariants.FindLack(caller.Role, caller.Protection, AccessPolicy.DayOf(now)) is not null)
        || CaseActions.RuleOf(CaseAction.ReadPersons).FindRefusalOf(@case, caller) is not null;

    private static AccessQuestion QuestionOf(AccessPolicy policy, CaseAction action, Case @case, Caller caller, DateTimeOffset now)
    {
        var (relations, on) = (@case.RelationOf(caller), AccessPolicy.DayOf(now));

        return new AccessQuestion(CaseActions.RuleOf(action).Name, caller.Tenant, caller.Role, relations, @case.Sensitivity, on)
        {
            IsAgreementOver = IsAgreementOver(policy, @case, relations, on),
            IsOwnPost = caller.Posts.IsEmpty || caller.Posts.Contains(@case.Serving?.PostId ?? ""),
            IsFeared = @case.IsFeared(caller.Tenant),
            IsBlocked = @case.IsBlocked(caller),
            Protection = caller.Protection,
            BrokeGlass = @case.HasBrokenGlass(caller, now),
            IsMaker = IsMaker(action, @case, caller),
            AgreementId = caller.Tenant == @case.Owner && caller.Role is not Role.National ? @case.AgreementId : null,
        };
    }

    /// <summary>
    /// Whether the party's part in the case ended with an agreement, and the case has not met the exit rule yet. Where she fears her own
    /// state nobody else could help, so who serves her keeps the case until people have decided.
    /// </summary>
    private static bool IsAgreementOver(AccessPolicy policy, Case @case, CaseRelations relations, DateOnly on) =>
        !@case.IsOver && !@case.FearsOwnState && (relations & CaseRelations.StateOfNationality) is CaseRelations.Stranger
        && ((relations & (CaseRelations.Owner | CaseRelations.Consulted)) is not CaseRelations.Stranger
            ? @case.ExitedAgreement != @case.AgreementId && policy.IsOver(@case.AgreementId, @case.Urgency, on)
            : relations.HasFlag(CaseRelations.OfferedTo) && policy.IsOver(@case.Offer?.Route.AgreementId, @case.Urgency, on));

    private static bool IsMaker(CaseAction action, Case @case, Caller caller) =>
        action is CaseAction.IssueDocument && @case.Decision?.By?.User == caller.User;

    /// <summary>Glass is broken against the table too: the persons of a case that was only offered.</summary>
    private static bool IsOpenedByGlass(AccessAnswer answer, CaseAction action) =>
        answer.Grounds is { Purpose: Purpose.Emergency } && MayBeOpenedByGlass(action);

    private static bool MayBeOpenedByGlass(CaseAction action) => action is CaseAction.Read or CaseAction.ReadPersons;
}
