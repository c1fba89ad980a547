namespace SharedConsular.Runtime.Tests;

public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secret-file").FullName;

    private string Secret => Path.Combine(_folder, "deeper", "secret");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Whoever_comes_second_leaves_what_the_first_one_wrote()
    {
        SecretFile.Make(Secret, "first"u8);
        SecretFile.Make(Secret, "second"u8);

        Assert.Equal("first", File.ReadAllText(Secret));
        Assert.Equal([Secret], Directory.GetFiles(Path.GetDirectoryName(Secret)!));
    }

    [Fact]
    public void Only_its_user_may_read_it()
    {
        if (!OperatingSystem.IsWindows())
        {
            SecretFile.Make(Secret, "first"u8);

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Secret));
        }
    }

    [Fact]
    public void Where_no_file_can_be_made_that_is_told()
    {
        Directory.CreateDirectory(Secret);

        Assert.Throws<IOException>(() => SecretFile.Make(Secret, "first"u8));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Secret)!));
    }
}
