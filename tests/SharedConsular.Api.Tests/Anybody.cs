using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>Someone at the other end of the wire, without a token; officers and nationals are those with one.</summary>
internal class Anybody(PlatformServer server)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    protected PlatformServer Server { get; } = server;

    public Task<Reply> Get(string path, string? language = null, string? ifNoneMatch = null) =>
        Send(HttpMethod.Get, path, null, ("Accept-Language", language), ("If-None-Match", ifNoneMatch));

    public Task<Reply> Post(string path, object? body, string? key = null, string? ifMatch = null, string? language = null) =>
        Send(HttpMethod.Post, path, JsonOf(body), ("Idempotency-Key", key), ("If-Match", ifMatch), ("Accept-Language", language));

    public Task<Reply> Put(string path, object? body) => Send(HttpMethod.Put, path, JsonOf(body));

    public Task<Reply> Delete(string path) => Send(HttpMethod.Delete, path, null);

    /// <summary>Sends the text as it stands, to see what becomes of what no client of ours would write.</summary>
    public Task<Reply> PostText(string path, string text, string kind = "application/json", string? key = null, string? language = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", kind);

        return Send(HttpMethod.Post, path, content, ("Idempotency-Key", key), ("Accept-Language", language));
    }

    /// <summary>A stream, read until it first says something.</summary>
    public async Task<Reply> Open(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (await FindToken() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, PlatformServer.Stop);
        if (response.Content.Headers.ContentType?.MediaType is not "text/event-stream")
        {
            return await Reply.Read(response, PlatformServer.Stop);
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(PlatformServer.Stop));
        var said = new StringBuilder();
        while (await reader.ReadLineAsync(PlatformServer.Stop) is { Length: > 0 } line)
        {
            said.AppendLine(line);
        }

        return new Reply(response.StatusCode, Encoding.UTF8.GetBytes(said.ToString()), new Dictionary<string, string>());
    }

    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (await FindToken() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await Server.Http.SendAsync(request, PlatformServer.Stop);

        return await Reply.Read(response, PlatformServer.Stop);
    }

    public Task<Reply> Ask(RoutingRequest question, string? language = null) => Post("/v1/routing/decisions", question, language: language);

    public async Task<RoutingReplayResponse> Replay(string decision) =>
        (await Post($"/v1/routing/decisions/{decision}/replay", null)).Read<RoutingReplayResponse>();

    protected virtual Task<string?> FindToken() => Task.FromResult<string?>(null);

    private static StringContent JsonOf(object? body) =>
        new(body is null ? "{}" : JsonSerializer.Serialize(body, body.GetType(), Json), Encoding.UTF8, "application/json");
}

/// <summary>Someone with a token that was not made by the local issuer, or was tampered with.</summary>
internal sealed class Impostor(PlatformServer server, string token) : Anybody(server)
{
    protected override Task<string?> FindToken() => Task.FromResult<string?>(token);
}
