using System.Collections.Frozen;
using System.Collections.Immutable;
using SharedConsular.Agreements;
using SharedConsular.Posts;
using SharedConsular.Services;

namespace SharedConsular.Routing;

/// <summary>What tenants recorded since the policy files were written: the facts that change between versions.</summary>
public sealed class Registers(
    IEnumerable<AgreementRecord> agreements,
    IEnumerable<PostBook> posts,
    IEnumerable<ServiceBook> services)
{
    private readonly FrozenDictionary<string, AgreementRecord> _agreements = agreements.ToFrozenDictionary(a => a.AgreementId);
    private readonly Post[] _posts =
        [.. posts.SelectMany(b => b.Posts.Values).OrderBy(p => p.Sending).ThenBy(p => p.Id, StringComparer.Ordinal)];

    private readonly ImmutableArray<ServiceBook> _services = [.. services];

    public static Registers Empty { get; } = new([], [], []);

    /// <summary>For a world whose posts and agreements already have the registers in them.</summary>
    internal Registers OnlyServices() => new([], [], _services);

    internal IEnumerable<(TenantId State, Service Service)> Services =>
        _services.SelectMany(b => b.Services.Values.Select(s => (b.State!, s)));

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

        var entries = _posts.Where(p => senders.TryAdd(p.Id, p.Sending) || senders[p.Id] == p.Sending).ToDictionary(p => p.Id, StringComparer.Ordinal);

        return reference.Where(p => !entries.ContainsKey(p.Id)).Concat(entries.Values);
    }

    /// <summary>A tenant that entered a tariff of a service speaks for all of it.</summary>
    internal IEnumerable<Fee> Apply(ImmutableArray<Fee> reference)
    {
        var own = _services.SelectMany(b => b.Fees).ToArray();
        var tariffs = own.Select(f => (f.State, f.Service)).ToHashSet();

        return reference.Where(f => !tariffs.Contains((f.State, f.Service))).Concat(own);
    }
}
