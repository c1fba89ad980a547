using System.Text.Json;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Tests.Servers;

public sealed class RealServerTests(ServerFixture server)
{
    [Fact]
    public async Task Route_prints_what_integrators_were_promised()
    {
        var said = await Run(
            "route", "--nationality", "ee,ke:claimed", "--in", "vu", "--service", "emergency_travel_document", "--urgency", "urgent", "--near", "-17.7,168.3",
            "--on", "2026-11-22", "--json");

        Assert.Equal(ExitCode.Done, said.Code);
        var answer = JsonDocument.Parse(said.Output).RootElement;
        Assert.Equal("route", answer.GetProperty("decision").GetString());
        var first = answer.GetProperty("options")[0];
        Assert.All(
            ["rank", "party", "post", "powers", "basis", "obligations", "distanceKm", "fee"], name => Assert.True(first.TryGetProperty(name, out _), name));
        Assert.All(["id", "kind", "city", "country"], name => Assert.True(first.GetProperty("post").TryGetProperty(name, out _), name));
        Assert.All(["party", "code", "reason"], name => Assert.True(answer.GetProperty("rejected")[0].TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task A_stored_decision_is_replayed_to_the_same_bytes()
    {
        var asked = await Run("route", "--nationality", "lv", "--in", "th", "--service", "hospital", "--json");
        var id = JsonDocument.Parse(asked.Output).RootElement.GetProperty("id").GetString()!;

        var said = await Run("routing", "replay", id, "--as", "lv/officer");

        Assert.Equal(ExitCode.Done, said.Code);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_code_and_every_fault()
    {
        var said = await Run("route", "--nationality", "zz", "--in", "vu", "--service", "nonsense");

        Assert.Equal(ExitCode.Refused, said.Code);
        Assert.Contains("request.faulty (422)", said.Error, StringComparison.Ordinal);
        Assert.Contains("#/service", said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    [Fact]
    public async Task A_case_is_opened_and_worked_to_its_end()
    {
        var opened = await Run(
            "case", "open", "--nationality", "au", "--in", "fj", "--service", "certified_copy", "--name", "ليلى حداد", "--as", "au/officer", "--json");
        var reference = JsonDocument.Parse(opened.Output).RootElement.GetProperty("reference").GetString()!;
        (string Name, string[] More)[] deeds =
        [
            ("ask-for-papers", ["--kind", "photo"]),
            ("provide-papers", ["--kind", "photo"]),
            ("decide", ["--reason", "It is a copy."]),
            ("issue", ["--number", "C1"]),
            ("deliver", ["--how", "at the desk"]),
            ("close", ["--outcome", "served"]),
            ("complain", ["--text", "Too slow."]),
        ];
        foreach (var (name, more) in deeds)
        {
            Assert.Equal(ExitCode.Done, (await Run(["case", name, reference, "--as", "au/officer", .. more])).Code);
        }

        Assert.Contains(reference, (await Run("case", "search", "ليلى", "--as", "au/officer")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Run("case", "history", reference, "--as", "au/officer")).Code);
        Assert.Contains("case.not-found", (await Run("case", "show", reference, "--as", "de/officer")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_and_single_things_are_drawn()
    {
        Assert.Contains("q13021889", (await Run("posts", "list", "--sending", "fr", "--country", "th", "--as", "fr/officer")).Output, StringComparison.Ordinal);
        Assert.Contains("ca-au-1986@1", (await Run("agreements", "list", "--as", "fr/officer")).Output, StringComparison.Ordinal);
        Assert.Contains("standing mandate", (await Run("agreements", "show", "iom", "--as", "fr/officer")).Output, StringComparison.Ordinal);
        Assert.Contains("hospital", (await Run("services", "list", "--as", "fr/officer", "--language", "es")).Output, StringComparison.Ordinal);
        Assert.Contains("own post", (await Run("coverage", "ee", "--place", "vu")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_post_and_a_mandate_are_recorded_by_an_administrator()
    {
        Assert.Equal(ExitCode.Refused, (await Run("posts", "close", "q13021889", "--as", "fr/officer")).Code);
        Assert.Equal(ExitCode.Done, (await Run("posts", "close", "q13021889", "--note", "Flood.", "--as", "fr/administrator")).Code);
        Assert.Equal(ExitCode.Done, (await Run("posts", "remove", "q13021889", "--as", "fr/administrator")).Code);
        Assert.Equal(ExitCode.Done, (await Run("agreements", "mandate", "iom", "--as", "ge/administrator")).Code);
    }

    [Fact]
    public async Task A_login_is_invited_listed_renewed_and_closed_by_an_administrator()
    {
        var invited = await Run("logins", "invite", "lea.roux", "--role", "supervisor", "--as", "fr/administrator", "--json");
        var code = JsonDocument.Parse(invited.Output).RootElement.GetProperty("code").GetString();
        var listed = await Run("logins", "list", "--as", "fr/administrator", "--json");

        Assert.Equal(29, code!.Length);
        Assert.Contains("lea.roux", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(code, listed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Run("logins", "renew", "lea.roux", "--as", "fr/administrator")).Code);
        Assert.Contains("caller.not-for-this-role", (await Run("logins", "close", "lea.roux", "--as", "fr/officer")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Run("logins", "close", "lea.roux", "--as", "fr/administrator")).Code);
        Assert.Contains("closed", (await Run("logins", "list", "--as", "fr/administrator")).Output, StringComparison.Ordinal);
        Assert.Contains("browser", (await Run("logins", "--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_week_runs_to_its_end()
    {
        var week = Path.Combine(AppContext.BaseDirectory, "samples", "first-week.yaml");
        var said = await Run("replay", week, "--cases", "60", "--json");

        Assert.Equal(ExitCode.Done, said.Code);
        var report = JsonDocument.Parse(said.Output).RootElement;
        Assert.Equal(60, report.GetProperty("statuses").EnumerateArray().Sum(s => s.GetProperty("count").GetInt32()));
        Assert.NotEmpty(report.GetProperty("clocks").EnumerateArray());
    }

    private Task<Said> Run(params string[] arguments) => CommandLine.Run([.. arguments, "--server", server.Address]);
}
