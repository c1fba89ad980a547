using System.Collections.Immutable;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Retention;

/// <summary>What a party is to a case that it keeps.</summary>
public enum RetentionHolder
{
    /// <summary>It served, was asked or had the case once: it loses its sight of it.</summary>
    AssistingParty,

    /// <summary>The state the case belongs to: when its time is over, the persons are forgotten.</summary>
    HomeState,
}

/// <summary>How long a party may keep a case that is over.</summary>
/// <param name="Basis">The article or the practice it rests on.</param>
/// <param name="Confidence">How far to rely on it.</param>
/// <param name="Period">Of the days on which a case must end for the rule to hold.</param>
/// <param name="Priority">Of several rules that hold, the one with the highest counts.</param>
/// <param name="Agreements">Served under one of these; empty means under any, or under none.</param>
/// <param name="Services">One of these; empty means any.</param>
/// <param name="Categories">One of these; empty means any.</param>
/// <param name="KeepDays">Calendar days from the end of the case.</param>
public sealed record RetentionRule(
    string Id,
    string Basis,
    Confidence Confidence,
    Period Period,
    int Priority,
    RetentionHolder Holder,
    ImmutableArray<string> Agreements,
    ImmutableArray<string> Services,
    ImmutableArray<ServiceCategory> Categories,
    int KeepDays)
{
    public const int KeepDaysMax = 36_525;

    /// <summary>How long a party's own rule may keep instead; null means no longer than this one, as it is with law.</summary>
    public int? AtMostDays { get; init; }

    internal bool Holds(RetentionHolder holder, string? agreement, string service, ServiceCategory category, DateOnly ended) =>
        Holder == holder
        && Period.Contains(ended)
        && (Agreements.IsEmpty || (agreement is not null && Agreements.Contains(agreement)))
        && (Services.IsEmpty || Services.Contains(service))
        && (Categories.IsEmpty || Categories.Contains(category));

    /// <summary>The rule that counts; null when none holds. Of equal ones the stricter.</summary>
    public static RetentionRule? Find(
        ImmutableArray<RetentionRule> rules, RetentionHolder holder, string? agreement, string service, ServiceCategory category, DateOnly ended) =>
        rules.Where(r => r.Holds(holder, agreement, service, category, ended))
            .OrderByDescending(r => r.Priority).ThenBy(r => r.KeepDays).ThenBy(r => r.Id, StringComparer.Ordinal)
            .FirstOrDefault();
}
