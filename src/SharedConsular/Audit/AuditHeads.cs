using System.Collections.Immutable;

namespace SharedConsular.Audit;

/// <summary>The number of a block and its hash: all one needs to keep to see later that nothing up to it was rewritten.</summary>
public sealed record AuditHead(long Number, string Hash);

/// <summary>Heads of a tenant's chain that the tenant keeps somewhere else than the installation.</summary>
/// <param name="PublicKey">The key the chain is signed with (SubjectPublicKeyInfo), hexadecimal.</param>
public sealed record AuditHeads(TenantId Tenant, string PublicKey, ImmutableArray<AuditHead> Heads);
