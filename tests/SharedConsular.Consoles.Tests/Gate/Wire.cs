using System.Net;
using System.Net.Sockets;

namespace SharedConsular.Consoles.Tests.Gate;

/// <summary>A network between a browser and the site that can be cut and mended: also for a worker, which a browser's own switch does not reach.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _site;
    private readonly Task _accepting;
    private CancellationTokenSource? _whole = new();

    public Wire(Uri site)
    {
        _site = site;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    public void Cut()
    {
        _whole?.Cancel();
        _whole = null;
    }

    public void Mend() => _whole = new CancellationTokenSource();

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                _ = Carry(await _listener.AcceptTcpClientAsync(_end.Token), _whole?.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient browser, CancellationToken? whole)
    {
        using (browser)
        {
            if (whole is not { } stop)
            {
                return;
            }

            try
            {
                using var site = new TcpClient();
                await site.ConnectAsync(_site.Host, _site.Port, stop);
                await Task.WhenAny(
                    browser.GetStream().CopyToAsync(site.GetStream(), stop), site.GetStream().CopyToAsync(browser.GetStream(), stop));
            }
            catch (Exception ex) when (ex is OperationCanceledException or IOException or SocketException)
            {
                // Cut.
            }
        }
    }
}
