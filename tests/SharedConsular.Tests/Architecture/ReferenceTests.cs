using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SharedConsular.Tests.Architecture;

/// <summary>Who may know whom. References point one way, and a new project is a decision that is written down here.</summary>
public sealed partial class ReferenceTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["SharedConsular"] = [],
        ["SharedConsular.Contracts"] = [],
        ["SharedConsular.Policies"] = ["SharedConsular"],
        ["SharedConsular.Runtime"] = ["SharedConsular"],
        ["SharedConsular.Integrations"] = ["SharedConsular.Runtime"],
        ["SharedConsular.Orleans"] = ["SharedConsular.Runtime"],
        ["SharedConsular.Consoles"] = ["SharedConsular.Contracts"],
        ["SharedConsular.Api"] =
            ["SharedConsular.Consoles", "SharedConsular.Contracts", "SharedConsular.Policies", "SharedConsular.Integrations", "SharedConsular.Orleans", "SharedConsular.Runtime"],
        ["SharedConsular.Gateway"] = [],
        ["SharedConsular.Cli"] = ["SharedConsular.Contracts", "SharedConsular.Policies", "SharedConsular.Runtime"],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects("src").Keys];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_knows_only_whom_it_may_know(string project)
    {
        // Without its assembly a reference only sets the order of the build, as for a server that is started beside.
        var known = ItemsOf(project, "ProjectReference")
            .Where(i => i.Attribute("ReferenceOutputAssembly")?.Value is not "false")
            .Select(i => Path.GetFileNameWithoutExtension(Include(i)))
            .ToList();

        Assert.Superset(MayKnow[project].ToHashSet(), known.ToHashSet());
        Assert.Subset(WithAllTheyKnow(MayKnow[project]).ToHashSet(), known.ToHashSet());
    }

    [Fact]
    public void The_domain_restores_no_package_but_the_analyzer_that_guards_it()
    {
        var package = Assert.Single(ItemsOf("SharedConsular", "PackageReference"));

        Assert.Equal("Microsoft.CodeAnalysis.BannedApiAnalyzers", Include(package));
        Assert.Equal("all", package.Attribute("PrivateAssets")?.Value);
    }

    [Fact]
    public void The_runtime_speaks_of_no_business_noun()
    {
        // A seal proves whatever is stored, and knows no passport either.
        var nouns = Directory.GetDirectories(Path.Combine(Repository.Root, "src/SharedConsular")).Select(Path.GetFileName).Except(["Audit"]).ToHashSet();

        Repository.FindsNothing(Repository.Files("src/SharedConsular.Runtime", ".cs")
            .SelectMany(f => UsedFolder().Matches(Repository.Text(f)).Where(m => nouns.Contains(m.Groups[1].Value)).Select(m => $"{f}: {m.Value}")));
    }

    [Fact]
    public void The_solution_builds_every_project()
    {
        var solution = Repository.Text("SharedConsular.sln").Replace('\\', '/');

        Assert.All(Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj")), p => Assert.Contains($"\"{p}\"", solution, StringComparison.Ordinal));
    }

    // Naming a project that one already knows through another adds nothing to what is known.
    private static IEnumerable<string> WithAllTheyKnow(string[] projects) =>
        projects.Concat(projects.SelectMany(p => WithAllTheyKnow(MayKnow[p])));

    private static List<XElement> ItemsOf(string project, string kind) =>
        [.. XDocument.Parse(Repository.Text(Repository.Projects("src")[project])).Descendants(kind)];

    private static string Include(XElement item) => item.Attribute("Include")!.Value.Replace('\\', '/');

    [GeneratedRegex(@"\bSharedConsular\.(\w+)")]
    private static partial Regex UsedFolder();
}
