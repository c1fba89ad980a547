using System.Net;
using System.Text.RegularExpressions;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Who is refused leaves a line: what, to which party, at which operation, from where, and nothing that somebody wrote.</summary>
public sealed class SecurityLogTests
{
    [Fact]
    public async Task Refused_sign_ins_refused_access_and_spent_limits_leave_one_line_each_without_names_or_tokens()
    {
        await using var server = await PlatformServer.Start(("Limits__FollowPerMinute", "1"));
        var secret = $"zq{UniqueUser()}";
        var @case = await server.CaseInHand();

        (await new Impostor(server, $"{secret}.{secret}.{secret}").Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized);
        (await server.Officer("jp", secret).Get($"/v1/cases/{@case.Reference}")).Refused(HttpStatusCode.NotFound);
        (await server.Officer("jp", secret).Put($"/v1/posts/{secret}", new RecordPostRequest("ec", "consulate", secret))).Refused(HttpStatusCode.Forbidden);
        await server.Anybody().Post("/v1/follow", new FollowRequest("SC-0000-0000-0", secret));
        (await server.Anybody().Post("/v1/follow", new FollowRequest("SC-0000-0000-0", secret))).Refused(HttpStatusCode.TooManyRequests);

        var lines = await PlatformServer.Eventually(
            () => Task.FromResult(Regex.Matches(server.Output, "Refused [^\n]*").Select(m => m.Value).ToArray()), found => found.Length >= 5);
        var address = Regex.Match(lines[0], "[0-9a-f]{16}").Value;
        Assert.Equal(
            [
                $"Refused sign-in: caller.not-signed-in to nobody at operation:list-cases from {address}.",
                $"Refused access: case.not-found to jp at action:read from {address}.",
                $"Refused access: caller.not-for-this-role to jp at operation:keep-posts from {address}.",
                $"Refused access: follow.no-match to nobody at /v1/follow from {address}.",
                $"Refused limit: follow.too-many to nobody at /v1/follow from {address}.",
            ],
            lines);
        Assert.Equal("A token was not accepted: SecurityTokenMalformedException.", Regex.Match(server.Output, "A token was [^\n]*").Value);
        Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1 ", string.Join(' ', lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_counted_and_not_all_written()
    {
        await using var server = await PlatformServer.Start();
        for (var i = 0; i < 700; i++)
        {
            (await server.Anybody().Get("/v1/cases")).Refused(HttpStatusCode.Unauthorized);
        }

        Assert.InRange(Regex.Count(server.Output, "Refused sign-in"), 1, 600);
    }
}
