using System.Net;

namespace SharedConsular.Gateway.Tests.WaitingRoom;

/// <summary>In a surge a registration waits outside and keeps its place; whoever asks for her own status does not wait.</summary>
public sealed class WaitingRoomTests
{
    private const string Register = "/v1/crises/c/households";

    [Fact]
    public async Task A_program_is_told_when_to_come_again_and_gets_a_number()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { IntakePerSecondMax = 1 });
        using var first = await gateway.Post(Register, "a");
        using var second = await gateway.Post(Register, "b");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Contains("gateway.waiting-room", await second.Content.ReadAsStringAsync(GatewayHarness.Stop), StringComparison.Ordinal);
        Assert.InRange(int.Parse(second.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.NotEmpty(second.Headers.GetValues("Waiting-Number").Single());
        Assert.Single(gateway.Nodes[0].Asks);
    }

    [Fact]
    public async Task Her_own_status_an_officers_work_and_the_wall_never_wait()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { IntakePerSecondMax = 1 });
        using var first = await gateway.Post(Register, "a");
        using var status = await gateway.Post("/v1/households/status", "b");
        using var list = await gateway.Get(Register);
        using var wall = await gateway.Get("/v1/crises/c/situation");

        Assert.All(new[] { status, list, wall }, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    [Fact]
    public async Task A_browser_waits_on_a_page_in_its_own_language_that_comes_again_by_itself()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { IntakePerSecondMax = 1 });
        using var first = await gateway.Get("/ar/crises/c/register", ("Accept", "text/html"));
        using var second = await gateway.Get("/ar/crises/c/register", ("Accept", "text/html"), ("Accept-Language", "ar-EG,en;q=0.5"));
        var page = await second.Content.ReadAsStringAsync(GatewayHarness.Stop);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Contains("dir=\"rtl\"", page, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("httponly", second.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_was_let_in_to_the_form_sends_it_without_waiting_again()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { IntakePerSecondMax = 1 });
        using var form = await gateway.Get("/en/crises/c/register", ("Accept", "text/html"));
        var cookie = form.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var other = await gateway.Get("/en/crises/c/register", ("Accept", "text/html"));

        using var sent = await gateway.Post("/en/crises/c/register", "family", ("Accept", "text/html"), ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    [Fact]
    public async Task A_form_that_could_not_be_sent_is_not_asked_for_by_the_page_itself()
    {
        await using var gateway = await GatewayHarness.Start(1, o => o with { IntakePerSecondMax = 1 });
        using var first = await gateway.Post("/fr/crises/c/register", "a", ("Accept", "text/html"));
        using var second = await gateway.Post("/fr/crises/c/register", "b", ("Accept", "text/html"), ("Accept-Language", "fr"));
        var page = await second.Content.ReadAsStringAsync(GatewayHarness.Stop);

        Assert.Contains("lang=\"fr\"", page, StringComparison.Ordinal);
        Assert.Contains("envoy", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
    }
}
