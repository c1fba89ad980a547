
namespace SharedConsular.Api.Worlds;

/// <summary>Which policy files were in force from when on. The last good ones stay in force when new ones are refused.</summary>
internal sealed record PolicyAdoption(string? Version)
{
    public static EntityType<PolicyAdoption, AdoptPolicies, PoliciesAdopted> Type { get; } = new(
        Name: "policy-adoption",
        Initial: new PolicyAdoption((string?)null),
        Decide: (adoption, command, context) => adoption.Version == command.Version
            ? Decision.NoChange<PoliciesAdopted>()
            : new PoliciesAdopted(command.Version, context.Now),
        Evolve: (_, adopted) => new PolicyAdoption(adopted.Version));

    public static EntityKey Key { get; } = new(TenantId.Installation, Type.Name, "policies");
}

internal sealed record AdoptPolicies(string Version);

[StoredAs("policies-adopted")]
internal sealed record PoliciesAdopted(string Version, DateTimeOffset AdoptedAt);
