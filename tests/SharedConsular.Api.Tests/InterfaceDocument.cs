using System.Text.Json;

namespace SharedConsular.Api.Tests;

/// <summary>One address with a method, as the interface describes itself.</summary>
internal sealed record Operation(HttpMethod Method, string Path, JsonElement Description)
{
    /// <summary>The address with its places filled.</summary>
    public string At(string reference) => Path
        .Replace("{reference}", reference, StringComparison.Ordinal)
        .Replace("{user}", "officer-9", StringComparison.Ordinal)
        .Replace("{code}", "de", StringComparison.Ordinal)
        .Replace("{kind}", "protection", StringComparison.Ordinal)
        .Replace("{organiser}", "gb", StringComparison.Ordinal)
        .Replace("{party}", "gb", StringComparison.Ordinal)
        .Replace("{file}", new string('0', 32), StringComparison.Ordinal)
        .Replace("{number}", "1", StringComparison.Ordinal)
        .Replace("{id}", Path.Contains("/agreements/", StringComparison.Ordinal) ? "eu-2015-637" : "emergency_travel_document", StringComparison.Ordinal);

    /// <summary>A body that works as it stands, as the document shows one; an empty one where it shows none.</summary>
    public string Example =>
        Description.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out var example)
            ? example.GetRawText()
            : "{}";

    /// <summary>What the access rules call it.</summary>
    public string Access => Description.TryGetProperty("x-access", out var access) ? access.GetString()! : "";

    public bool TakesBody => Description.TryGetProperty("requestBody", out _);

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The OpenAPI document of a running platform: the one list of all it answers to.</summary>
internal static class InterfaceDocument
{
    public static async Task<IReadOnlyList<Operation>> ReadOperations(PlatformServer server)
    {
        using var document = JsonDocument.Parse((await server.Anybody().Get("/openapi/v1.json")).Bytes);

        return
        [
            .. document.RootElement.GetProperty("paths").EnumerateObject()
                .SelectMany(p => p.Value.EnumerateObject().Select(m => new Operation(HttpMethod.Parse(m.Name.ToUpperInvariant()), p.Name, m.Value.Clone()))),
        ];
    }
}
