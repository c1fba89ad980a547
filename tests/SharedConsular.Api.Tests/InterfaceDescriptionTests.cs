using System.Text.Json;

namespace SharedConsular.Api.Tests;

/// <summary>The interface as others read it before they write a client.</summary>
public sealed class InterfaceDescriptionTests(SharedPlatform platform)
{
    /// <summary>What every operation but the public reads can be refused with, as a problem.</summary>
    private const string Problem = "application/problem+json";

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task The_description_is_valid_json_of_version_3_1()
    {
        using var document = await Read();

        Assert.StartsWith("3.1.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("SharedConsular", document.RootElement.GetProperty("info").GetProperty("title").GetString());
        var bearer = document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer");
        Assert.Equal(("http", "bearer"), (bearer.GetProperty("type").GetString(), bearer.GetProperty("scheme").GetString()));
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_for_what_it_refuses_and_whether_it_needs_a_token()
    {
        foreach (var operation in await InterfaceDocument.ReadOperations(_server))
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Description.GetProperty("summary").GetString()), operation.ToString());
            if (operation.Path.StartsWith("/health", StringComparison.Ordinal))
            {
                continue;
            }

            var responses = operation.Description.GetProperty("responses");
            Assert.True(responses.TryGetProperty("default", out var refusal), $"{operation} names no refusal.");
            Assert.True(Resolve(refusal, await Read()).GetProperty("content").TryGetProperty(Problem, out _), operation.ToString());
            var isPublic = PermissionTests.OpenToAll.Contains(operation.ToString());
            Assert.Equal(!isPublic, operation.Description.TryGetProperty("security", out var security) && security.GetArrayLength() == 1);
        }
    }

    [Fact]
    public async Task Every_route_is_described()
    {
        var described = (await InterfaceDocument.ReadOperations(_server)).Select(o => o.ToString()).ToHashSet();
        var source = Directory.EnumerateFiles(Path.Combine(Root(), "src", "SharedConsular.Api"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) is not "Start")
            .Sum(f => System.Text.RegularExpressions.Regex.Count(
                File.ReadAllText(f), @"\.Map(Get|Post|Put|Delete)\(""|^\s+(CaseEndpoints\.)?Map(For)?<\w+>\(\s*(one|crises|all)\b",
                System.Text.RegularExpressions.RegexOptions.Multiline));

        Assert.Equal(source, described.Count);
    }

    [Theory]
    [InlineData("/v1/routing/decisions")]
    [InlineData("/v1/cases")]
    [InlineData("/v1/dev/tokens")]
    [InlineData("/v1/coverage/what-if")]
    [InlineData("/v1/cases/{reference}/consultation")]
    [InlineData("/v1/cases/{reference}/consultation-answer")]
    [InlineData("/v1/cases/{reference}/decision")]
    [InlineData("/v1/cases/{reference}/issue")]
    [InlineData("/v1/cases/{reference}/handover-offer")]
    [InlineData("/v1/agreements/{id}/objections")]
    [InlineData("/v1/agreements/{id}/suspensions")]
    public async Task The_main_requests_come_with_an_example_that_can_be_read(string path)
    {
        using var document = await Read();
        var media = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        var example = media.GetProperty("example");

        Assert.NotEmpty(example.EnumerateObject());
        var reply = await _server.Administrator("ee").Send(
            HttpMethod.Post, path.Replace("{reference}", "SC-0000-0000-0", StringComparison.Ordinal).Replace("{id}", "nothing", StringComparison.Ordinal),
            new StringContent(example.GetRawText(), System.Text.Encoding.UTF8, "application/json"), ("Idempotency-Key", Guid.NewGuid().ToString()));
        Assert.DoesNotContain("request.malformed", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("request.faulty", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_matter_are_described_where_they_count()
    {
        var open = (await InterfaceDocument.ReadOperations(_server)).Single(o => o.ToString() == "POST /v1/cases");
        var accept = (await InterfaceDocument.ReadOperations(_server)).Single(o => o.ToString() == "POST /v1/cases/{reference}/acceptance");

        Assert.Contains(HeadersOf(open), h => h is ("Idempotency-Key", true));
        Assert.Contains(HeadersOf(accept), h => h is ("Idempotency-Key", false));
        Assert.Contains(HeadersOf(accept), h => h is ("If-Match", false));
    }

    private static List<(string? Name, bool Required)> HeadersOf(Operation operation) =>
    [
        .. operation.Description.GetProperty("parameters").EnumerateArray()
            .Where(p => p.GetProperty("in").GetString() == "header")
            .Select(p => (p.GetProperty("name").GetString(), p.TryGetProperty("required", out var required) && required.GetBoolean())),
    ];

    private async Task<JsonDocument> Read() => JsonDocument.Parse((await _server.Anybody().Get("/openapi/v1.json")).Bytes);

    private static JsonElement Resolve(JsonElement element, JsonDocument document) =>
        element.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/').Skip(1).Aggregate(document.RootElement, (at, name) => at.GetProperty(name))
            : element;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SharedConsular.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
