using System.Collections.Concurrent;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

public sealed class CrashTests
{
    private const int ClientsMax = 16;
    private const int KillsMax = 2;

    /// <summary>After about so many acknowledged commands the process is killed, in the middle of others.</summary>
    private const int CommandsMax = 300;

    [Fact]
    public async Task Every_acknowledged_command_is_there_after_the_process_was_killed()
    {
        await using var server = await PlatformServer.Start();
        var acknowledged = new ConcurrentDictionary<string, CaseResponse>();
        for (var kill = 0; kill < KillsMax; kill++)
        {
            await LoadUntilKilled(server, acknowledged);
            await server.Start();
        }

        Assert.True(acknowledged.Count > ClientsMax, $"Only {acknowledged.Count} cases were acknowledged.");
        var estonia = server.Officer("ee");
        foreach (var @case in acknowledged.Values)
        {
            var found = await estonia.See(@case.Reference);
            Assert.True(found.Version >= @case.Version, $"{@case.Reference} was acknowledged at {@case.Version} and is at {found.Version}.");
            Assert.Equal(@case.OpenedAt, found.OpenedAt);
            Assert.Equal(@case.Persons![0].Names![0].Text, found.Persons![0].Names![0].Text);
            Assert.Single(await estonia.Search(@case.Reference));
        }
    }

    private static async Task LoadUntilKilled(PlatformServer server, ConcurrentDictionary<string, CaseResponse> acknowledged)
    {
        var (germany, estonia) = (server.Officer("de"), server.Officer("ee"));
        await germany.Lines("/v1/cases");
        await estonia.Lines("/v1/cases");
        var commands = 0;
        var killed = 0;
        await Task.WhenAll(Enumerable.Range(0, ClientsMax).Select(async _ =>
        {
            try
            {
                while (Volatile.Read(ref killed) == 0)
                {
                    var @case = await Note(germany.OpenCase(Application(name: UniqueName("Crash"))));
                    await Note(Read(germany.AskForPapers(@case.Reference, "photo")));
                    await Note(Read(germany.ProvidePapers(@case.Reference, "photo")));
                    await Note(Read(germany.Consult(@case.Reference, "Is she yours?")));
                    await Note(Read(estonia.Confirm(@case.Reference)));
                }
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException && Volatile.Read(ref killed) == 1)
            {
                // What was under way when the power went has no answer, and may or may not be there.
            }
        }));

        async Task<CaseResponse> Note(Task<CaseResponse> command)
        {
            var @case = await command;
            acknowledged.AddOrUpdate(@case.Reference, @case, (_, before) => before.Version > @case.Version ? before : @case);
            if (Interlocked.Increment(ref commands) == CommandsMax)
            {
                Volatile.Write(ref killed, 1);
                await server.Kill();
            }

            return @case;
        }

        static async Task<CaseResponse> Read(Task<Reply> reply) => (await reply).Case;
    }
}
