using System.Security.Cryptography;

namespace SharedConsular.Runtime.Tests.Papers;

/// <summary>What every store of papers promises.</summary>
public abstract class PaperStoreContract
{
    private static readonly byte[] Contents = RandomNumberGenerator.GetBytes(70_000);

    protected abstract IPaperStore Store { get; }

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_put_is_found_as_it_was()
    {
        var name = NameIn("SC-1");
        await Store.Put(name, Contents, Stop);

        Assert.Equal(Contents, await Store.Find(name, Stop));
    }

    [Fact]
    public async Task What_was_never_put_is_not_found()
    {
        Assert.Null(await Store.Find(NameIn("SC-none"), Stop));
        await Store.Put(NameIn("SC-2"), Contents, Stop);
        Assert.Null(await Store.Find(NameIn("SC-2"), Stop));
    }

    [Fact]
    public async Task Removed_it_is_gone_and_nothing_else_is()
    {
        var (name, other) = (NameIn("SC-3"), NameIn("SC-3"));
        await Store.Put(name, Contents, Stop);
        await Store.Put(other, Contents, Stop);

        await Store.Remove(name, Stop);
        await Store.Remove(name, Stop);
        await Store.Remove(NameIn("SC-none"), Stop);

        Assert.Null(await Store.Find(name, Stop));
        Assert.NotNull(await Store.Find(other, Stop));
    }

    [Fact]
    public async Task A_name_is_used_once()
    {
        var name = NameIn("SC-4");
        await Store.Put(name, Contents, Stop);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Put(name, new byte[] { 1 }, Stop));
        Assert.Equal(Contents, await Store.Find(name, Stop));
    }

    [Fact]
    public async Task A_file_of_one_tenant_is_not_found_under_another()
    {
        var name = NameIn("SC-5");
        await Store.Put(name, Contents, Stop);

        Assert.Null(await Store.Find(name with { Entity = name.Entity with { Tenant = TenantId.Parse("lv")! } }, Stop));
    }

    [Fact]
    public async Task All_are_listed_page_by_page_with_their_time()
    {
        PaperName[] names = [.. Enumerable.Range(0, 5).Select(i => NameIn($"SC-{i}"))];
        foreach (var name in names)
        {
            await Store.Put(name, Contents, Stop);
        }

        var found = new List<StoredPaper>();
        string? after = null;
        for (var page = 0; page < names.Length; page++)
        {
            var read = await Store.List(after, 2, Stop);
            Assert.True(read.Papers.Count <= 2);
            found.AddRange(read.Papers);
            if ((after = read.Next) is null)
            {
                break;
            }
        }

        Assert.Null(after);
        Assert.Equal(names.Select(n => n.ToString()).Order(), found.Select(p => p.Name.ToString()).Order());
        Assert.All(found, p => Assert.InRange(p.At, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1)));
    }

    protected static PaperName NameIn(string @case) => new(new EntityKey(TenantId.Parse("ee")!, "case", @case), PaperName.DrawId());
}
