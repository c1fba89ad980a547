using System.Text.Json;
using SharedConsular.Cli.Shell;
using SharedConsular.Cli.Tests.Servers;

namespace SharedConsular.Cli.Tests.Cases;

/// <summary>What can be asked of the interface can be asked from a shell: a household, holds, erasure, the glass, the secret.</summary>
public sealed class CaseLifeTests(ServerFixture server)
{
    private static readonly string[] Need = ["--nationality", "ee", "--in", "vu", "--service", "emergency_travel_document", "--party", "fr"];

    [Fact]
    public async Task A_household_is_opened_followed_held_and_forgotten()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, """[{"names":[{"text":"Mari Tamm","given":"Mari","family":"Tamm"}]},{"names":[{"text":"Juhan Tamm"}],"authority":"parent"}]""",
            TestContext.Current.CancellationToken);
        using var opened = await Json(["case", "open", "--as", "ee/national/mari-cli", "--persons", file, .. Need]);
        File.Delete(file);
        var (reference, secret) = (Text(opened, "reference"), Text(opened, "secret"));
        Assert.Equal(2, opened.RootElement.GetProperty("persons").GetArrayLength());

        var followed = await CommandLine.RunTyping(secret, "follow", reference, "--json", "--server", server.Address);
        Assert.Contains("opened", followed.Output, StringComparison.Ordinal);
        Assert.Contains("rule:applicant-reads", await Done("case", "access", reference, "--as", "ee/national/mari-cli", "--json"), StringComparison.Ordinal);
        await Done("case", "withdraw", reference, "--reason", "Found it", "--as", "ee/national/mari-cli");
        var held = await Done("case", "hold", reference, "--reason", "A court asked", "--as", "ee/supervisor", "--json");
        Assert.Contains("A court asked", held, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, (await Run("case", "erase", reference, "--for-ever", "--reason", "not_needed", "--as", "ee/supervisor")).Code);
        await Done("case", "lift-hold", reference, "--reason", "Done", "--as", "ee/supervisor");
        Assert.Equal(ExitCode.Usage, (await Run("case", "erase", reference, "--reason", "not_needed", "--as", "ee/supervisor")).Code);
        var erased = await Done("case", "erase", reference, "--for-ever", "--reason", "not_needed", "--as", "ee/supervisor");
        Assert.Contains("erasure/1", erased, StringComparison.Ordinal);
        Assert.Contains("signed ", await Done("case", "erasures", reference, "--as", "ee/supervisor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_person_or_a_file_of_persons_and_not_both()
    {
        Assert.Equal(ExitCode.Usage, (await Run(["case", "open", "--as", "ee/national", .. Need])).Code);
        Assert.Equal(ExitCode.Usage, (await Run(["case", "open", "--as", "ee/national", "--name", "Mari", "--persons", "no-such.json", .. Need])).Code);
        Assert.Equal(ExitCode.Usage, (await Run(["case", "open", "--as", "ee/national", "--persons", "no-such.json", .. Need])).Code);
        await Done(["case", "open", "--as", "ee/national", "--given", "Mari", "--family", "Tamm", .. Need]);
    }

    [Fact]
    public async Task A_request_is_kept_written_on_taken_up_and_erased()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"place":"Hotel"}""", TestContext.Current.CancellationToken);
        using var kept = await Json(["kept-request", "keep", "--request", file]);
        var (reference, secret) = (Text(kept, "reference"), Text(kept, "secret"));
        await File.WriteAllTextAsync(file, """{"place":"At the port"}""", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, (await Typing("write-on", reference, "--request", file)).Code);
        File.Delete(file);
        Assert.Contains("At the port", (await Typing("show", reference)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Typing("erase", reference)).Code);
        Assert.Equal(ExitCode.Refused, (await Typing("show", reference)).Code);

        Task<Said> Typing(params string[] arguments) => CommandLine.RunTyping(secret, ["kept-request", .. arguments, "--server", server.Address]);
    }

    [Fact]
    public async Task The_glass_is_broken_and_reviewed()
    {
        using var opened = await Json(
            ["case", "open", "--as", "ee/national/liis-cli", "--name", "Liis Kask", .. Need[..4], "--service", "gbv", "--party", "fr"]);
        var reference = Text(opened, "reference");
        Assert.Equal(ExitCode.Refused, (await Run("case", "show", reference, "--as", "fr/officer/desk-cli")).Code);
        await Done("case", "break-glass", reference, "--reason", "She is at the door and nobody else is here", "--as", "fr/officer/desk-cli");
        await Done("case", "show", reference, "--as", "fr/officer/desk-cli");
        Assert.Contains(reference, await Done("case", "reviews", "--as", "fr/supervisor/head-cli", "--json"), StringComparison.Ordinal);
        await Done("case", "review-break-glass", reference, "--number", "1", "--verdict", "justified", "--note", "Right", "--as", "fr/supervisor/head-cli");
        Assert.DoesNotContain(reference, await Done("case", "reviews", "--as", "fr/supervisor/head-cli", "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_system_gets_a_login_and_loses_it()
    {
        var until = DateTimeOffset.UtcNow.AddDays(30).ToString("O");
        using var made = await Json(["service-accounts", "make", "Registry", "--scope", "cases:read", "--until", until, "--as", "de/administrator"]);
        var (id, key) = (Text(made, "id"), Text(made, "key"));
        Assert.Equal(ExitCode.Done, (await Run("case", "list", "--token", key)).Code);
        var listed = await Done("service-accounts", "list", "--as", "de/administrator", "--json");
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key, listed, StringComparison.Ordinal);
        await Done("service-accounts", "revoke", id, "--as", "de/administrator");
        Assert.Equal(ExitCode.Refused, (await Run("case", "list", "--token", key)).Code);
    }

    [Fact]
    public async Task A_partner_system_is_told_and_is_told_no_more()
    {
        using var made = await Json(["webhooks", "make", "https://register.example/consular", "--topic", "case.decided", "--as", "lt/administrator"]);
        var (id, secret) = (Text(made, "id"), Text(made, "secret"));
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var listed = await Done("webhooks", "list", "--as", "lt/administrator", "--json");
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", listed, StringComparison.Ordinal);
        var renewed = await Done("webhooks", "renew", id, "--as", "lt/administrator");
        Assert.Contains("whsec_", renewed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, renewed, StringComparison.Ordinal);
        await Done("webhooks", "calls", id, "--as", "lt/administrator");
        await Done("webhooks", "remove", id, "--as", "lt/administrator");
        Assert.DoesNotContain(id, await Done("webhooks", "list", "--as", "lt/administrator", "--json"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, (await Run("webhooks", "make", "https://127.0.0.1/", "--as", "lt/administrator")).Code);
    }

    [Fact]
    public async Task A_state_adopts_a_service_and_gives_it_up()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"typicalTime":"a fortnight"}""", TestContext.Current.CancellationToken);
        var adopted = await Done("services", "adopt", "passport_renewal", "--file", file, "--as", "lv/administrator");
        Assert.Contains("a fortnight", adopted, StringComparison.Ordinal);
        await Done("services", "give-up", "passport_renewal", "--as", "lv/administrator");
        var shown = await Done("services", "show", "passport_renewal", "--state", "lv", "--as", "lv/officer");
        Assert.DoesNotContain("a fortnight", shown, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, """{"typicalTimes":"a fortnight"}""", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Usage, (await Run("services", "adopt", "passport_renewal", "--file", file, "--as", "lv/administrator")).Code);
        File.Delete(file);
    }

    private async Task<JsonDocument> Json(string[] arguments) => JsonDocument.Parse(await Done([.. arguments, "--json"]));

    private async Task<string> Done(params string[] arguments)
    {
        var said = await Run(arguments);
        Assert.True(said.Code == ExitCode.Done, $"{string.Join(' ', arguments)}: {said.Error}{said.Output}");

        return said.Output;
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);

    private static string Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString()!;
}
