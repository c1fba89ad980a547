using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SharedConsular.Api.Worlds;

/// <summary>
/// What a world is made of: the policy files by hash, and each register at the version it was read. Names the world,
/// and lets the same world be built again for a replay.
/// </summary>
internal sealed record WorldManifest(string Policies, ImmutableArray<RegisterVersion> Registers)
{
    /// <summary>Enough of SHA-256 that two worlds never share a name.</summary>
    private const int VersionLength = 32;

    public string Version { get; } = VersionOf(Policies, Registers);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static WorldManifest FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<WorldManifest>(bytes) ?? throw new InvalidOperationException("An empty world manifest.");

    private static string VersionOf(string policies, ImmutableArray<RegisterVersion> registers)
    {
        var text = new StringBuilder(policies);
        foreach (var register in registers.OrderBy(r => r.ToString(), StringComparer.Ordinal))
        {
            text.Append('\n').Append(register);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..VersionLength];
    }
}

internal sealed record RegisterVersion(TenantId Tenant, string Type, string Id, long Version)
{
    public override string ToString() => $"{Tenant}/{Type}/{Id}@{Version}";
}
