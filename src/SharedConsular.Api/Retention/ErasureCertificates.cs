using System.Security.Cryptography;
using System.Text;
using SharedConsular.Contracts;
using SharedConsular.Retention;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Retention;

/// <summary>
/// Certifies what was erased. The event is what counts; the certificate says the same, signed by the home state, and is kept
/// as it was first given. It holds nothing about the person.
/// </summary>
internal sealed class ErasureCertificates(IKeptDocuments documents, TenantSigner signer, RemainsSweep remains)
{
    private const string Kind = "erasure-certificate";

    /// <summary>Null as long as unused space of the store may still hold something of the person: that is not certified.</summary>
    public async Task<ErasureCertificateResponse?> Find(EntityKey key, Erasure erasure, CancellationToken ct) =>
        await remains.IsClean(ct) ? await Get(key, erasure, ct) : null;

    private async Task<ErasureCertificateResponse> Get(EntityKey key, Erasure erasure, CancellationToken ct)
    {
        var id = $"{key}/{erasure.Version}";
        if (await documents.FindKept(Kind, id, ct) is { } kept)
        {
            return StoredJson.Read<ErasureCertificateResponse>(kept.Span);
        }

        var statement = StatementOf(key, erasure);
        var bytes = Encoding.UTF8.GetBytes(statement);
        var signed = new ErasureCertificateResponse(
            statement,
            Convert.ToBase64String(await signer.Sign(key.Tenant, bytes, ct)),
            Convert.ToBase64String(await signer.GetPublicKey(key.Tenant, ct)));
        try
        {
            await documents.Keep(Kind, id, StoredJson.Write(signed), ct);
        }
        catch (InvalidOperationException)
        {
            // Somebody asked in the same moment, and no two signatures are alike: theirs was kept first.
            return await Get(key, erasure, ct);
        }

        return signed;
    }

    private static string StatementOf(EntityKey key, Erasure erasure) => Encoding.UTF8.GetString(StoredJson.Write(
        new Statement(
            "erasure/1", key.Tenant, key.Id, erasure.Version, erasure.At, erasure.By.Party, Words.Of(erasure.ByRole), Words.Of(erasure.Ground),
            erasure.Rule, [.. erasure.Subjects.Select(s => DigestOf(key, s))])));

    /// <summary>Whoever knows whom it is about can check it; nobody can read it.</summary>
    private static string DigestOf(EntityKey key, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}/{subject}")));

    /// <summary>What the signature is over, as JSON; add to it only under another name.</summary>
    private sealed record Statement(
        string Certifies, TenantId State, string Case, int CaseVersion, DateTimeOffset ErasedAt, TenantId ByParty, string ByRole, string Ground,
        string? Rule, IReadOnlyList<string> Subjects);
}
