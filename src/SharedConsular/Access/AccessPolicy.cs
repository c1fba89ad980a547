using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SharedConsular.Access;

/// <summary>
/// The access rules in force. What no rule allows is refused, so without rules nobody may do anything. The platform's own
/// clocks and exits are not asked: what follows from what was already allowed must not depend on a file.
/// </summary>
public sealed record AccessPolicy
{
    private readonly FrozenDictionary<string, ImmutableArray<AccessRule>> _byDeed;

    public AccessPolicy(ImmutableArray<AccessRule> rules, ImmutableArray<MakerCheckerRule> makerChecker)
    {
        Rules = [.. rules.OrderByDescending(r => r.Priority).ThenBy(r => r.Id, StringComparer.Ordinal)];
        MakerChecker = makerChecker;
        _byDeed = Rules.SelectMany(r => r.Does).Distinct()
            .ToFrozenDictionary(d => d, d => Rules.Where(r => r.Does.Contains(d)).ToImmutableArray(), StringComparer.Ordinal);
    }

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

        if (question.IsMaker && MakerChecker.Any(r => r.Does == question.Does && r.Parties.Contains(question.Party) && r.Period.Contains(question.On)))
        {
            return AccessAnswer.No(AccessRefusals.MakerIsChecker, $"maker-checker:{question.Does}");
        }

        var rule = _byDeed.GetValueOrDefault(question.Does, []).FirstOrDefault(r => r.Holds(question));

        return rule is null ? AccessAnswer.No(AccessRefusals.NoRule, AccessAnswer.ByDefault)
            : rule.Allows ? new AccessAnswer(new AccessGrounds(rule.Id, rule.Purpose, question.AgreementId), null, $"rule:{rule.Id}")
            : AccessAnswer.No(AccessRefusals.Forbidden, $"rule:{rule.Id}");
    }

    /// <summary>Whether a caller may do something that concerns no single case, by what right or stopped by what.</summary>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="tenant">What the tenant is that it concerns.</param>
    public AccessAnswer Decide(string operation, TenantRelation tenant, Caller caller, DateTimeOffset now) =>
        Decide(new AccessQuestion(operation, caller.Tenant, caller.Role, Cases.CaseRelations.Stranger, Cases.CaseSensitivity.Ordinary, DayOf(now))
        {
            Tenant = tenant,
        });

    /// <summary>Certificates and rules begin and end with the day in UTC.</summary>
    internal static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
