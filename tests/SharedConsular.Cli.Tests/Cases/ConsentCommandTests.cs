using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Cases;

/// <summary>What the person of a case agrees to, and how she may be reached.</summary>
public sealed class ConsentCommandTests(ServerFixture server)
{
    private static readonly string[] ToGermany = ["--purpose", "handover", "--recipient", "de"];

    [Fact]
    public async Task Consent_is_given_withdrawn_and_overridden_with_a_legal_basis()
    {
        var reference = await Opened("anna-consents");
        Assert.Equal(ExitCode.Refused, (await Run(["case", "consent", "give", reference, .. ToGermany, "--as", "fr/officer/desk-consents"])).Code);
        await Done(["case", "consent", "give", reference, .. ToGermany, "--how", "On the telephone", "--as", "fr/officer/desk-consents"]);
        await Done(["case", "consent", "withdraw", reference, .. ToGermany, "--as", "ee/national/anna-consents"]);
        var basis = new[] { "--reason", "A child is in danger", "--legal-basis", "Hague Convention 1996, article 11" };
        Assert.Equal(
            ExitCode.Refused, (await Run(["case", "consent", "override", reference, .. ToGermany, .. basis, "--as", "fr/officer/desk-consents"])).Code);
        Assert.Equal(
            ExitCode.Usage,
            (await Run(["case", "consent", "override", reference, .. ToGermany, .. basis[..2], "--as", "fr/supervisor/head-consents"])).Code);
        await Done(["case", "consent", "override", reference, .. ToGermany, .. basis, "--as", "fr/supervisor/head-consents"]);

        using var listed = JsonDocument.Parse(await Done(["case", "consent", "list", reference, "--json", "--as", "fr/officer/desk-consents"]));
        Assert.Equal(["given", "withdrawn", "overridden"], listed.RootElement.EnumerateArray().Select(c => c.GetProperty("state").GetString()));
        Assert.Contains("article 11", await Done(["case", "consent", "list", reference, "--as", "fr/officer/desk-consents"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_she_may_be_reached_is_set_and_shown()
    {
        var reference = await Opened("liis-reached");
        string[] rule =
        [
            "--channel", "text_message", "--channel", "email", "--from", "09:30", "--to", "11:00", "--time-zone", "Pacific/Fiji", "--in-language", "fr",
            "--neutral-words", "--avoid", "Her brother", "--code-words", "the blue bicycle",
        ];
        await Done(["case", "safe-contact", "set", reference, .. rule, "--as", "ee/national/liis-reached"]);

        using var shown = JsonDocument.Parse(await Done(["case", "safe-contact", "show", reference, "--json", "--as", "fr/officer/desk-reached"]));
        var first = Assert.Single(shown.RootElement.EnumerateArray());
        Assert.Equal(["text_message", "email"], first.GetProperty("channels").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(
            ("09:30:00", "11:00:00", "Pacific/Fiji", "fr", true),
            (Text(first, "from"), Text(first, "to"), Text(first, "timeZone"), Text(first, "language"), first.GetProperty("neutralWords").GetBoolean()));
        Assert.Equal(("Her brother", "the blue bicycle"), (Text(first, "avoid"), Text(first, "codeWords")));
        Assert.Contains("Her brother", await Done(["case", "safe-contact", "show", reference, "--as", "fr/officer/desk-reached"]), StringComparison.Ordinal);
        Assert.Equal(
            ExitCode.Refused,
            (await Run(["case", "safe-contact", "set", reference, "--person", "2", "--time-zone", "Pacific/Fiji", "--as", "fr/officer/desk-reached"])).Code);
        Assert.Equal(ExitCode.Refused, (await Run(["case", "safe-contact", "show", reference, "--as", "jp/officer"])).Code);
    }

    [Fact]
    public async Task Who_is_kept_from_a_case_is_named_listed_and_let_back()
    {
        var reference = await Opened("mari-hides");
        string[] login = ["--party", "fr", "--user", "desk-blocked"];
        await Done(["case", "show", reference, "--as", "fr/officer/desk-blocked"]);
        await Done(["case", "adverse", "block", reference, .. login, "--reason", "Her brother", "--as", "fr/supervisor/head-hides"]);
        Assert.Contains("case.not-found", (await Run(["case", "show", reference, "--as", "fr/officer/desk-blocked"])).Error, StringComparison.Ordinal);
        await Done(["case", "adverse", "block-person", reference, "--name", "Juhan Kask", "--born", "1970-01-02", "--reason", "Her uncle", "--as", "fr/supervisor/head-hides"]);

        var listed = await Done(["case", "adverse", "list", reference, "--as", "fr/supervisor/head-hides"]);
        Assert.All(["desk-blocked", "Her brother", "Juhan Kask", "1970-01-02"], word => Assert.Contains(word, listed, StringComparison.Ordinal));
        Assert.DoesNotContain("desk-blocked", await Done(["case", "adverse", "list", reference, "--as", "fr/officer/desk-hides"]), StringComparison.Ordinal);

        await Done(["case", "adverse", "lift-person", reference, "--number", "1", "--reason", "Another", "--as", "fr/supervisor/head-hides"]);
        await Done(["case", "adverse", "lift", reference, .. login, "--reason", "Another", "--as", "fr/supervisor/head-hides"]);
        await Done(["case", "show", reference, "--as", "fr/officer/desk-blocked"]);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<string> Opened(string person)
    {
        using var opened = JsonDocument.Parse(await Done(
            [
                "case", "open", "--nationality", "ee", "--in", "vu", "--service", "emergency_travel_document", "--party", "fr", "--name", "Anna Kask",
                "--as", $"ee/national/{person}", "--json",
            ]));

        return Text(opened.RootElement, "reference")!;
    }

    private async Task<string> Done(string[] arguments)
    {
        var said = await Run(arguments);
        Assert.True(said.Code == ExitCode.Done, $"{string.Join(' ', arguments)}: {said.Error}{said.Output}");

        return said.Output;
    }

    private Task<Said> Run(string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
