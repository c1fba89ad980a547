using System.Security.Cryptography;
using System.Text;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Api.Tests;

/// <summary>Whoever says late that she fears her state is opened by no key of it any more. Looked at in the file itself.</summary>
public sealed class FearedKeyTests
{
    private static CancellationToken Stop => PlatformServer.Stop;

    [Fact]
    public async Task The_key_of_a_state_she_fears_opens_nothing_of_her_and_her_history_still_verifies()
    {
        await using var server = await PlatformServer.Start();
        var germany = await server.ProtectionOfficer("de");
        var (late, calm) = (await server.CaseInHand(), await server.CaseInHand());
        await server.Kill();
        var before = await Keys(server);
        Assert.All(before, k => Assert.Equal("ee", WhoOpens(k)));

        await server.Start();
        Assert.True((await server.Officer("de").DiscloseFear(late.Reference)).IsSuccess);
        var seen = await germany.See(late.Reference);
        Assert.Null(AuditExportTests.FirstDifference((await server.Auditor("ee").Get("/v1/audit/export")).Text));
        await server.Kill();

        Assert.Equal(
            [(late.Reference, "de"), (calm.Reference, "ee")],
            (await Keys(server)).Select(k => (k.Stored.Entity.Id, WhoOpens(k))).OrderBy(k => k.Item2));
        await server.Start();
        Assert.Equal(seen.Persons![0].Names![0].Text, (await germany.See(late.Reference)).Persons![0].Names![0].Text);
    }

    [Fact]
    public async Task A_power_cut_leaves_a_case_told_and_kept_from_the_state_or_neither()
    {
        await using var server = await PlatformServer.Start();
        var germany = await server.ProtectionOfficer("de");
        var cases = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            cases.Add((await server.CaseInHand()).Reference);
        }

        var told = 0;
        await Task.WhenAll(cases.Select(async reference =>
        {
            try
            {
                await germany.DiscloseFear(reference);
                if (Interlocked.Increment(ref told) == 10)
                {
                    await server.Kill();
                }
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException or TaskCanceledException && Volatile.Read(ref told) >= 10)
            {
                // It has no answer, and may or may not have happened.
            }
        }));
        await server.Kill();
        var wrappers = (await Keys(server)).ToDictionary(k => k.Stored.Entity.Id, WhoOpens);
        await server.Start();

        foreach (var reference in cases)
        {
            var seen = await germany.See(reference);
            Assert.Equal(seen.FearsOwnState is true ? "de" : "ee", wrappers[reference]);
            Assert.NotEqual("[erased]", seen.Persons![0].Names![0].Text);
        }

        Assert.True(wrappers.Values.Count(w => w == "de") >= 10, "Fewer are kept from the state than were told so.");
    }

    /// <summary>Which tenant's key opens it, by trying all of them as somebody would who holds the file and that key.</summary>
    private static string WhoOpens((StoredPersonKey Stored, IReadOnlyDictionary<string, byte[]> Tenants) key) =>
        Assert.Single(key.Tenants, t => Opens(t.Value, key.Stored)).Key;

    private static bool Opens(byte[] tenantKey, StoredPersonKey stored)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var wrapped = stored.Wrapped.Span;
        using var cipher = new AesGcm(tenantKey, tag);
        try
        {
            cipher.Decrypt(
                wrapped[..nonce], wrapped[nonce..^tag], wrapped[^tag..], new byte[wrapped.Length - nonce - tag],
                Encoding.UTF8.GetBytes($"person-key/{stored.Entity}/{stored.Id}/{stored.Subject}"));

            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>The keys of everyone in a case, and the open ones of the tenants, out of the file of a server that is down.</summary>
    private static async Task<List<(StoredPersonKey Stored, IReadOnlyDictionary<string, byte[]> Tenants)>> Keys(PlatformServer server)
    {
        await using var store = SqliteStore.Open(server.DatabasePath);
        using var root = new AesRootKey(new RootKeyFile($"{server.DatabasePath}.root-key").ReadCurrent());
        var tenants = new Dictionary<string, byte[]>();
        foreach (var name in (string[])["ee", "de"])
        {
            if (await store.FindTenantKey(TenantId.Get(name), null, Stop) is { } key)
            {
                tenants[name] = root.Unwrap(key.Wrapped.Span, $"tenant-key/{name}/{key.Version}");
            }
        }

        var cases = await store.ReadKeys("case", null, 100, Stop);

        return [.. (await store.ReadPersonKeys([.. cases], Stop)).Select(k => (k, (IReadOnlyDictionary<string, byte[]>)tenants))];
    }
}
