using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>The names a policy file may use: parties, groups of states and services, as far as they are read.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, ImmutableArray<TenantId>> _groups = new(StringComparer.Ordinal);

    public SortedDictionary<TenantId, Tenant> Tenants { get; } = [];

    public SortedDictionary<string, Service> Services { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ImmutableArray<TenantId>> Groups => _groups;

    public void Add(Tenant tenant)
    {
        Tenants[tenant.Id] = tenant;
        foreach (var group in tenant.Groups)
        {
            _groups[group] = [.. _groups.GetValueOrDefault(group, []).Add(tenant.Id).Distinct().Order()];
        }
    }

    public ImmutableArray<TenantId>? FindGroup(string name) => _groups.TryGetValue(name, out var states) ? states : null;

    /// <summary>A state by its code in capitals (<c>EE</c>), or an operator by its name (<c>iom</c>).</summary>
    public TenantId? FindParty(string code) =>
        TenantId.Parse(code.Length is 2 ? Lower(code) : code) is { } id && Tenants.ContainsKey(id) ? id : null;

    public TenantId? Party(Fields fields, string key) =>
        fields.Find(key) is null ? Missing(fields, key) : FindParty(fields, key);

    public TenantId? FindParty(Fields fields, string key) => fields.Find(key) is { } node ? PartyOf(fields, node) : null;

    public ImmutableArray<TenantId> Parties(Fields fields, string key) =>
        fields.Find(key) is { } node ? [.. fields.ItemsOf(node).Select(item => PartyOf(fields, item)).OfType<TenantId>()] : [];

    /// <summary>Parties written as <c>{states: [..], groups: [..], operators: [..], except: [..]}</c>; in order, each once.</summary>
    public ImmutableArray<TenantId> PartySet(Fields? fields)
    {
        if (fields is null)
        {
            return [];
        }

        var parties = new SortedSet<TenantId>(Parties(fields, "states").Concat(Parties(fields, "operators")));
        foreach (var node in fields.Find("groups") is { } groups ? fields.ItemsOf(groups) : [])
        {
            if (fields.TextOf(node) is not { } name)
            {
                continue;
            }

            if (FindGroup(name) is { } members)
            {
                parties.UnionWith(members);
            }
            else
            {
                fields.Faults.Error("policy.unknown-word", node.Line, $"'{name}' is not a group of states.");
            }
        }

        parties.ExceptWith(Parties(fields, "except"));
        fields.End();

        return [.. parties];
    }

    public string Service(Fields fields, string key)
    {
        if (fields.Find(key) is not { } node)
        {
            fields.Text(key);
            return "";
        }

        return ServiceOf(fields, node) ?? "";
    }

    public ImmutableArray<string> ServiceList(Fields fields, string key) =>
        fields.Find(key) is { } node ? [.. fields.ItemsOf(node).Select(item => ServiceOf(fields, item)).OfType<string>()] : [];

    private static TenantId? Missing(Fields fields, string key)
    {
        fields.Text(key);
        return null;
    }

    private static string Lower(string code) => code.All(char.IsAsciiLetterUpper) ? code.ToLowerInvariant() : "";

    private TenantId? PartyOf(Fields fields, YamlNode node)
    {
        if (fields.TextOf(node) is not { } code)
        {
            return null;
        }

        if (FindParty(code) is { } party)
        {
            return party;
        }

        fields.Faults.Error("policy.unknown-word", node.Line, $"'{code}' is neither a state (two capitals, such as EE) nor an operator.");
        return null;
    }

    private string? ServiceOf(Fields fields, YamlNode node)
    {
        if (fields.TextOf(node) is not { } id)
        {
            return null;
        }

        if (Services.ContainsKey(id))
        {
            return id;
        }

        fields.Faults.Error("policy.unknown-word", node.Line, $"'{id}' is not a service of the catalogue.");
        return null;
    }
}
