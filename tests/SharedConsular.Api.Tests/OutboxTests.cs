using System.Net;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Api.Tests;

/// <summary>What an installation could not deliver: seen and dealt with by who runs it, and by each party for its own.</summary>
public sealed class OutboxTests
{
    private const string Secret = "SC-7K3F-9Q2M-4";

    [Fact]
    public async Task Dead_letters_are_seen_without_a_word_of_them_and_replayed_or_given_up_by_whose_they_are()
    {
        await using var server = await PlatformServer.Start();
        await server.Kill();
        await Leave(server, "ee", "lv");
        await server.Start();
        var (estonia, platform) = (server.Administrator("ee"), server.InRole("ee", "platform_operator"));

        var own = (await PlatformServer.Eventually(() => Dead(estonia), l => l.Items.Count == 1)).Items[0];
        Assert.Equal(("nobody.listens", "ee", "case", "outbox.no-consumer"), (own.Topic, own.Tenant, own.Source, own.Error));
        var all = await PlatformServer.Eventually(() => Dead(platform), l => l.Items.Count == 2);
        Assert.DoesNotContain(Secret, (await platform.Get("/v1/outbox/dead-letters")).Text, StringComparison.Ordinal);
        Assert.Equal((0, 1), await Counts(estonia));
        Assert.Equal((0, 2), await Counts(platform));

        var others = all.Items.Single(l => l.Tenant == "lv").Id;
        (await estonia.Delete($"/v1/outbox/dead-letters/{others}")).Refused(HttpStatusCode.NotFound, "outbox.not-found");
        (await estonia.Post($"/v1/outbox/dead-letters/{others}/replay", new { })).Refused(HttpStatusCode.NotFound, "outbox.not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await estonia.Post($"/v1/outbox/dead-letters/{own.Id}/replay", new { })).Status);
        var again = (await PlatformServer.Eventually(() => Dead(estonia), l => l.Items.Any(x => x.DeadAt > own.DeadAt))).Items[0];
        Assert.Equal((own.Id, 1), (again.Id, again.Attempts));
        Assert.Equal(HttpStatusCode.NoContent, (await estonia.Delete($"/v1/outbox/dead-letters/{own.Id}")).Status);
        Assert.Equal((0, 0), await Counts(estonia));
        Assert.Equal(HttpStatusCode.NoContent, (await platform.Delete($"/v1/outbox/dead-letters/{others}")).Status);
        Assert.Equal((0, 0), await Counts(platform));
    }

    /// <summary>Messages that no release ever listened to, as one left by a release that is gone.</summary>
    private static async Task Leave(PlatformServer server, params string[] tenants)
    {
        await using var store = SqliteStore.Open(server.DatabasePath);
        foreach (var tenant in tenants)
        {
            var key = new EntityKey(TenantId.Get(tenant), "case", Secret);
            await store.CommitBatch(
                [
                    new Commit
                    {
                        Key = key, ExpectedVersion = 0, RecordedAt = DateTimeOffset.UtcNow, Actor = new SharedConsular.Runtime.Actor(key.Tenant, new UserId("x")),
                        Messages = [new SerializedMessage("nobody.listens", key.ToString(), "{}"u8.ToArray())],
                    },
                ],
                PlatformServer.Stop);
        }
    }

    private static async Task<Page<DeadLetterResponse>> Dead(Officer who) => (await who.Get("/v1/outbox/dead-letters")).Read<Page<DeadLetterResponse>>();

    private static async Task<(long Due, long Dead)> Counts(Officer who)
    {
        var outbox = (await who.Get("/v1/outbox")).Read<OutboxResponse>();
        return (outbox.Due, outbox.DeadLetters);
    }
}
