using System.Collections.Frozen;
using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Calendars;
using SharedConsular.Crises;
using SharedConsular.Posts;
using SharedConsular.Retention;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Routing;

/// <summary>
/// What tenants said since the policy files were written. A tenant's folder stands above the policy files; what it
/// recorded singly, for a day that could not wait for the next folder, stands above its folder until it is taken back.
/// </summary>
public sealed class Registers(
    IEnumerable<AgreementRecord> agreements,
    IEnumerable<PostBook> posts,
    IEnumerable<ServiceBook> services,
    IEnumerable<TenantBook>? tenants = null,
    IEnumerable<CrisisRule>? crises = null)
{
    private readonly FrozenDictionary<string, AgreementRecord> _agreements = agreements.ToFrozenDictionary(a => a.AgreementId);
    private readonly Post[] _posts =
        [.. posts.SelectMany(b => b.Posts.Values).OrderBy(p => p.Sending).ThenBy(p => p.Id, StringComparer.Ordinal)];

    private readonly ImmutableArray<ServiceBook> _services = [.. services];
    private readonly FrozenDictionary<TenantId, TenantSettings> _settings =
        (tenants ?? []).Where(b => b.Settings is not null).ToFrozenDictionary(b => b.Tenant!, b => b.Settings!);

    /// <summary>What running crises change, by their names.</summary>
    internal ImmutableArray<CrisisRule> Crises { get; } = [.. (crises ?? []).OrderBy(c => c.Crisis, StringComparer.Ordinal)];

    public static Registers Empty { get; } = new([], [], []);

    /// <summary>What states concerned object to (G2); it stands above what the sending states say of their posts.</summary>
    internal ImmutableArray<AccreditationObjection> Objections { get; private init; } = [.. posts.SelectMany(b => b.Objections)];

    /// <summary>For a world whose posts and agreements already have the registers in them.</summary>
    internal Registers WithoutPostsAndAgreements() => new(
        [], [], _services, _settings.Select(s => new TenantBook(s.Key, s.Value with { Posts = [] }, [])), Crises)
    {
        Objections = Objections,
    };

    internal IEnumerable<(TenantId State, Service Service)> Services =>
        _settings.OrderBy(s => s.Key).SelectMany(s => s.Value.Services.Select(service => (s.Key, service)))
            .Concat(_services.SelectMany(b => b.Services.Values.Select(s => (b.State!, s))));

    internal ImmutableDictionary<TenantId, ImmutableArray<RetentionRule>> RetentionRules =>
        _settings.Where(s => !s.Value.Retention.IsEmpty).ToImmutableDictionary(s => s.Key, s => s.Value.Retention);

    internal ImmutableDictionary<TenantId, ImmutableArray<string>> Protocols =>
        _settings.Where(s => !s.Value.Protocols.IsDefaultOrEmpty).ToImmutableDictionary(s => s.Key, s => s.Value.Protocols);

    internal TenantSettings? FindSettings(TenantId tenant) => _settings.GetValueOrDefault(tenant);

    internal Tenant Apply(Tenant tenant) => FindSettings(tenant.Id) is not { Profile: var profile } ? tenant : tenant with
    {
        Names = tenant.Names.SetItems(profile.Names),
        Languages = profile.Languages.IsEmpty ? tenant.Languages : profile.Languages,
        Currencies = profile.Currencies.IsEmpty ? tenant.Currencies : profile.Currencies,
    };

    /// <summary>The calendars of the files, and for each tenant that has a folder its own.</summary>
    internal IEnumerable<WorkCalendar> Apply(ImmutableArray<WorkCalendar> calendars)
    {
        var own = _settings.Select(s =>
        {
            var like = s.Value.Profile.Calendar.Like ?? s.Key;
            var known = calendars.FirstOrDefault(c => c.Authority == like) ?? WorkCalendar.Default(like);

            return known with
            {
                Authority = s.Key,
                Holidays = known.Holidays.Union(s.Value.Profile.Calendar.ExtraHolidays),
                Basis = Confidence.Tenant,
            };
        });

        return calendars.Where(c => !_settings.ContainsKey(c.Authority)).Concat(own);
    }

    internal Agreement Apply(Agreement agreement)
    {
        if (!_agreements.TryGetValue(agreement.Id, out var record))
        {
            return agreement;
        }

        var period = record.EndsAfter is { } end && (agreement.InForce.To is not { } to || end < to)
            ? agreement.InForce with { To = end }
            : agreement.InForce;

        return agreement with
        {
            Gates = [.. agreement.Gates, .. record.Gates],
            Suspensions = record.Suspensions,
            InForce = period,
        };
    }

    /// <summary>A tenant's own entry about a post replaces what the reference data says of it, and of nobody else's.</summary>
    internal IEnumerable<Post> Apply(ImmutableArray<Post> reference)
    {
        var senders = new Dictionary<string, TenantId>(StringComparer.Ordinal);
        foreach (var post in reference)
        {
            senders[post.Id] = post.Sending;
        }

        var recorded = _posts.Select(p => (p.Sending, p.Id)).ToHashSet();
        var own = _settings.OrderBy(s => s.Key).SelectMany(s => s.Value.Posts).Where(p => !recorded.Contains((p.Sending, p.Id))).Concat(_posts);
        var entries = own.Where(p => senders.TryAdd(p.Id, p.Sending) || senders[p.Id] == p.Sending).ToDictionary(p => p.Id, StringComparer.Ordinal);

        return reference.Where(p => !entries.ContainsKey(p.Id)).Concat(entries.Values);
    }

    /// <summary>A tenant that entered a tariff of a service speaks for all of it.</summary>
    internal IEnumerable<Fee> Apply(ImmutableArray<Fee> reference)
    {
        var recorded = _services.SelectMany(b => b.Fees).ToArray();
        var recordedTariffs = recorded.Select(f => (f.State, f.Service)).ToHashSet();
        var own = _settings.OrderBy(s => s.Key).SelectMany(s => s.Value.Fees)
            .Where(f => !recordedTariffs.Contains((f.State, f.Service)))
            .Concat(recorded).ToArray();
        var tariffs = own.Select(f => (f.State, f.Service)).ToHashSet();

        return reference.Where(f => !tariffs.Contains((f.State, f.Service))).Concat(own);
    }
}
