using System.Collections.Concurrent;
using SharedConsular.Audit;
using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>A state takes its record home and needs nobody to see that it is whole.</summary>
public sealed class AuditExportTests(SharedPlatform platform)
{
    private const int ClientsMax = 8;

    /// <summary>After about so many answered looks the process is killed, in the middle of others.</summary>
    private const int LooksMax = 400;

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task An_export_holds_what_was_just_done_and_is_verified_with_heads_kept_before()
    {
        var @case = await _server.CaseInHand();
        var auditor = _server.Auditor("ee");
        var kept = (await auditor.Get("/v1/audit/blocks")).Read<AuditBlocksResponse>();
        await _server.Officer("de").See(@case.Reference);

        var text = (await auditor.Get("/v1/audit/export")).Text;
        Assert.Contains(text.Split('\n').Select(AuditLine.Find).OfType<ReadLine>(), l => l.Read.Id == @case.Reference);
        Assert.Contains(text.Split('\n').Select(AuditLine.Find).OfType<EventLine>(), l => l.Event.Id == @case.Reference && l.Event.Name == "case-opened");
        var heads = new AuditHeads(TenantId.Get("ee"), kept.PublicKey, [.. kept.Items.Select(b => new AuditHead(b.Number, b.Hash))]);
        Assert.Null(FirstDifference(text, heads));
        Assert.Equal("other-key", FirstDifference((await _server.Auditor("de").Get("/v1/audit/export")).Text, heads with { Tenant = TenantId.Get("de") })!.Code);
        Assert.Equal("rewritten", FirstDifference(text, heads with { Heads = [heads.Heads[0] with { Hash = new string('0', 64) }] })!.Code);
    }

    [Fact]
    public async Task Every_look_that_was_answered_is_in_the_sealed_record_after_the_process_was_killed()
    {
        await using var server = await PlatformServer.Start();
        var @case = await server.CaseInHand();
        var answered = new ConcurrentDictionary<string, int>();
        var (looks, killed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, ClientsMax).Select(async client =>
        {
            var officer = server.Officer("de", $"crash-{client}");
            try
            {
                while (Volatile.Read(ref killed) == 0)
                {
                    Assert.Equal(@case.Reference, (await officer.See(@case.Reference)).Reference);
                    answered.AddOrUpdate(officer.User, 1, (_, count) => count + 1);
                    if (Interlocked.Increment(ref looks) == LooksMax)
                    {
                        Volatile.Write(ref killed, 1);
                        await server.Kill();
                    }
                }
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException && Volatile.Read(ref killed) == 1)
            {
                // What was under way when the power went was not shown whole.
            }
        }));

        await server.Start();
        var text = (await server.Auditor("ee").Get("/v1/audit/export")).Text;
        Assert.Null(FirstDifference(text));
        var recorded = text.Split('\n').Select(AuditLine.Find).OfType<ReadLine>().CountBy(l => l.Read.User).ToDictionary();
        Assert.All(answered, a => Assert.True(recorded.GetValueOrDefault(a.Key) >= a.Value, $"{a.Key} looked {a.Value} times, {recorded.GetValueOrDefault(a.Key)} are recorded."));
    }

    internal static AuditDifference? FirstDifference(string text, AuditHeads? kept = null)
    {
        var verifier = new AuditVerifier(kept);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            verifier.Read(line);
        }

        verifier.End();

        return verifier.Difference;
    }
}
