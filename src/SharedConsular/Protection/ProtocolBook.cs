using System.Collections.Immutable;

namespace SharedConsular.Protection;

/// <summary>The protocols of the product, and who adopted which.</summary>
public sealed record ProtocolBook(ImmutableArray<Protocol> All, ImmutableDictionary<TenantId, ImmutableArray<string>> Adopted)
{
    public static ProtocolBook Empty { get; } = new([], ImmutableDictionary<TenantId, ImmutableArray<string>>.Empty);

    public Protocol? Find(string id) => All.FirstOrDefault(p => p.Id == id);

    /// <summary>What runs on a case of these parties: the state acted for and who serves. A protocol of one binds both.</summary>
    public ImmutableArray<Protocol> AdoptedBy(params ReadOnlySpan<TenantId?> parties)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var party in parties)
        {
            ids.UnionWith(party is null ? [] : Adopted.GetValueOrDefault(party, []));
        }

        return [.. All.Where(p => ids.Contains(p.Id))];
    }
}
