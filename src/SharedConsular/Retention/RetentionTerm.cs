using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Cases;

namespace SharedConsular.Retention;

/// <summary>Until when a party may keep a case that is over.</summary>
/// <param name="Rule">The id of the retention rule it follows from.</param>
public sealed record RetentionTerm(TenantId Party, string Rule, DateTimeOffset DueAt)
{
    private const string ClockPrefix = "retention:";

    [JsonIgnore]
    public string ClockName => ClockPrefix + Party;

    /// <summary>The party whose time is over when this clock falls due; null for a clock of another kind.</summary>
    internal static TenantId? FindParty(string clock) =>
        clock.StartsWith(ClockPrefix, StringComparison.Ordinal) ? TenantId.Parse(clock[ClockPrefix.Length..]) : null;

    /// <summary>The terms of all who know of a case that ends now.</summary>
    internal static ImmutableArray<RetentionTerm> Of(Case @case, RetentionPolicy? policy, DateTimeOffset now)
    {
        var terms = ImmutableArray.CreateBuilder<RetentionTerm>();
        foreach (var party in CaseListRow.PartiesOf(@case with { Offer = null }))
        {
            var holder = party == @case.Keeper ? RetentionHolder.HomeState : RetentionHolder.AssistingParty;
            var agreement = @case.FormerOwners.FirstOrDefault(f => f.Route.Party == party)?.Route.AgreementId ?? @case.AgreementId;
            var (service, day) = (@case.Service!, DateOnly.FromDateTime(now.UtcDateTime));
            if (policy?.Find(party, holder, agreement, service.Id, service.Category, day) is { } time)
            {
                terms.Add(new RetentionTerm(party, time.Rule, now.AddDays(time.Days)));
            }
        }

        return terms.ToImmutable();
    }
}

/// <summary>An order that nothing is forgotten: a court, an inquiry, a dispute.</summary>
public sealed record LegalHold([Personal] string Reason, Actor By, DateTimeOffset At);

/// <summary>Why somebody is forgotten; the grounds of GDPR article 17(1), as far as a consulate meets them.</summary>
public enum ErasureGround
{
    PersonAsked,
    NotNeeded,
    Unlawful,
    LegalDuty,

    /// <summary>The time of a retention rule is over.</summary>
    RetentionEnded,
}

/// <summary>That somebody was forgotten, without a word about who it was.</summary>
/// <param name="Version">The version of the case that the erasure made.</param>
/// <param name="Rule">The retention rule, when it was one.</param>
public sealed record Erasure(
    ImmutableArray<string> Subjects, ErasureGround Ground, string? Rule, Actor By, Role ByRole, DateTimeOffset At, int Version)
{
    public ImmutableArray<string> Subjects { get; init => field = value.OrEmpty(); } = Subjects.OrEmpty();
}
