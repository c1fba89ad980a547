using System.Collections.Frozen;
using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Routing;

namespace SharedConsular.Access;

/// <summary>
/// The access rules in force. What no rule allows is refused, so without rules nobody may do anything, and nobody is told
/// anything. The platform's own clocks and exits are not asked: what follows from what was already allowed must not depend on a file.
/// </summary>
public sealed record AccessPolicy
{
    /// <summary>What is still done after the agreement ended: to give the case back, and to hide the person from whom she fears.</summary>
    private static readonly string[] AfterAgreement = [CaseActions.NameOf(CaseAction.Return), CaseActions.NameOf(CaseAction.DiscloseFear)];

    private readonly FrozenDictionary<string, ImmutableArray<AccessRule>> _byDeed;

    public AccessPolicy(ImmutableArray<AccessRule> rules, ImmutableArray<MakerCheckerRule> makerChecker)
    {
        Rules = [.. rules.OrderByDescending(r => r.Priority).ThenBy(r => r.Id, StringComparer.Ordinal)];
        MakerChecker = makerChecker;
        _byDeed = Rules.SelectMany(r => r.Does).Distinct()
            .ToFrozenDictionary(d => d, d => Rules.Where(r => r.Does.Contains(d)).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>All versions of each agreement, as they stand; empty where nobody asks for agreements.</summary>
    private FrozenDictionary<string, ImmutableArray<Agreement>> Agreements { get; init; } = FrozenDictionary<string, ImmutableArray<Agreement>>.Empty;

    public static AccessPolicy Empty { get; } = new([], []);

    /// <summary>From the highest priority down.</summary>
    public ImmutableArray<AccessRule> Rules { get; }

    public ImmutableArray<MakerCheckerRule> MakerChecker { get; }

    /// <summary>The invariants, then the rules. The action table is asked by <see cref="CaseAccess"/>, which has the case.</summary>
    public AccessAnswer Decide(AccessQuestion question)
    {
        if (AccessInvariants.FindStop(question) is { } stop)
        {
            return stop;
        }

        if (question.IsAgreementOver && !AfterAgreement.Contains(question.Does))
        {
            return AccessAnswer.No(AccessRefusals.AgreementOver, AccessAnswer.ByAgreement);
        }

        if (question.IsMaker && MakerChecker.Any(r => r.Does == question.Does && r.Parties.Contains(question.Party) && r.Period.Contains(question.On)))
        {
            return AccessAnswer.No(AccessRefusals.MakerIsChecker, $"maker-checker:{question.Does}");
        }

        var rule = FindRule(question);

        return rule is null ? AccessAnswer.No(AccessRefusals.NoRule, AccessAnswer.ByDefault)
            : rule.Allows ? new AccessAnswer(new AccessGrounds(rule.Id, rule.Purpose, question.AgreementId), null, $"rule:{rule.Id}")
            : AccessAnswer.No(AccessRefusals.Forbidden, $"rule:{rule.Id}");
    }

    /// <summary>The rules that were asked and did not decide, the highest first, each with what it lacked.</summary>
    internal ImmutableArray<PassedRule> FindPassed(AccessQuestion question) =>
        [.. _byDeed.GetValueOrDefault(question.Does, []).TakeWhile(r => !r.IsMet(question)).Select(r => new PassedRule(r.Id, r.FindLack(question)!))];

    /// <summary>Whether a caller may do something that concerns no single case, by what right or stopped by what.</summary>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="tenant">What the tenant is that it concerns.</param>
    public AccessAnswer Decide(string operation, TenantRelation tenant, Caller caller, DateTimeOffset now) =>
        Decide(QuestionOf(operation, tenant, caller, now));

    /// <summary>
    /// Each thing people do that concerns their own party and no single case: whether the caller may and who says so, as
    /// <see cref="CaseAccess.Explain"/> says it of a case.
    /// </summary>
    public ImmutableArray<AccessExplanation> Explain(Caller caller, DateTimeOffset now) =>
    [
        .. Operations.All.Except(Operations.OfThePlatform).Select(operation =>
        {
            var question = QuestionOf(operation, TenantRelation.Own, caller, now);

            return new AccessExplanation(operation, Decide(question), AccessInvariants.FindStop(question) is null ? FindPassed(question) : []);
        }),
    ];

    /// <summary>The same rules in a world in which agreements stand like this: with its agreement a party loses what the exit rule takes.</summary>
    public AccessPolicy Under(IEnumerable<Agreement> agreements) => this with
    {
        Agreements = agreements.GroupBy(a => a.Id).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal),
    };

    /// <summary>
    /// Whether no version of the agreement holds on the day, and its exit rule does not let cases of this urgency be finished. One that
    /// is not in the files any more is not judged: what it said about its end is gone with it.
    /// </summary>
    internal bool IsOver(string? agreement, Urgency urgency, DateOnly on) =>
        agreement is not null && Agreements.TryGetValue(agreement, out var versions)
        && !versions.Any(a => a.HoldsOn(on)) && versions[^1].Exit.FateOf(urgency) is not ExitFate.Finish;

    private static AccessQuestion QuestionOf(string operation, TenantRelation tenant, Caller caller, DateTimeOffset now) =>
        new(operation, caller.Tenant, caller.Role, CaseRelations.Stranger, CaseSensitivity.Ordinary, DayOf(now)) { Tenant = tenant };

    private AccessRule? FindRule(AccessQuestion question)
    {
        foreach (var rule in _byDeed.GetValueOrDefault(question.Does, []))
        {
            if (rule.IsMet(question))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>Certificates and rules begin and end with the day in UTC.</summary>
    internal static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
