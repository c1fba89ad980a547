namespace SharedConsular.Runtime.Tests.Papers;

public sealed class PaperFolderTests : PaperStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("papers-");

    protected override IPaperStore Store => new PaperFolder(Folder);

    private string Folder => Path.Combine(_folder.FullName, "papers");

    [Fact]
    public async Task Only_the_platforms_user_gets_in()
    {
        await Store.Put(NameIn("SC-1"), new byte[] { 1 }, Stop);

        var folders = new DirectoryInfo(Folder).EnumerateDirectories("*", SearchOption.AllDirectories).Append(new DirectoryInfo(Folder)).ToList();
        Assert.Equal(4, folders.Count);
        Assert.All(folders, f => Assert.Equal(SecretFile.OnlyTheUser | UnixFileMode.UserExecute, f.UnixFileMode));
        Assert.All(
            new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories), f => Assert.Equal(SecretFile.OnlyTheUser, f.UnixFileMode));
    }

    [Fact]
    public async Task What_a_broken_attempt_left_is_no_file_and_is_removed_by_its_name()
    {
        var (name, whole) = (NameIn("SC-1"), NameIn("SC-1"));
        await Store.Put(whole, new byte[] { 1 }, Stop);
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.00ff.unfinished"), [1, 2], Stop);

        Assert.Null(await Store.Find(name, Stop));
        Assert.Contains((await Store.List(null, 9, Stop)).Papers, p => p.Name == name);
        await Store.Remove(name, Stop);
        Assert.Equal([whole], (await Store.List(null, 9, Stop)).Papers.Select(p => p.Name));
    }

    [Fact]
    public async Task What_is_not_of_the_store_is_left_out()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "letter.txt"), "Somebody else's", Stop);

        Assert.Empty((await Store.List(null, 9, Stop)).Papers);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_made_is_said_to_be_unusable()
    {
        await File.WriteAllTextAsync(Folder, "A file stands in the way", Stop);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Put(NameIn("SC-1"), new byte[] { 1 }, Stop));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
