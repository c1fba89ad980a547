using System.Net;
using System.Text;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Tests.Contracts;

public sealed class ConsularClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_keeps_its_key_when_it_is_sent_again()
    {
        using var server = new Script(
            Busy(), _ => throw new HttpRequestException("broken"), Json(HttpStatusCode.BadGateway, "{}"), Json(HttpStatusCode.GatewayTimeout, "{}"),
            Json(HttpStatusCode.OK, "{}"));
        await new ConsularClient(server.Http, "t", attemptsMax: 5).AcceptCase("SC-1", null, Stop);

        Assert.Equal(5, server.Seen.Count);
        Assert.Single(server.Seen.Select(s => s.Key).Distinct());
        Assert.NotNull(server.Seen[0].Key);
        Assert.All(server.Seen, s => Assert.Equal("Bearer t", s.Authorization));
    }

    [Fact]
    public async Task Two_commands_have_two_keys()
    {
        using var server = new Script(Json(HttpStatusCode.OK, "{}"), Json(HttpStatusCode.OK, "{}"));
        var client = server.Client("t");
        await client.AcceptCase("SC-1", null, Stop);
        await client.AcceptCase("SC-1", null, Stop);

        Assert.NotEqual(server.Seen[0].Key, server.Seen[1].Key);
    }

    [Fact]
    public async Task A_refusal_is_told_at_once_with_its_faults()
    {
        using var server = new Script(Json(
            HttpStatusCode.UnprocessableEntity,
            """{"title":"Can't be used","code":"request.faulty","errors":[{"pointer":"#/service","code":"missing","detail":"Name a service."}]}"""));
        var refused = await Assert.ThrowsAsync<ConsularProblemException>(() => server.Client(null).Route(new RoutingRequest(null, null, null), Stop));

        Assert.Single(server.Seen);
        Assert.Equal("request.faulty", refused.Problem.Code);
        Assert.Equal("#/service", Assert.Single(refused.Problem.Errors!).Pointer);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_asked_no_more_often_than_the_limit()
    {
        using var server = new Script([.. Enumerable.Repeat(Busy(), ConsularClient.AttemptsMax)]);
        var refused = await Assert.ThrowsAsync<ConsularProblemException>(() => server.Client(null).Live(Stop));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal(ConsularClient.AttemptsMax, server.Seen.Count);
    }

    [Fact]
    public async Task An_answer_that_is_no_problem_document_is_told_by_its_status()
    {
        using var server = new Script(_ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>") });
        var refused = await Assert.ThrowsAsync<ConsularProblemException>(() => server.Client(null).Live(Stop));

        Assert.Equal("http.404", refused.Problem.Code);
    }

    private static Func<HttpRequestMessage, HttpResponseMessage> Busy() => _ =>
    {
        var busy = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        busy.Headers.Add("Retry-After", "0");

        return busy;
    };

    private static Func<HttpRequestMessage, HttpResponseMessage> Json(HttpStatusCode status, string body) => _ =>
        new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>A server that answers from a list, in order.</summary>
    private sealed class Script(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public List<(string? Key, string? Authorization)> Seen { get; } = [];

        public HttpClient Http => new(this) { BaseAddress = new Uri("http://server") };

        public ConsularClient Client(string? token) => new(Http, token);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add((request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null, request.Headers.Authorization?.ToString()));

            return Task.FromResult(answers[Seen.Count - 1](request));
        }
    }
}
