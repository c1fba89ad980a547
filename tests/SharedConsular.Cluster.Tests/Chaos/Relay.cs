using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SharedConsular.Cluster.Tests.Chaos;

/// <summary>The wire between one node and the database. It can be cut, fall silent, or be slow.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _talks = Done();
    private volatile bool _isCut;
    private long _delayTicks;

    public Relay(int to)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept(new IPEndPoint(IPAddress.Loopback, to));
    }

    public int Port { get; }

    /// <summary>Every connection is reset, and every new one as well.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    /// <summary>Nothing arrives any more on either side, and nobody is told. What was sent comes when it heals, as TCP sends again.</summary>
    public void FallSilent() => _talks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whatever is sent waits so long on its way.</summary>
    public void SlowDown(TimeSpan delay) => Interlocked.Exchange(ref _delayTicks, delay.Ticks);

    public void Heal()
    {
        _isCut = false;
        SlowDown(TimeSpan.Zero);
        _talks.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Cut();
        Heal();
        await _accepting;
        _stop.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();

        return done;
    }

    private async Task Accept(EndPoint to)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var node = await _listener.AcceptSocketAsync(_stop.Token);
                _ = Serve(node, to);
            }
            catch (Exception ex) when (ex is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The relay goes away, or who called has gone.
            }
        }
    }

    private async Task Serve(Socket node, EndPoint to)
    {
        using var database = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[node] = _open[database] = 0;
        try
        {
            if (!_isCut)
            {
                (node.NoDelay, database.NoDelay) = (true, true);
                await database.ConnectAsync(to, _stop.Token);
                await Task.WhenAny(Carry(node, database), Carry(database, node));
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody is there; the node is told by the end of its connection.
        }
        finally
        {
            _open.TryRemove(node, out _);
            _open.TryRemove(database, out _);
            Reset(node);
            Reset(database);
        }
    }

    private async Task Carry(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer.AsMemory(), _stop.Token)) > 0;)
            {
                await Pause.For(TimeSpan.FromTicks(Interlocked.Read(ref _delayTicks)), _stop.Token);
                await _talks.Task.WaitAsync(_stop.Token);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
                }
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone; the other follows.
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }
}
