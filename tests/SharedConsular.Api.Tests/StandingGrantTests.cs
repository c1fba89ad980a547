using System.Globalization;
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
    /// <summary>From the next day on auditors see no crisis.</summary>
    private const string NotForAuditors = """
        id: not-for-auditors
        version: 1
        rules:
          - id: auditors-see-no-crisis
            reference: A rule of this test.
            basis: proposal
            priority: 950
            forbid: true
            purpose: service
            from: TOMORROW
            when: {roles: [auditor], tenants: [own]}
            does: [read-crises]
        """;

    /// <summary>Past this a stream has not ended with what opened it.</summary>
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(30);

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_wall_that_is_watched_ends_with_the_login_that_opened_it()
    {
        var crisis = await _server.DeclareCrisis();
        var door = new SignInDoor(_server);
        var (authenticator, user, _) = await door.Staff("fr");
        using var passkey = authenticator;
        using var wall = await Watch(_server, crisis, (await door.SignIn(passkey)).Token);

        Assert.True((await _server.Administrator("fr").Delete($"/v1/logins/{user}")).IsSuccess);
        await AssertEnds(wall);
    }

    [Fact]
    public async Task A_wall_that_is_watched_ends_with_the_rule_and_with_the_token_that_opened_it()
    {
        using var clock = MovedClock.Get();
        var today = TimeProvider.System.GetUtcNow().Date;
        var evening = today.AddHours(23) - TimeProvider.System.GetUtcNow().UtcDateTime;
        clock.Move(evening);
        var folder = Directory.CreateTempSubdirectory("standing-grants-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "access"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "access", "not-for-auditors.yaml"),
            NotForAuditors.Replace("TOMORROW", today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal),
            PlatformServer.Stop);
        await using var server = await PlatformServer.Start([.. clock.Settings, ("PolicyFolder", folder.FullName)]);
        var crisis = await server.DeclareCrisis();
        using var audited = await Watch(server, crisis, await server.Token("gb", "auditor", "auditor-1"));
        using var worked = await Watch(server, crisis, await server.Token("gb", "officer", "officer-1"));

        clock.Move(evening + TimeSpan.FromHours(2));
        await AssertEnds(audited);
        server.ForgetTokens();
        await server.Register(crisis, CrisisExamples.Family(null, ("Late Comer", "1980-01-01", "gb")));
        await ReadUntil(worked, "\"registered\":1");

        clock.Move(evening + TimeSpan.FromHours(13));
        await AssertEnds(worked);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_wall_that_is_watched_ends_with_the_key_that_opened_it()
    {
        var crisis = await _server.DeclareCrisis();
        var account = (await _server.Administrator("gb").Post(
            "/v1/service-accounts", new MakeServiceAccountRequest("Wall", "officer", ["evacuation:read"], DateTimeOffset.UtcNow.AddDays(1)),
            Guid.NewGuid().ToString("N"))).Read<ServiceAccountResponse>();
        using var wall = await Watch(_server, crisis, account.Key!);

        Assert.Equal(HttpStatusCode.NoContent, (await _server.Administrator("gb").Delete($"/v1/service-accounts/{account.Id}")).Status);
        await _server.Register(crisis, CrisisExamples.Family(null, ("Late Comer", "1980-01-01", "gb")));
        Assert.DoesNotContain("\"registered\":1", await AssertEnds(wall), StringComparison.Ordinal);
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

    /// <summary>The stream of a wall that has said its first word.</summary>
    private static async Task<StreamReader> Watch(PlatformServer server, string crisis, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/crises/{crisis}/situation/stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var wall = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, PlatformServer.Stop);
        Assert.Equal(HttpStatusCode.OK, wall.StatusCode);
        var reader = new StreamReader(await wall.Content.ReadAsStreamAsync(PlatformServer.Stop));
        Assert.NotNull(await reader.ReadLineAsync(PlatformServer.Stop));

        return reader;
    }

    /// <summary>What it still said.</summary>
    private static async Task<string> AssertEnds(StreamReader wall) => await wall.ReadToEndAsync(PlatformServer.Stop).WaitAsync(EndMax, PlatformServer.Stop);

    private static async Task ReadUntil(StreamReader wall, string said)
    {
        while (!(await wall.ReadLineAsync(PlatformServer.Stop).AsTask().WaitAsync(EndMax, PlatformServer.Stop))!.Contains(said, StringComparison.Ordinal))
        {
        }
    }
}
