using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Services;

namespace SharedConsular.Retention;

/// <summary>How long cases are kept: by the product's rules, by each party's own, and never longer than the law leaves it.</summary>
/// <param name="Own">What parties' folders say; a party speaks for itself only.</param>
/// <param name="Agreements">Their data clauses bound every party's own rules.</param>
public sealed record RetentionPolicy(
    ImmutableArray<RetentionRule> Common, ImmutableDictionary<TenantId, ImmutableArray<RetentionRule>> Own, ImmutableArray<Agreement> Agreements)
{
    public static RetentionPolicy Of(ImmutableArray<RetentionRule> common) =>
        new(common, ImmutableDictionary<TenantId, ImmutableArray<RetentionRule>>.Empty, []);

    /// <summary>
    /// What counts for a party: its own rule before the product's, cut to what the product's rule leaves to it and what the
    /// agreement allows. Null when nobody's time is counted.
    /// </summary>
    public RetentionTime? Find(
        TenantId party, RetentionHolder holder, string? agreement, string service, ServiceCategory category, DateOnly ended)
    {
        var common = RetentionRule.Find(Common, holder, agreement, service, category, ended);
        if (RetentionRule.Find(Own.GetValueOrDefault(party).OrEmpty(), holder, agreement, service, category, ended) is not { } own)
        {
            return common is null ? null : new RetentionTime(common.Id, common.KeepDays);
        }

        var wanted = new RetentionTime(own.Id, own.KeepDays);

        return FindLimit(common, holder, agreement) is { } limit && limit.Days < wanted.Days ? limit : wanted;
    }

    /// <summary>The most a party's own rule may say; null when no law says anything.</summary>
    internal RetentionTime? FindLimit(RetentionHolder holder, string? agreement, Service service, DateOnly ended) =>
        FindLimit(RetentionRule.Find(Common, holder, agreement, service.Id, service.Category, ended), holder, agreement);

    private RetentionTime? FindLimit(RetentionRule? common, RetentionHolder holder, string? agreement)
    {
        var left = common is null ? null : new RetentionTime(common.Id, common.AtMostDays ?? common.KeepDays);
        var data = agreement is null ? null : Agreements.FirstOrDefault(a => a.Id == agreement)?.Data;
        var allowed = holder is RetentionHolder.AssistingParty ? data?.KeepAssistingDays : data?.KeepAssistedDays;

        return allowed is { } days && (left is null || days < left.Days) ? new RetentionTime(agreement!, days) : left;
    }
}

/// <param name="Rule">What it follows from: a rule, or the agreement whose data clause is stricter.</param>
public sealed record RetentionTime(string Rule, int Days);
