using System.Text;

namespace SharedConsular.Policies.Tests;

public sealed class PolicyBundleTests(StandardPolicies standard) : IClassFixture<StandardPolicies>
{
    [Fact]
    public void A_stored_bundle_reads_back_as_the_same_version()
    {
        var bundle = PolicyBundle.Pack(PolicySources.Standard);

        var load = PolicyFiles.Read(PolicyBundle.Unpack(bundle));

        Assert.Equal(standard.Set.Version, load.Set!.Version);
        Assert.Equal(standard.Set.Posts.Length, load.Set.Posts.Length);
        Assert.Equal(standard.Set.Agreements.Select(a => a.Reference), load.Set.Agreements.Select(a => a.Reference));
    }

    [Fact]
    public void The_same_files_give_the_same_bytes_in_whatever_order()
    {
        var backwards = standard.Load.Files.Reverse().ToDictionary(f => f.Key, f => f.Value);

        Assert.Equal(PolicyBundle.Pack(standard.Load.Files), PolicyBundle.Pack(backwards));
        Assert.Equal(PolicyFiles.VersionOf(standard.Load.Files), PolicyFiles.VersionOf(backwards));
    }

    [Fact]
    public void A_version_is_lower_case_hex() => Assert.Matches("^[0-9a-f]{64}$", standard.Set.Version);

    [Fact]
    public void Line_ends_of_another_system_are_no_other_version() =>
        Assert.Equal(VersionOf("a.yaml", "id: a\nversion: 1\n"), VersionOf("a.yaml", "id: a\r\nversion: 1\r\n"));

    [Fact]
    public void Another_word_or_another_name_is_another_version()
    {
        Assert.NotEqual(VersionOf("a.yaml", "id: a"), VersionOf("a.yaml", "id: b"));
        Assert.NotEqual(VersionOf("a.yaml", "id: a"), VersionOf("b.yaml", "id: a"));
        Assert.NotEqual(VersionOf("a", "bc"), VersionOf("ab", "c"));
    }

    [Fact]
    public void Bytes_that_are_no_bundle_are_refused()
    {
        var bundle = PolicyBundle.Pack(standard.Load.Files);

        Assert.Throws<InvalidDataException>(() => PolicyBundle.Unpack([1, 2, 3]));
        Assert.Throws<InvalidDataException>(() => PolicyBundle.Unpack(bundle[..(bundle.Length / 2)]));
    }

    private static string VersionOf(string name, string content) =>
        PolicyFiles.VersionOf(new Dictionary<string, byte[]> { [name] = Encoding.UTF8.GetBytes(content) });
}
