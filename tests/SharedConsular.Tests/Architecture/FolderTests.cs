namespace SharedConsular.Tests.Architecture;

/// <summary>What a newcomer sees first: the names of the folders, and a root with nothing lying about.</summary>
public sealed class FolderTests
{
    private static readonly string[] TechnicalNames =
        ["Commands", "Handlers", "Dtos", "Models", "Services", "Interfaces", "Helpers", "Utils", "Common", "Managers"];

    private static readonly string[] AtTheTop =
        ["src", "tests", "policies", "samples", "charts", "SharedConsular.sln", "README.md", "global.json"];

    [Theory, InlineData("src"), InlineData("tests"), InlineData("policies")]
    public void A_folder_is_named_after_a_noun_and_not_after_a_technique(string top) =>
        Repository.FindsNothing(Repository.Folders(top)
            .Where(f => TechnicalNames.Contains(Path.GetFileName(f), StringComparer.OrdinalIgnoreCase) && !IsTheNounOfWhatConsulatesGive(f))
            .Order());

    [Fact]
    public void The_root_stays_clean() =>
        Repository.FindsNothing(Directory.EnumerateFileSystemEntries(Repository.Root)
            .Select(e => Path.GetFileName(e))
            .Where(e => !e.StartsWith('.') && e is not "data") // Where a development server keeps its store; never committed.
            .Except(AtTheTop)
            .Order());

    [Fact]
    public void Every_project_has_its_line_in_the_readme()
    {
        var readme = Repository.Text("README.md");

        Assert.All(Repository.Projects("src").Keys, p => Assert.Contains($"`src/{p}`", readme, StringComparison.Ordinal));
    }

    /// <summary>The service catalogue is a folder of the domain, and of what mirrors the domain: directly in a project, or in policies.</summary>
    private static bool IsTheNounOfWhatConsulatesGive(string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;

        return Path.GetFileName(folder) is "Services" or "services"
            && (parent == "policies" || Directory.EnumerateFiles(Path.Combine(Repository.Root, parent), "*.csproj").Any());
    }
}
