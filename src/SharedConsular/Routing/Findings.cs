using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Crises;
using SharedConsular.Posts;
using SharedConsular.Services;

namespace SharedConsular.Routing;

/// <summary>What is found while one question is answered: options, rejections, and the facts both rest on.</summary>
internal sealed class Findings(RoutingQuery query, World world)
{
    private readonly List<RoutingOption> _options = [];
    private readonly List<RejectedParty> _rejected = [];

    public RoutingQuery Query { get; } = query;

    public World World { get; } = world;

    /// <summary>The place of an option before the preference policy has spoken.</summary>
    public PreferenceRule Unranked { get; } = PreferenceRanking.Unranked;

    /// <summary>Gate G6: the person opposes, and the service is one that must not be given against that wish.</summary>
    public bool PersonBars => Query.PersonObjects && Query.Service.NeedsPersonConsent;

    /// <summary>Whether the party's powers carry the service to its end without another party's act.</summary>
    public static bool CarriesToTheEnd(Powers powers, Service service) =>
        powers.HasFlag(service.Shareability is Shareability.Assist ? Powers.Assist : Powers.Issue);

    public bool IsBehindFirewall(TenantId party) => Query.FearsOwnState && Router.IsOwnState(Query, party);

    public double? DistanceTo(Post post) =>
        Query.Near is { } here && post.Position is { } there ? Math.Round(here.DistanceKm(there), 1) : null;

    /// <summary>What is charged: the tariff, or what a crisis leaves of it. Waived counts before changed.</summary>
    public Fee? FeeOf(TenantId state) => World.FeeOn(state, Query.Service.Id, Query.On) is not { } fee ? null
        : World.FindCrisis(OverlayKind.FeesWaived, Query) is not null ? fee with { Amount = 0 }
        : World.FindCrisis(OverlayKind.FeesPercent, Query) is { } crisis
            ? fee with { Amount = Math.Round(fee.Amount!.Value * crisis.Overlays[OverlayKind.FeesPercent] / 100, 2, MidpointRounding.ToZero) }
        : fee;

    public Post[] NearestAbroad(TenantId state) => Query.Near is { } near && World.FindTenant(Query.In) is not null
        ? World.NearestAbroadFrom(near, Query.In, state)
        : World.FindTenant(Query.In) is not null && World.FindTenant(state) is not null ? World.NearestAbroad(Query.In, state) : [];

    public bool LocalLawBars(RouteKind kind)
    {
        foreach (var limit in World.LocalLimitsOn(Query.In, Query.Service.Id))
        {
            if (limit.Period.Contains(Query.On) && (limit.ActingKinds.IsEmpty || limit.ActingKinds.Contains(kind)))
            {
                return true;
            }
        }

        return false;
    }

    public void Offer(RoutingOption option) => _options.Add(option);

    public void Reject(TenantId party, TenantId actsFor, string code, string? instrument = null)
    {
        // One party is rejected once for one reason under one instrument, however many posts it has.
        var rejection = new RejectedParty(party, actsFor, code, instrument);
        for (var i = _rejected.Count - 1; i >= 0 && _rejected[i].Party == party; i--)
        {
            if (_rejected[i] == rejection)
            {
                return;
            }
        }

        _rejected.Add(rejection);
    }

    public RoutingAnswer Answer(ImmutableArray<Advice> advice)
    {
        var options = PreferenceRanking.Rank(_options, this);

        // A partner that helps under one instrument is not rejected because another one does not let it.
        _rejected.RemoveAll(r => r.Instrument is not null && IsOffered(options, r));

        return new RoutingAnswer(
            options.IsEmpty ? RoutingOutcome.NoRoute : RoutingOutcome.Route, options, [.. _rejected], advice);
    }

    private static bool IsOffered(ImmutableArray<RoutingOption> options, RejectedParty rejected)
    {
        foreach (var option in options)
        {
            if (option.Party == rejected.Party && option.ActsFor == rejected.ActsFor)
            {
                return true;
            }
        }

        return false;
    }
}
