using System.Net;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>Andorra's embassy in Vienna is accredited to Slovakia, as the register has it; Slovakia or Austria may object (gate G2).</summary>
public sealed class AccreditationTests
{
    private const string Embassy = "q102536380";

    private static readonly RoutingRequest Detained = new([new("ad")], "sk", "detention");

    [Fact]
    public async Task An_objection_is_obeyed_at_once_shown_to_everybody_and_over_after_its_last_day()
    {
        await using var server = await PlatformServer.Start();
        var before = await Ask(server);
        Assert.Equal(("own_accredited", Embassy), (before.Options[0].Kind, before.Options[0].Post.Id));
        Assert.Equal("own_accredited", await FirstRoute(server));

        var slovakia = server.Administrator("sk");
        var post = (await slovakia.Post("/v1/posts/objections", new ObjectToPostRequest(Embassy, Channel: "Note 7"))).Read<PostResponse>();
        Assert.Equal(("sk", "sk", null), (post.Objections.Single().By, post.Objections[0].Place, post.Objections[0].To));

        var after = await Ask(server);
        Assert.NotEqual(before.World, after.World);
        Assert.DoesNotContain(after.Options, o => o.Kind == "own_accredited");
        Assert.Contains(after.Rejected, r => r is { Party: "ad", Code: "gate.g2.objected" });
        Assert.NotEqual("own_accredited", await FirstRoute(server));
        Assert.True((await server.Anybody().Replay(before.Id)).Same);
        var reasons = new HashSet<string>();
        foreach (var language in new[] { "en", "fr", "es", "ar" })
        {
            reasons.Add((await Ask(server, language)).Rejected.Single(r => r.Code == "gate.g2.objected").Reason);
        }

        Assert.Equal(4, reasons.Count);

        await server.Restart();
        Assert.Contains((await Ask(server)).Rejected, r => r.Code == "gate.g2.objected");
        var listed = await server.Officer("ee").Get("/v1/posts/objections?place=sk&by=sk");
        Assert.Equal(Embassy, listed.Read<Page<AccreditationObjectionContract>>().Items.Single().Post);
        Assert.Empty((await slovakia.Get("/v1/posts/objections?by=at")).Read<Page<AccreditationObjectionContract>>().Items);

        // Its last day was yesterday, so that today the post acts again.
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        (await slovakia.Post("/v1/posts/objections/withdrawal", new WithdrawPostObjectionRequest(Embassy, LastDay: yesterday))).Read<PostResponse>();
        Assert.Equal("own_accredited", (await Ask(server)).Options[0].Kind);
    }

    [Fact]
    public async Task Only_the_administrator_of_a_state_concerned_objects()
    {
        await using var server = await PlatformServer.Start();
        var objection = new ObjectToPostRequest(Embassy, "sk");
        foreach (Member member in new Member[] { server.Officer("sk"), server.Supervisor("sk"), server.Person("sk", "juraj") })
        {
            (await member.Post("/v1/posts/objections", objection)).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            (await member.Post("/v1/posts/objections/withdrawal", new WithdrawPostObjectionRequest(Embassy))).Refused(HttpStatusCode.Forbidden);
        }

        foreach (var stranger in new[] { "de", "ad" })
        {
            (await server.Administrator(stranger).Post("/v1/posts/objections", objection)).Refused(HttpStatusCode.Forbidden, "post.not-concerned");
        }

        (await server.Administrator("at").Post("/v1/posts/objections", objection)).Read<PostResponse>();
        (await server.Administrator("sk").Post("/v1/posts/objections/withdrawal", new WithdrawPostObjectionRequest(Embassy)))
            .Refused(HttpStatusCode.Conflict, "post.no-objection");
        Assert.Contains((await Ask(server)).Rejected, r => r.Code == "gate.g2.objected");

        (await server.Administrator("sk").Post("/v1/posts/objections", new ObjectToPostRequest("no-such-post"))).Refused(HttpStatusCode.NotFound, "post.not-found");
        (await server.Administrator("sk").Post("/v1/posts/objections", new ObjectToPostRequest(null, "zz"))).Refused(HttpStatusCode.UnprocessableEntity);
        (await server.Administrator("at").Post("/v1/posts/objections", new ObjectToPostRequest(Embassy))).Refused(HttpStatusCode.Conflict, "post.not-accredited");
    }

    private static async Task<RoutingResponse> Ask(PlatformServer server, string language = "en") =>
        (await server.Anybody().Ask(Detained, language)).Read<RoutingResponse>();

    private static async Task<string> FirstRoute(PlatformServer server) =>
        (await server.Anybody().Get("/v1/coverage?state=ad&place=sk&service=detention")).Read<CoverageResponse>().Rows.Single().Kind;
}
