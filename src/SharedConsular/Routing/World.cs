using System.Collections.Frozen;
using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Crises;
using SharedConsular.Policies;
using SharedConsular.Posts;
using SharedConsular.Protection;
using SharedConsular.Retention;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Routing;

/// <summary>
/// Everything a routing decision looks at, as one immutable version with indexes: who has which post where, who may
/// act for whom, and in which order options are preferred. Same version, same answer.
/// </summary>
public sealed class World
{
    /// <summary>How many own posts abroad are kept ready per state and place; the first open one is offered.</summary>
    private const int NearestAbroadMax = 8;

    private readonly FrozenDictionary<TenantId, int> _numbers;
    private readonly Tenant[] _tenants;
    private readonly Post[]?[] _postsIn;
    private readonly Post[]?[] _accreditedTo;
    private readonly NearestPosts[] _abroadOf;
    private readonly Post[]?[] _nearestAbroad;
    private readonly Mandate[][] _mandatesOf;
    private readonly PreferenceRule[][] _preferences;
    private readonly FrozenDictionary<(TenantId?, string), Service> _services;
    private readonly FrozenDictionary<(TenantId, string), Fee[]> _fees;
    private readonly FrozenDictionary<TenantId, WorkCalendar> _calendars;
    private readonly FrozenDictionary<string, Post> _posts;
    private readonly FrozenDictionary<(TenantId, string), LocalLimit[]> _localLimits;
    private readonly FrozenDictionary<string, AccreditationObjection[]> _objections;

    private readonly Registers _registers;

    private World(PolicySet policies, Registers registers, string version)
    {
        _registers = registers;
        Version = version;
        Policies = policies;
        Agreements = [.. policies.Agreements.Select(registers.Apply)];
        Access = policies.Access.Under(Agreements);

        Retention = new RetentionPolicy(policies.Retention, registers.RetentionRules, Agreements);
        Protocols = new ProtocolBook(policies.Protocols, registers.Protocols);

        _tenants = [.. policies.Tenants.OrderBy(t => t.Id).Select(registers.Apply)];
        _numbers = _tenants.Select((t, i) => (t.Id, i)).ToFrozenDictionary(x => x.Id, x => x.i);
        var posts = registers.Apply(policies.Posts).Where(p => _numbers.ContainsKey(p.Sending) && _numbers.ContainsKey(p.Country)).ToArray();
        _posts = posts.ToFrozenDictionary(p => p.Id);

        _postsIn = PostsByPlaceAndSender(posts, p => [p.Country]);
        _accreditedTo = PostsByPlaceAndSender(posts, p => p.Jurisdiction.Where(j => j != p.Country));
        var bySender = posts.ToLookup(p => p.Sending);
        _abroadOf = [.. _tenants.Select(t => new NearestPosts(t.Id, bySender[t.Id]))];
        _nearestAbroad = new Post[]?[_tenants.Length * _tenants.Length];
        _services = ServicesByTenant(policies.Services, registers.Services);
        _mandatesOf = MandatesByAssisted();
        _preferences = [.. _tenants.Select(t => PreferencesOf(t.Id))];
        _fees = registers.Apply(policies.Fees).GroupBy(f => (f.State, f.Service)).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _calendars = registers.Apply(policies.Calendars).ToFrozenDictionary(c => c.Authority);
        _localLimits = policies.LocalLimits
            .SelectMany(l => l.Services.Select(s => (Key: (l.ReceivingState, s), Limit: l)))
            .GroupBy(x => x.Key)
            .ToFrozenDictionary(g => g.Key, g => g.Select(x => x.Limit).ToArray());
        _objections = registers.Objections.GroupBy(o => o.PostId, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(o => o.Period.From).ThenBy(o => o.By).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Names this content: the policy files and every register entry that changed them.</summary>
    public string Version { get; }

    public PolicySet Policies { get; }

    /// <summary>Who may do what, where agreements stand as they do here.</summary>
    public AccessPolicy Access { get; }

    /// <summary>The agreements as they stand, with what the register added to them.</summary>
    public ImmutableArray<Agreement> Agreements { get; }

    /// <summary>How long cases are kept, with what each party's folder says of itself.</summary>
    public RetentionPolicy Retention { get; }

    /// <summary>The protocols for vulnerable persons, and who adopted which.</summary>
    public ProtocolBook Protocols { get; }

    public ReadOnlySpan<Tenant> Tenants => _tenants;

    public IEnumerable<Post> Posts => _posts.Values;

    public static World Of(PolicySet policies) => new(policies, Registers.Empty, policies.Version);

    /// <summary>The policies with what tenants recorded since: posts corrected, notices and objections, mandates, own services.</summary>
    /// <param name="version">A name that changes whenever the registers do.</param>
    public static World Of(PolicySet policies, Registers registers, string version) => new(policies, registers, version);

    /// <summary>The world as it would be: posts closed, agreements ended, and one drafted agreement in force.</summary>
    public World WhatIf(IReadOnlySet<string> closedPosts, IReadOnlySet<string> endedAgreements, Agreement? draft)
    {
        // A proposal gives nobody a mandate until somebody asks what if it did.
        var inForce = draft is { Kind: InstrumentKind.Proposal } ? draft with { Kind = InstrumentKind.Treaty } : draft;
        var agreements = Agreements.Where(a => !endedAgreements.Contains(a.Id) && a.Id != draft?.Id);
        var policies = Policies with
        {
            Posts = [.. Posts.Where(p => !closedPosts.Contains(p.Id))],
            Agreements = inForce is null ? [.. agreements] : [.. agreements, inForce],
        };

        return new World(policies, _registers.WithoutPostsAndAgreements(), $"{Version}+what-if");
    }

    public Tenant? FindTenant(TenantId id) => _numbers.TryGetValue(id, out var number) ? _tenants[number] : null;

    public string NameOf(TenantId id, string language) => FindTenant(id)?.NameIn(language) ?? id.Value;

    /// <summary>What a tenant's folder in force says; null for one that applied none.</summary>
    public TenantSettings? FindSettings(TenantId tenant) => _registers.FindSettings(tenant);

    public Agreement? FindAgreement(string id) => Agreements.FirstOrDefault(a => a.Id == id);

    /// <summary>What states concerned said against posts acting elsewhere, withdrawn objections included.</summary>
    public IEnumerable<AccreditationObjection> Objections => _objections.OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => o.Value);

    public IReadOnlyList<AccreditationObjection> ObjectionsTo(string postId) => _objections.GetValueOrDefault(postId) ?? [];

    public Post? FindPost(string id) => _posts.GetValueOrDefault(id);

    /// <summary>The service as a state gives it: its own version, or the catalogue's template.</summary>
    public Service? FindService(string id, TenantId? state = null) =>
        (state is not null ? _services.GetValueOrDefault((state, id)) : null) ?? _services.GetValueOrDefault((null, id));

    public WorkCalendar CalendarOf(TenantId authority) =>
        _calendars.GetValueOrDefault(authority) ?? WorkCalendar.Default(authority);

    /// <summary>The variants of a fee that are charged on a day: of each variant the latest that has begun.</summary>
    public ImmutableArray<Fee> FeesOn(TenantId state, string service, DateOnly on)
    {
        if (!_fees.TryGetValue((state, service), out var fees))
        {
            return [];
        }

        return [.. fees
            .Where(f => f.EffectiveFrom is not { } from || from <= on)
            .GroupBy(f => f.Variant)
            .Select(g => g.MaxBy(f => f.EffectiveFrom ?? DateOnly.MinValue)!)
            .OrderBy(f => f.Variant, StringComparer.Ordinal)];
    }

    /// <summary>The cheapest variant of the day: what an answer quotes before anyone knows which variant applies.</summary>
    internal Fee? FeeOn(TenantId state, string service, DateOnly on)
    {
        if (!_fees.TryGetValue((state, service), out var fees))
        {
            return null;
        }

        Fee? cheapest = null;
        foreach (var fee in fees)
        {
            if (fee.Amount is not null && fee.Currency != "PCT" && IsCurrent(fee, fees, on)
                && (cheapest is null || fee.Amount < cheapest.Amount))
            {
                cheapest = fee;
            }
        }

        return cheapest;
    }

    /// <summary>The crisis that has this overlay in force there and then; null without one.</summary>
    internal CrisisRule? FindCrisis(OverlayKind kind, RoutingQuery query)
    {
        foreach (var crisis in _registers.Crises)
        {
            if (crisis.Holds(kind, query.In, query.Near, query.On))
            {
                return crisis;
            }
        }

        return null;
    }

    internal Post[] PostsIn(TenantId place, TenantId sender) => At(_postsIn, place, sender) ?? [];

    internal Post[] AccreditedTo(TenantId place, TenantId sender) => At(_accreditedTo, place, sender) ?? [];

    /// <summary>Gate G2: whether a state concerned objects to the post acting in a place on a day.</summary>
    internal bool IsObjectedTo(Post post, TenantId place, DateOnly on)
    {
        foreach (var objection in _objections.GetValueOrDefault(post.Id) ?? [])
        {
            if (objection.Stops(post, place, on))
            {
                return true;
            }
        }

        return false;
    }

    internal Mandate[] MandatesOf(TenantId assisted) => _numbers.TryGetValue(assisted, out var number) ? _mandatesOf[number] : [];

    internal PreferenceRule[] PreferencesFor(TenantId state) =>
        _numbers.TryGetValue(state, out var number) ? _preferences[number] : PreferencesOf(state);

    internal LocalLimit[] LocalLimitsOn(TenantId place, string service) => _localLimits.GetValueOrDefault((place, service)) ?? [];

    /// <summary>The nearest career posts of a state outside a place, from the middle of the place.</summary>
    internal Post[] NearestAbroad(TenantId place, TenantId sender)
    {
        var cell = (_numbers[place] * _tenants.Length) + _numbers[sender];

        // Two threads may both compute a cell; they come to the same posts, so either may be kept.
        return _nearestAbroad[cell] ??= NearestAbroadFrom(FindTenant(place)?.Centre, place, sender);
    }

    internal Post[] NearestAbroadFrom(Position? from, TenantId place, TenantId sender) =>
        from is { } here && _numbers.TryGetValue(sender, out var number) ? _abroadOf[number].Find(here, place, NearestAbroadMax) : [];

    private static bool IsCurrent(Fee fee, Fee[] fees, DateOnly on)
    {
        var begun = fee.EffectiveFrom ?? DateOnly.MinValue;
        if (begun > on)
        {
            return false;
        }

        foreach (var other in fees)
        {
            if (other.Variant == fee.Variant && (other.EffectiveFrom ?? DateOnly.MinValue) is var otherBegun && otherBegun > begun && otherBegun <= on)
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenDictionary<(TenantId?, string), Service> ServicesByTenant(
        ImmutableArray<Service> templates, IEnumerable<(TenantId State, Service Service)> adopted)
    {
        var services = new Dictionary<(TenantId?, string), Service>();
        foreach (var template in templates)
        {
            services[(null, template.Id)] = template;
        }

        foreach (var (state, service) in adopted)
        {
            services[(state, service.Id)] = service;
        }

        return services.ToFrozenDictionary();
    }

    private Post[]? At(Post[]?[] cells, TenantId place, TenantId sender) =>
        _numbers.TryGetValue(place, out var p) && _numbers.TryGetValue(sender, out var s) ? cells[(p * _tenants.Length) + s] : null;

    private Post[]?[] PostsByPlaceAndSender(Post[] posts, Func<Post, IEnumerable<TenantId>> placesOf)
    {
        var cells = new Post[]?[_tenants.Length * _tenants.Length];
        var pairs = posts.SelectMany(p => placesOf(p).Where(_numbers.ContainsKey).Select(place => (Place: place, Post: p)));
        foreach (var group in pairs.GroupBy(x => (x.Place, x.Post.Sending)))
        {
            cells[(_numbers[group.Key.Place] * _tenants.Length) + _numbers[group.Key.Sending]] =
                [.. group.Select(x => x.Post).OrderBy(p => p.Kind).ThenBy(p => p.Id, StringComparer.Ordinal)];
        }

        return cells;
    }

    private Mandate[][] MandatesByAssisted()
    {
        var mandates = Agreements.Where(a => a.GivesMandates).Select(a => new Mandate(a)).ToArray();

        return [.. _tenants.Select(t => mandates.Where(m => m.Assists(t.Id)).OrderBy(m => m.Agreement.Id, StringComparer.Ordinal).ToArray())];
    }

    private PreferenceRule[] PreferencesOf(TenantId state)
    {
        var own = (FindSettings(state)?.Preference?.Rules ?? Policies.Preferences.Where(p => p.Owner == state).SelectMany(p => p.Rules))
            .OrderByDescending(r => r.Priority);
        var common = Policies.Preferences.Where(p => p.Owner is null).SelectMany(p => p.Rules).OrderByDescending(r => r.Priority);

        return [.. own, .. common];
    }
}
