using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SharedConsular.Integrations.Webhooks;

namespace SharedConsular.Integrations.Tests.Webhooks;

public sealed class WebhookClientTests
{
    private static readonly byte[] Secret = new byte[32];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://register.example/consular?x=1", true)]
    [InlineData("https://93.184.215.14/", true)]
    [InlineData("http://register.example/", false)]
    [InlineData("ftp://register.example/", false)]
    [InlineData("https://user:word@register.example/", false)]
    [InlineData("https://register.example/#part", false)]
    [InlineData("register.example", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://127.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f.0.0.1/", false)]
    [InlineData("https://0.0.0.0/", false)]
    [InlineData("https://10.0.0.4/", false)]
    [InlineData("https://172.31.255.254/", false)]
    [InlineData("https://192.168.1.1/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://100.64.0.1/", false)]
    [InlineData("https://224.0.0.1/", false)]
    [InlineData("https://255.255.255.255/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::]/", false)]
    [InlineData("https://[::ffff:10.0.0.4]/", false)]
    [InlineData("https://[64:ff9b::a00:4]/", false)]
    [InlineData("https://[2002:a00:4::1]/", false)]
    [InlineData("https://[fc00::1]/", false)]
    [InlineData("https://[fe80::1]/", false)]
    [InlineData("https://[ff02::1]/", false)]
    [InlineData("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", true)]
    public void Only_what_is_public_and_encrypted_is_an_address(string text, bool isOne)
    {
        using var client = new WebhookClient(reachesPrivate: false, TimeProvider.System);

        Assert.Equal(isOne, client.FindAddress(text) is not null);
    }

    [Fact]
    public void An_address_without_end_is_none()
    {
        using var client = new WebhookClient(reachesPrivate: false, TimeProvider.System);

        Assert.Null(client.FindAddress($"https://register.example/{new string('x', 500)}"));
    }

    /// <summary>A name may lead anywhere, and elsewhere than when it was looked at.</summary>
    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_never_connected_to()
    {
        await using var listener = await Listener.Start(_ => { });
        using var client = new WebhookClient(reachesPrivate: false, TimeProvider.System);
        var call = new OutgoingCall(new Uri($"http://localhost:{listener.Port}/"), "msg_1", "{}"u8.ToArray());

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.Call(call, [Secret], Stop));
        Assert.IsType<PrivateAddressException>(refused.InnerException);
        Assert.Empty(listener.Asked);

        // The same call arrives where that is allowed: nothing else stood in its way.
        using var open = new WebhookClient(reachesPrivate: true, TimeProvider.System);
        Assert.Equal(HttpStatusCode.OK, await open.Call(call, [Secret], Stop));
        Assert.Equal("/", Assert.Single(listener.Asked));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var listener = await Listener.Start(http =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = "/elsewhere";
        });
        using var client = new WebhookClient(reachesPrivate: true, TimeProvider.System);

        var status = await client.Call(new OutgoingCall(new Uri($"http://localhost:{listener.Port}/here"), "msg_1", "{}"u8.ToArray()), [Secret], Stop);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/here"), (status, Assert.Single(listener.Asked)));
    }

    private sealed class Listener(WebApplication web) : IAsyncDisposable
    {
        public List<string> Asked { get; } = [];

        public int Port => new Uri(Web.Urls.Single()).Port;

        public static async Task<Listener> Start(Action<HttpContext> answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var listener = new Listener(builder.Build());
            listener.Web.Run(http =>
            {
                listener.Asked.Add(http.Request.Path);
                answer(http);

                return Task.CompletedTask;
            });
            await listener.Web.StartAsync(Stop);

            return listener;
        }

        private WebApplication Web { get; } = web;

        public async ValueTask DisposeAsync() => await Web.DisposeAsync();
    }
}
