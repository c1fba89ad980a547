using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Agreements;
using SharedConsular.Routing;
using SharedConsular.Services;

namespace SharedConsular.Cases;

/// <summary>The routing option by which a party serves a case: what it may do, and by which instruments.</summary>
/// <param name="PostId">The post that serves; null when the state of nationality has not yet said which.</param>
/// <param name="AgreementId">The agreement it serves under; null for an own post.</param>
/// <param name="Instruments">The legal basis, gate by gate.</param>
/// <param name="Consultation">How the state of nationality is asked; null where nobody needs to be.</param>
/// <param name="Obligations">What else the party must do, with clocks where the instrument has them.</param>
public sealed record ServingRoute(
    TenantId Party,
    string? PostId,
    TenantId ActsFor,
    Powers Powers,
    string? AgreementId,
    ImmutableArray<LegalBasis> Instruments,
    Consultation? Consultation,
    ImmutableArray<Obligation> Obligations)
{
    public ImmutableArray<LegalBasis> Instruments { get; init; } = Instruments.OrEmpty();

    public ImmutableArray<Obligation> Obligations { get; init; } = Obligations.OrEmpty();

    [JsonIgnore]
    public bool IsOwn => Party == ActsFor;

    public static ServingRoute From(RoutingOption option) => new(
        option.Party,
        option.Post.Id,
        option.ActsFor,
        option.Powers,
        option.Agreement?.Id,
        option.Basis,
        option.Agreement?.Consultation,
        option.Obligations);

    /// <summary>The state of nationality itself, which needs nobody's leave to serve its own.</summary>
    public static ServingRoute OfOwnState(TenantId state) => new(state, null, state, Powers.All, null, [], null, []);

    public bool Equals(ServingRoute? other) =>
        other is not null && Party == other.Party && PostId == other.PostId && ActsFor == other.ActsFor
        && Powers == other.Powers && AgreementId == other.AgreementId && Consultation == other.Consultation
        && Instruments.SequenceEqual(other.Instruments) && Obligations.SequenceEqual(other.Obligations);

    public override int GetHashCode() => HashCode.Combine(Party, PostId, ActsFor, Powers, AgreementId);
}

/// <summary>The service as it stood when the case began; a later version does not change the case.</summary>
public sealed record CaseService(string Id, string Version, ServiceCategory Category, ImmutableArray<string> Steps)
{
    public ImmutableArray<string> Steps { get; init; } = Steps.OrEmpty();

    public static CaseService From(Service service) => new(service.Id, service.Version, service.Category, service.Steps);

    public bool Equals(CaseService? other) =>
        other is not null && Id == other.Id && Version == other.Version && Category == other.Category
        && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => HashCode.Combine(Id, Version, Category);
}
