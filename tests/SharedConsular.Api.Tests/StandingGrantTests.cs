using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using SharedConsular.Api.Audit;
using SharedConsular.Audit;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>What was begun while it was allowed ends when it is not any more.</summary>
public sealed class StandingGrantTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_wall_that_is_watched_ends_with_the_key_that_opened_it()
    {
        var crisis = await _server.DeclareCrisis();
        var account = (await _server.Administrator("gb").Post(
            "/v1/service-accounts", new MakeServiceAccountRequest("Wall", "officer", ["evacuation:read"], DateTimeOffset.UtcNow.AddDays(1)),
            Guid.NewGuid().ToString("N"))).Read<ServiceAccountResponse>();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/crises/{crisis}/situation/stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Key);
        using var wall = await _server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, PlatformServer.Stop);
        Assert.Equal(HttpStatusCode.OK, wall.StatusCode);
        using var reader = new StreamReader(await wall.Content.ReadAsStreamAsync(PlatformServer.Stop));
        Assert.NotNull(await reader.ReadLineAsync(PlatformServer.Stop));

        Assert.Equal(HttpStatusCode.NoContent, (await _server.Administrator("gb").Delete($"/v1/service-accounts/{account.Id}")).Status);
        await _server.Register(crisis, CrisisExamples.Family(null, ("Late Comer", "1980-01-01", "gb")));

        // Read to its end: without one this never returns.
        Assert.DoesNotContain("\"registered\":1", await reader.ReadToEndAsync(PlatformServer.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_yields_nothing_newer_than_the_grant_it_was_begun_with()
    {
        var held = true;
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await new AuditFileResult(Lines(), TenantId.Get("ee"), () => Task.FromResult(held)).ExecuteAsync(http);

        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        Assert.Equal(AuditFileResult.LinesPerQuestion, (await reader.ReadToEndAsync(PlatformServer.Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        async IAsyncEnumerable<AuditLine> Lines()
        {
            for (var i = 0; i < 3 * AuditFileResult.LinesPerQuestion; i++)
            {
                await Task.Yield();
                held = i < AuditFileResult.LinesPerQuestion / 2;
                yield return new GoneLine(i + 1, "0f", i);
            }
        }
    }

    [Fact]
    public async Task An_export_of_a_revoked_key_is_none()
    {
        var account = (await _server.Administrator("lt").Post(
            "/v1/service-accounts", new MakeServiceAccountRequest("Archive", "auditor", ["audit"], DateTimeOffset.UtcNow.AddDays(1)),
            Guid.NewGuid().ToString("N"))).Read<ServiceAccountResponse>();
        var archive = new Impostor(_server, account.Key!);
        Assert.Contains("\"end\"", (await archive.Get("/v1/audit/export")).Text, StringComparison.Ordinal);
        await _server.Administrator("lt").Delete($"/v1/service-accounts/{account.Id}");
        (await archive.Get("/v1/audit/export")).Refused(HttpStatusCode.Unauthorized, "caller.not-signed-in");
    }
}
