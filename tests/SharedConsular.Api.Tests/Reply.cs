using System.Net;
using System.Text.Json;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>What came back, read to its end.</summary>
internal sealed record Reply(HttpStatusCode Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public string? Tag => Headers.GetValueOrDefault("ETag");

    public string? Kind => Headers.GetValueOrDefault("Content-Type")?.Split(';')[0];

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public static async Task<Reply> Read(HttpResponseMessage response, CancellationToken ct) => new(
        response.StatusCode,
        await response.Content.ReadAsByteArrayAsync(ct),
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>The body of an answer that must be a success.</summary>
    public T Read<T>()
    {
        Assert.True(IsSuccess, $"{(int)Status} {Text}");

        return JsonSerializer.Deserialize<T>(Bytes, Json)!;
    }

    public CaseResponse Case => Read<CaseResponse>();

    /// <summary>The problem of an answer that must be a refusal: whole, and of the right kind.</summary>
    public ProblemResponse Refused(HttpStatusCode status, string? code = null)
    {
        Assert.True(Status == status, $"{(int)status} was awaited, {(int)Status} came: {Text}");
        Assert.Equal("application/problem+json", Kind);
        var problem = JsonSerializer.Deserialize<ProblemResponse>(Bytes, Json)!;
        Assert.Equal((int)status, problem.Status);
        Assert.False(string.IsNullOrEmpty(problem.Code));
        Assert.False(string.IsNullOrEmpty(problem.Title));
        Assert.False(string.IsNullOrEmpty(problem.Detail));
        Assert.Equal($"urn:sharedconsular:problem:{problem.Code}", problem.Type);
        Assert.Contains("Content-Language", Headers.Keys);
        if (code is not null)
        {
            Assert.Equal(code, problem.Code);
        }

        return problem;
    }

    public override string ToString() => $"{(int)Status} {Text}";
}
