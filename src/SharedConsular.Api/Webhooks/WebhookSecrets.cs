using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Keys;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Webhooks;

/// <summary>The secrets that calls are signed with: each follows from a key of the installation, and none is stored.</summary>
internal sealed class WebhookSecrets(IKeptDocuments documents, IRootKey root) : IDisposable
{
    public static readonly RootWrappedKind Wrapped = new(Kind, _ => Kind);

    private const string Kind = "webhook-key";

    private readonly InstallationKey _key = new(documents, root, Kind);

    public async ValueTask<byte[]> Of(TenantId party, string webhook, int generation, CancellationToken ct) => HMACSHA256.HashData(
        await _key.Get(ct), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{party}\n{webhook}\n{generation}")));

    public void Dispose() => _key.Dispose();
}
