using System.Net;
using SharedConsular.Integrations.TextMessages;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.Tests.TextMessages;

public sealed class TextGatewayTests
{
    private static readonly OutgoingMessage Message = new("0f3a", "+3725551234", "", "There is news.", "en", "Estonia");

    [Fact]
    public async Task A_text_message_is_one_request_that_may_come_twice()
    {
        var http = new Answer(HttpStatusCode.Accepted);

        Assert.True(await Carry(http, Message));
        Assert.Equal(("POST", "Bearer letmein", "0f3a"), (http.Asked!.Method.Method, http.Asked.Headers.Authorization!.ToString(), http.Asked.Headers.GetValues("Idempotency-Key").Single()));
        Assert.Equal("""{"to":"\u002B3725551234","text":"Estonia: There is news.","id":"0f3a"}""", http.Body);
    }

    [Fact]
    public async Task Without_a_name_the_text_stands_alone()
    {
        var http = new Answer(HttpStatusCode.OK);
        await Carry(http, Message with { Sender = null });

        Assert.DoesNotContain("Estonia", http.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_said_and_everything_else_is_a_failure()
    {
        Assert.False(await Carry(new Answer(HttpStatusCode.UnprocessableEntity), Message));
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized, HttpStatusCode.BadGateway })
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => Carry(new Answer(status), Message));
        }
    }

    private static async Task<bool> Carry(Answer answer, OutgoingMessage message)
    {
        using var http = new HttpClient(answer);
        return await new TextGateway(http, new Uri("https://text.example/send"), "letmein", canBeNeutral: true).Carry(message, TestContext.Current.CancellationToken);
    }

    private sealed class Answer(HttpStatusCode status) : HttpMessageHandler
    {
        public HttpRequestMessage? Asked { get; private set; }

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Asked, Body) = (request, await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(status);
        }
    }
}
