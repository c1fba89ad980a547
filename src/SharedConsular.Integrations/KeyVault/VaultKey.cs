using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SharedConsular.Integrations.KeyVault;

/// <summary>
/// A key in an Azure Key Vault, which wraps and opens other keys there and never leaves it (REST interface 7.4: <c>wrapkey</c> and
/// <c>unwrapkey</c>).
/// </summary>
/// <param name="name">The key; each wrapping names the version that did it.</param>
public sealed partial class VaultKey(HttpClient http, Uri vault, string name, VaultIdentity identity, TimeProvider time)
{
    /// <summary>A vault that is busy says so, and is asked this often in all.</summary>
    private const int AttemptsMax = 4;
    private const int AnswerBytesMax = 64 * 1024;
    private const string Algorithm = "RSA-OAEP-256";
    private const string Version = "api-version=7.4";

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitFirst = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    private string? _token;

    public static VaultKey At(Uri vault, string name, string? clientId, string? clientSecret, TimeProvider time, Uri? machine = null)
    {
        var http = new HttpClient { Timeout = AnswerMax, MaxResponseContentBufferSize = AnswerBytesMax };

        return new VaultKey(http, vault, name, new VaultIdentity(http, clientId, clientSecret, machine), time);
    }

    /// <returns>The key as only the vault opens it, and the address of the version that wrapped it.</returns>
    /// <exception cref="IOException">The vault did not do it; the message says why, and holds no key.</exception>
    public (Uri Version, byte[] Wrapped) Wrap(byte[] key)
    {
        var answer = Ask(new Uri(vault, $"keys/{Uri.EscapeDataString(name)}/wrapkey?{Version}"), key);

        return (new Uri(answer.Kid), Base64Url.DecodeFromChars(answer.Value));
    }

    /// <exception cref="IOException">As above, or the version is of another vault: what lies beside the database decides nowhere to ask.</exception>
    public byte[] Unwrap(Uri version, byte[] wrapped) => version.Authority == vault.Authority && version.Scheme == vault.Scheme
        ? Base64Url.DecodeFromChars(Ask(new Uri($"{version}/unwrapkey?{Version}"), wrapped).Value)
        : throw new IOException("The root key was wrapped by another key vault than the one that is set.");

    private KeyOperationResult Ask(Uri address, byte[] value)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                using var answer = Send(address, value);
                if (answer.StatusCode is HttpStatusCode.OK)
                {
                    using var body = answer.Content.ReadAsStream();

                    return JsonSerializer.Deserialize<KeyOperationResult>(body, JsonSerializerOptions.Web) is { Kid: not null, Value: not null } result
                        ? result
                        : throw new IOException("The key vault answered something that is no key.");
                }

                var isOver = attempt == AttemptsMax;
                if (answer.StatusCode is HttpStatusCode.Unauthorized && !isOver)
                {
                    _token = SignIn(answer.Headers.WwwAuthenticate);
                }
                else if (!isOver && (answer.StatusCode is HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500))
                {
                    Wait(answer.Headers.RetryAfter?.Delta ?? WaitFirst * Math.Pow(2, attempt - 1));
                }
                else
                {
                    throw new IOException($"The key vault did not open or wrap the root key: it answered {(int)answer.StatusCode}.");
                }
            }
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException or JsonException or FormatException)
        {
            throw new IOException($"The key vault did not open or wrap the root key: {ex.GetType().Name}.", ex);
        }
    }

    private HttpResponseMessage Send(Uri address, byte[] value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);

        // The challenge is asked for without a body, so that no key goes to whoever answers there without one.
        request.Content = _token is null ? null : JsonContent.Create(new { alg = Algorithm, value = Base64Url.EncodeToString(value) });
        request.Headers.Authorization = _token is null ? null : new AuthenticationHeaderValue("Bearer", _token);

        return http.Send(request);
    }

    /// <summary>As the challenge says, unless it would send the installation's secret somewhere else than the vault's own sign-in.</summary>
    private string SignIn(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges)
    {
        var parts = challenges.Where(c => c.Scheme == "Bearer").SelectMany(c => Part().Matches(c.Parameter ?? ""))
            .ToLookup(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var (authority, resource) = (parts["authorization"].FirstOrDefault(), parts["resource"].FirstOrDefault());

        return Uri.TryCreate(authority, UriKind.Absolute, out var signIn) && Uri.TryCreate(resource, UriKind.Absolute, out var of)
            && (vault.Host == of.Host || vault.Host.EndsWith($".{of.Host}", StringComparison.OrdinalIgnoreCase))
            && (signIn.Scheme == Uri.UriSchemeHttps || signIn.IsLoopback)
                ? identity.GetToken(signIn, resource!)
                : throw new IOException("The key vault asked to be signed in to at a place that is not its own.");
    }

    private void Wait(TimeSpan asked)
    {
        // At the start of the process, before anything else can be done.
        using var over = new ManualResetEventSlim();
        using var timer = time.CreateTimer(_ => over.Set(), null, asked > WaitMax ? WaitMax : asked, Timeout.InfiniteTimeSpan);
        over.Wait();
    }

    [GeneratedRegex(@"(\w+)=""([^""]*)""")]
    private static partial Regex Part();

    private sealed record KeyOperationResult(string Kid, string Value);
}
