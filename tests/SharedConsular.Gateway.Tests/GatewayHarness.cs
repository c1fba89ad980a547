using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SharedConsular.Gateway.Tests;

/// <summary>The real gateway on a free port, with nodes behind it.</summary>
internal sealed class GatewayHarness : IAsyncDisposable
{
    private readonly WebApplication _gateway;

    private GatewayHarness(WebApplication gateway, IReadOnlyList<Node> nodes) => (_gateway, Nodes) = (gateway, nodes);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IReadOnlyList<Node> Nodes { get; }

    public HttpClient Http { get; private init; } = null!;

    public static async Task<GatewayHarness> Start(int nodes, Func<GatewayOptions, GatewayOptions>? configure = null)
    {
        var started = await Task.WhenAll(Enumerable.Range(1, nodes).Select(i => Node.Start($"node-{i}")));
        var options = new GatewayOptions { Nodes = [.. started.Select(n => n.Address)], HealthAskedEvery = TimeSpan.FromHours(1) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var gateway = GatewayApp.Build(builder, configure?.Invoke(options) ?? options);
        await gateway.StartAsync(Stop);

        return new GatewayHarness(gateway, started)
        {
            Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(gateway.Urls.Single()) },
        };
    }

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> Post(string path, string body, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, headers);

    /// <summary>Which node answered.</summary>
    public async Task<string> NodeOf(string path)
    {
        using var answer = await Get(path);

        return answer.Headers.GetValues("Node").Single();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await _gateway.DisposeAsync();
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }
}
