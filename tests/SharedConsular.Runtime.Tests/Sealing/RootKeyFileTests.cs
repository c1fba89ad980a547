using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace SharedConsular.Runtime.Tests;

public sealed class RootKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("root-key").FullName;

    private string KeyFile => Path.Combine(_folder, "root-key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_it_wrapped_it_opens_again_also_after_a_restart()
    {
        byte[] wrapped;
        using (var first = RootKeyring.Open(new RootKeyFile(KeyFile)))
        {
            wrapped = first.Wrap("a key of Estonia"u8, "tenant-key/ee");
        }

        using var second = RootKeyring.Open(new RootKeyFile(KeyFile));
        Assert.Equal("a key of Estonia"u8.ToArray(), second.Unwrap(wrapped, "tenant-key/ee"));
        Assert.Equal(-1, wrapped.AsSpan().IndexOf("Estonia"u8));
    }

    [Fact]
    public void A_key_of_one_context_does_not_open_in_another()
    {
        using var root = RootKeyring.Open(new RootKeyFile(KeyFile));
        var wrapped = root.Wrap("a key"u8, "tenant-key/ee");
        Assert.ThrowsAny<CryptographicException>(() => root.Unwrap(wrapped, "tenant-key/lv"));
    }

    [Fact]
    public void A_changed_byte_is_noticed()
    {
        using var root = RootKeyring.Open(new RootKeyFile(KeyFile));
        var wrapped = root.Wrap("a key"u8, "x");
        for (var i = 0; i < wrapped.Length; i++)
        {
            var changed = wrapped.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => root.Unwrap(changed, "x"));
        }

        Assert.ThrowsAny<CryptographicException>(() => root.Unwrap([1, 2, 3], "x"));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void A_file_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix modes.");
        RootKeyring.Open(new RootKeyFile(KeyFile)).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));

        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("mode 600", Assert.Throws<IOException>(() => RootKeyring.Open(new RootKeyFile(KeyFile))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_folder_have_one_key()
    {
        const int nodes = 6;
        const int starts = 40;
        for (var start = 0; start < starts; start++)
        {
            var file = Path.Combine(_folder, $"{start}", "root-key");
            using var all = new Barrier(nodes);
            var keys = await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    all.SignalAndWait(TestContext.Current.CancellationToken);

                    return Convert.ToHexString(new RootKeyFile(file).ReadCurrent());
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.Single(keys.Distinct());
            Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
        }
    }

    [Fact]
    public void A_file_that_holds_no_key_is_refused()
    {
        RootKeyring.Open(new RootKeyFile(KeyFile)).Dispose();
        File.WriteAllText(KeyFile, "short");
        Assert.Throws<IOException>(() => RootKeyring.Open(new RootKeyFile(KeyFile)));
    }
}
