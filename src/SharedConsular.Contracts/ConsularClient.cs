using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedConsular.Contracts;

/// <summary>
/// The HTTP surface as methods, one per endpoint. A request that changes something carries a key, so that sending it
/// again after a broken connection can't do it twice.
/// </summary>
/// <param name="http">Its base address is the server's.</param>
/// <param name="token">Whose requests these are; nobody's when left out.</param>
/// <param name="language"><c>en</c>, <c>fr</c>, <c>es</c> or <c>ar</c>; the server's choice when left out.</param>
/// <param name="attemptsMax">How often one request is sent before its failure is told.</param>
public sealed partial class ConsularClient(
    HttpClient http, string? token = null, string? language = null, int attemptsMax = ConsularClient.AttemptsMax)
{
    /// <summary>As many attempts as are good over a network.</summary>
    public const int AttemptsMax = 4;

    private const string AnyPath = "/v1/";
    private static readonly TimeSpan RetryDelayFirst = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(5);

    /// <summary>How requests are written: what is not said is left out.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The same server as somebody else.</summary>
    public ConsularClient As(string? otherToken) => new(http, otherToken, language, attemptsMax);

    public Task<Answer<HealthResponse>> Live(CancellationToken ct) => Get<HealthResponse>("/health/live", ct);

    public Task<Answer<HealthResponse>> Ready(CancellationToken ct) => Get<HealthResponse>("/health/ready", ct);

    public Task<Answer<TokenResponse>> IssueToken(TokenRequest request, CancellationToken ct) =>
        Ask<TokenResponse>("dev/tokens", request, ct);

    private Task<Answer<T>> Get<T>(string path, CancellationToken ct) => Send<T>(new Sending(HttpMethod.Get, path), ct);

    /// <summary>A question that is put by POST only because it is long: asking again changes nothing.</summary>
    private Task<Answer<T>> Ask<T>(string path, object? body, CancellationToken ct) =>
        Send<T>(new Sending(HttpMethod.Post, AnyPath + path) { Body = body }, ct);

    /// <summary>A command. It keeps its key over all attempts.</summary>
    private Task<Answer<T>> Post<T>(string path, object? body, SendOptions? options, CancellationToken ct) =>
        Send<T>(
            new Sending(HttpMethod.Post, AnyPath + path)
            {
                Body = body ?? NoBody,
                Key = options?.IdempotencyKey ?? Guid.CreateVersion7().ToString("N"),
                IfMatch = options?.IfMatch,
            },
            ct);

    private Task<Answer<T>> Put<T>(string path, object body, SendOptions? options, CancellationToken ct) =>
        Send<T>(new Sending(HttpMethod.Put, AnyPath + path) { Body = body, Key = options?.IdempotencyKey, IfMatch = options?.IfMatch }, ct);

    private Task<Answer<T>> Delete<T>(string path, SendOptions? options, CancellationToken ct) =>
        Send<T>(new Sending(HttpMethod.Delete, AnyPath + path) { Key = options?.IdempotencyKey, IfMatch = options?.IfMatch }, ct);

    private static object NoBody { get; } = new { };

    private static string Path(params ReadOnlySpan<string> segments)
    {
        var path = new StringBuilder();
        foreach (var segment in segments)
        {
            path.Append(path.Length > 0 ? "/" : "").Append(Uri.EscapeDataString(segment));
        }

        return path.ToString();
    }

    private static string Query(string path, params ReadOnlySpan<(string Name, object? Value)> filters)
    {
        var query = new StringBuilder(AnyPath).Append(path);
        var mark = '?';
        foreach (var (name, value) in filters)
        {
            if (value is not null)
            {
                var text = value is DateOnly day ? day.ToString("yyyy-MM-dd") : FormattableString.Invariant($"{value}");
                query.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(text));
                mark = '&';
            }
        }

        return query.ToString();
    }

    private async Task<Answer<T>> Send<T>(Sending sending, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? retryAfter = null;
            try
            {
                using var request = RequestOf(sending);
                using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
                var body = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    var value = body.Length == 0 ? default : JsonSerializer.Deserialize<T>(body, Json);
                    return new Answer<T>(value!, response.Headers.ETag?.ToString(), body);
                }

                // Of a connection that broke behind a gateway, the gateway says so in these words.
                if (response.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
                    || attempt >= attemptsMax)
                {
                    throw new ConsularProblemException(response.StatusCode, ProblemOf(response, body));
                }

                retryAfter = response.Headers.RetryAfter?.Delta;
            }
            catch (HttpRequestException) when (attempt < attemptsMax)
            {
                // Everything sent from here may be sent again: it reads, replaces a whole, or carries its key.
            }

            await Task.Delay(DelayBefore(attempt, retryAfter), ct).ConfigureAwait(false);
        }
    }

    private async Task<ReceivedFile> Receive(string path, CancellationToken ct)
    {
        using var request = RequestOf(new Sending(HttpMethod.Get, path));
        using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);

        return response.IsSuccessStatusCode
            ? new ReceivedFile(body, $"{response.Content.Headers.ContentType}", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'))
            : throw new ConsularProblemException(response.StatusCode, ProblemOf(response, body));
    }

    private static TimeSpan DelayBefore(int attempt, TimeSpan? retryAfter)
    {
        var delay = retryAfter ?? RetryDelayFirst * Math.Pow(2, attempt - 1);

        return delay < RetryDelayMax ? delay : RetryDelayMax;
    }

    private HttpRequestMessage RequestOf(Sending sending)
    {
        var request = new HttpRequestMessage(sending.Method, sending.Path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        }

        if (sending.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", sending.Key);
        }

        if (sending.IfMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", sending.IfMatch);
        }

        request.Content = sending.Body switch
        {
            null => null,
            SentFile file => ContentOf(file),
            var body => JsonContent.Create(body, body.GetType(), options: Json),
        };

        return request;
    }

    private static ByteArrayContent ContentOf(SentFile file)
    {
        var content = new ByteArrayContent(file.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", file.Kind);

        return content;
    }

    /// <summary>What the server said was wrong, also when something between us and it spoke in its place.</summary>
    private static ProblemResponse ProblemOf(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        try
        {
            var problem = JsonSerializer.Deserialize<ProblemResponse>(body, Json);
            if (problem is { Title: not null } or { Code: not null })
            {
                return problem with { Status = problem.Status ?? status };
            }
        }
        catch (JsonException)
        {
            // Not a problem document: told by its status alone.
        }

        return new ProblemResponse(null, response.ReasonPhrase ?? "The server refused.", status, null, null, $"http.{status}", null);
    }

    private sealed record Sending(HttpMethod Method, string Path)
    {
        public object? Body { get; init; }

        public string? Key { get; init; }

        public string? IfMatch { get; init; }
    }
}

/// <summary>What a request carries beside its body.</summary>
/// <param name="IdempotencyKey">Made up when left out.</param>
/// <param name="IfMatch">The version the request was decided on, as an earlier answer gave it.</param>
public sealed record SendOptions(string? IdempotencyKey = null, string? IfMatch = null);

/// <summary>An answer with its version and the bytes it came in.</summary>
public sealed record Answer<T>(T Value, string? ETag, ReadOnlyMemory<byte> Body);

/// <summary>The server said no, and why.</summary>
public sealed class ConsularProblemException(HttpStatusCode status, ProblemResponse problem)
    : Exception(problem.Detail ?? problem.Title ?? problem.Code)
{
    public HttpStatusCode Status { get; } = status;

    public ProblemResponse Problem { get; } = problem;
}

/// <param name="Kind">Its media type.</param>
/// <param name="Name">The file's.</param>
public sealed record ReceivedFile(byte[] Body, string Kind, string? Name);

/// <param name="Kind">Its media type, such as <c>application/pdf</c>.</param>
public sealed record SentFile(byte[] Body, string Kind);
