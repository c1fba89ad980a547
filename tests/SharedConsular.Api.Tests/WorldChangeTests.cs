using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Decisions and the world they were taken in, on a platform whose world these tests may change.</summary>
public sealed class WorldChangeTests
{
    [Fact]
    public async Task A_decision_is_taken_again_with_the_same_bytes_whatever_happened_since()
    {
        await using var server = await PlatformServer.Start();
        var asked = await server.Anybody().Ask(LostPassport, "en");
        var decision = asked.Read<RoutingResponse>();

        await server.Restart();
        Assert.Equal(asked.Text, (await server.Anybody().Ask(LostPassport, "en")).Text);
        await AssertKept(server, asked);

        // A mandate, an objection and a closed post: each is another world, and the objection another answer.
        var gb = server.Administrator("gb");
        Assert.True((await gb.Post("/v1/agreements/uk-commonwealth/mandate", new RecordMandateRequest())).Status is HttpStatusCode.OK or HttpStatusCode.Forbidden);
        var ecuador = server.Administrator("ec");
        foreach (var directive in new[] { "eu-2019-997-etd", "eu-2015-637" })
        {
            (await ecuador.Post($"/v1/agreements/{directive}/objections", new RecordObjectionRequest(["de"]))).Read<AgreementResponse>();
        }

        var afterObjection = (await server.Anybody().Ask(LostPassport, "en")).Read<RoutingResponse>();
        Assert.NotEqual(decision.World, afterObjection.World);
        Assert.NotEqual(decision.Id, afterObjection.Id);
        Assert.DoesNotContain(afterObjection.Options, o => o.Party == "de");
        Assert.Contains(afterObjection.Rejected, r => r is { Party: "de", Code: "gate.g3.objected" });

        var post = new RecordPostRequest("ec", "consulate", "Guayaquil", new PositionRequest(-2.19, -79.89));
        (await server.Administrator("ee").Put("/v1/posts/ee-ec-guayaquil", post)).Read<PostResponse>();
        var afterPost = (await server.Anybody().Ask(LostPassport, "en")).Read<RoutingResponse>();
        Assert.NotEqual(afterObjection.World, afterPost.World);
        Assert.Equal(("ee", "ee-ec-guayaquil"), (afterPost.Options[0].Party, afterPost.Options[0].Post.Id));
        await AssertKept(server, asked);

        await server.Restart();
        await AssertKept(server, asked);
        Assert.True((await server.Anybody().Replay(afterObjection.Id)).Same);
        Assert.Equal(afterPost.Id, (await server.Anybody().Ask(LostPassport, "en")).Read<RoutingResponse>().Id);
    }

    private static async Task AssertKept(PlatformServer server, Reply asked)
    {
        var decision = asked.Read<RoutingResponse>();

        Assert.Equal(asked.Text, (await server.Anybody().Get($"/v1/routing/decisions/{decision.Id}")).Text);
        var replay = await server.Anybody().Replay(decision.Id);
        Assert.True(replay.Same);
        Assert.Equal(decision.World, replay.World);
    }
}
