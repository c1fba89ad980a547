using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Sqlite;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Between what happened to a case and the moment a party is told of it, the party may have lost its part in it.</summary>
public sealed class TellingTests
{
    [Fact]
    public async Task A_party_whose_agreement_ended_between_event_and_delivery_is_not_told_and_that_is_recorded_once()
    {
        await using var server = await PlatformServer.Start();
        var (australia, canada) = (server.Officer("au"), server.Officer("ca"));
        var @case = await server.Person("ca", "anne").OpenCase(Application(Detained, party: "au"));
        await australia.Accept(@case.Reference);
        await server.Administrator("au").Post("/v1/agreements/ca-au-1986/suspensions", new SuspendAgreementRequest(Reason: "Cyclone"));
        var version = (await PlatformServer.Eventually(() => canada.See(@case.Reference), c => c.Owner == "ca")).Version;

        await server.Kill();
        await Leave(server, @case.Reference, version, CaseNotice.Decided, "granted");
        await Leave(server, @case.Reference, version, CaseNotice.Accepted, null);
        await server.Start();

        await PlatformServer.Eventually(canada.Notices, n => IsTold(n, @case, CaseNotice.Decided) && IsTold(n, @case, CaseNotice.Accepted));
        var withheld = await PlatformServer.Eventually(() => Withheld(server, @case), n => n > 0);
        Assert.Equal(1, withheld);
        var told = await PlatformServer.Eventually(australia.Notices, n => IsTold(n, @case, CaseNotice.Accepted));
        Assert.False(IsTold(told, @case, CaseNotice.Decided));
        Assert.Contains("case-notice-withheld", (await server.Auditor("ca").Get("/v1/audit/export")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await server.InRole("ca", "platform_operator").Get("/v1/outbox")).Read<OutboxResponse>().DeadLetters);
    }

    /// <summary>A message of an event that lay undelivered while the agreement ended.</summary>
    private static async Task Leave(PlatformServer server, string reference, long version, string topic, string? detail)
    {
        var (key, now) = (new EntityKey(TenantId.Get("ca"), "case", reference), DateTimeOffset.UtcNow);
        var (australia, canada) = (TenantId.Get("au"), TenantId.Get("ca"));
        var notice = new CaseNotice(reference, canada, australia, [australia, canada], now, detail);
        await using var store = SqliteStore.Open(server.DatabasePath);
        await store.CommitBatch(
            [
                new Commit
                {
                    Key = key, ExpectedVersion = version, RecordedAt = now, Actor = new SharedConsular.Runtime.Actor(australia, new UserId("officer-1")),
                    Messages = [new SerializedMessage(topic, key.ToString(), StoredJson.Write(notice))],
                },
            ],
            PlatformServer.Stop);
    }

    private static bool IsTold(IReadOnlyList<NoticeResponse> notices, CaseResponse @case, string topic) =>
        notices.Any(n => n.Reference == @case.Reference && n.Topic == topic);

    private static async Task<int> Withheld(PlatformServer server, CaseResponse @case) =>
        (await server.Officer("ca").History(@case.Reference)).Read<Page<HistoryLineResponse>>().Items.Count(h => h.What == "case-notice-withheld");
}
