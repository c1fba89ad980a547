using System.Net;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

public sealed class FullDiskTests
{
    /// <summary>How much more than it has the store may write: enough for some cases, not for all.</summary>
    private const int RoomKilobytes = 600;

    private const int CasesMax = 2_000;

    [Fact]
    public async Task When_nothing_more_can_be_written_nothing_is_acknowledged_and_nothing_is_shown_without_a_record()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process's file size can't be bounded here.");
        await using var server = await PlatformServer.Start();
        var first = await server.Person("ee", "mari").OpenCase(Application());
        await server.Kill();

        // The limit stands for the end of the disk. The signal that comes with it would end the process; a full disk sends none.
        var kilobytes = Directory.EnumerateFiles(server.DataFolder).Max(f => new FileInfo(f).Length) / 1024;
        await server.Start($"trap '' XFSZ; ulimit -f {kilobytes + RoomKilobytes}");
        var germany = server.Officer("de");
        var acknowledged = new List<string> { first.Reference };
        Reply reply;
        do
        {
            reply = await germany.Open(Application(name: UniqueName("Full")), Guid.NewGuid().ToString("N"));
            if (reply.IsSuccess)
            {
                acknowledged.Add(reply.Case.Reference);
            }
        }
        while (reply.IsSuccess && acknowledged.Count < CasesMax);

        var problem = reply.Refused(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.StartsWith("store.", problem.Code, StringComparison.Ordinal);
        Assert.Equal("5", reply.Headers["Retry-After"]);
        (await germany.Open(Application(), "again")).Refused(HttpStatusCode.ServiceUnavailable);

        // A record of a read is small and may still find room.
        var shown = await germany.Show(first.Reference);
        if (!shown.IsSuccess)
        {
            shown.Refused(HttpStatusCode.ServiceUnavailable);
        }

        // A write small enough may still find room and heal the store for a moment: each look follows a case that was refused.
        var ready = await PlatformServer.Eventually(
            async () =>
            {
                var again = await germany.Open(Application(name: UniqueName("Full")), Guid.NewGuid().ToString("N"));
                if (again.IsSuccess)
                {
                    acknowledged.Add(again.Case.Reference);
                }

                return await server.Anybody().Get("/health/ready");
            },
            health => health.Status is HttpStatusCode.ServiceUnavailable);
        Assert.Contains("\"store.", ready.Text, StringComparison.Ordinal);
        Assert.True((await server.Anybody().Get("/health/live")).IsSuccess);

        await server.Restart();
        var kept = (await AllOf(server.Officer("de"))).Order().ToList();
        Assert.Equal(acknowledged.Order(), kept);
        var reads = (await server.Auditor("ee").Get($"/v1/audit/reads?case={first.Reference}")).Read<Page<ReadResponse>>().Items;
        Assert.Equal(shown.IsSuccess, reads.Any(r => r.Via == "get"));
    }

    private static async Task<List<string>> AllOf(Officer officer)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await officer.Get($"/v1/cases?limit=500{(cursor is null ? "" : $"&cursor={cursor}")}")).Read<Page<CaseLineResponse>>();
            found.AddRange(page.Items.Select(l => l.Reference));
            cursor = page.Next;
        }
        while (cursor is not null && found.Count <= CasesMax);

        return found;
    }
}
