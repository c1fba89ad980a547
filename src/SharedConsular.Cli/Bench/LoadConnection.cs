using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SharedConsular.Cli.Bench;

/// <summary>
/// One keep-alive HTTP/1.1 connection, one request at a time, written for measuring: on two cores a full client costs
/// as much as the server it is meant to measure.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private const int AnswerBytesMax = 1024 * 1024;
    private const int AnswerBytesFirst = 16 * 1024;

    private readonly Socket _socket;
    private readonly byte[] _head;
    private byte[] _received = new byte[AnswerBytesFirst];
    private byte[] _request = new byte[4096];
    private int _filled;

    private LoadConnection(Socket socket, byte[] head) => (_socket, _head) = (socket, head);

    /// <param name="server">Where it listens.</param>
    /// <param name="token">Who asks; null for somebody without an account.</param>
    /// <param name="ct">Stops waiting.</param>
    public static Task<LoadConnection> Open(Uri server, string? token, CancellationToken ct) =>
        Connect(server, token is null ? "" : $"Authorization: Bearer {token}\r\n", ct);

    /// <summary>As a browser that holds these cookies.</summary>
    public static Task<LoadConnection> OpenWithCookies(Uri server, string cookies, CancellationToken ct) =>
        Connect(server, $"Cookie: {cookies}\r\n", ct);

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends a command and waits for its answer. The body of the answer is good until the next call.</summary>
    public ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Post(string path, string key, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        Send(
            Compose("POST " + path, string.Create(CultureInfo.InvariantCulture, $"Idempotency-Key: {key}\r\nContent-Length: {body.Length}"), body.Span),
            ct);

    /// <summary>Asks, and waits for the answer. Its body is good until the next call.</summary>
    public ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Get(string path, CancellationToken ct) =>
        Send(Compose("GET " + path, "Accept: */*", default), ct);

    private static async Task<LoadConnection> Connect(Uri server, string credential, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port, ct);
        var head = $" HTTP/1.1\r\nHost: {server.Authority}\r\n{credential}Content-Type: application/json\r\n";

        return new LoadConnection(socket, Encoding.ASCII.GetBytes(head));
    }

    private async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Send(int length, CancellationToken ct)
    {
        for (var sent = 0; sent < length;)
        {
            sent += await _socket.SendAsync(_request.AsMemory(sent, length - sent), ct);
        }

        _filled = 0;
        int headLength;
        while ((headLength = _received.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await Receive(ct);
        }

        var status = Number(_received.AsSpan(9, 3));
        var start = headLength + 4;
        if (LengthIn(_received.AsSpan(0, start)) is { } known)
        {
            while (_filled < start + known)
            {
                await Receive(ct);
            }

            return (status, _received.AsMemory(start, known));
        }

        return (status, await ReceiveChunks(start, ct));
    }

    private int Compose(string request, string headers, ReadOnlySpan<byte> body)
    {
        var line = Encoding.ASCII.GetBytes(request);
        var rest = Encoding.ASCII.GetBytes($"{headers}\r\n\r\n");
        var length = line.Length + _head.Length + rest.Length + body.Length;
        if (_request.Length < length)
        {
            _request = new byte[length * 2];
        }

        line.CopyTo(_request, 0);
        _head.CopyTo(_request, line.Length);
        rest.CopyTo(_request, line.Length + _head.Length);
        body.CopyTo(_request.AsSpan(line.Length + _head.Length + rest.Length));

        return length;
    }

    /// <summary>Puts the chunks of a body one behind the other, in place.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReceiveChunks(int start, CancellationToken ct)
    {
        var written = start;
        var read = start;
        while (true)
        {
            int lineLength;
            while ((lineLength = _received.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
            {
                await Receive(ct);
            }

            var size = Number(_received.AsSpan(read, lineLength), 'x');
            read += lineLength + 2;
            while (_filled < read + size + 2)
            {
                await Receive(ct);
            }

            if (size == 0)
            {
                return _received.AsMemory(start, written - start);
            }

            Buffer.BlockCopy(_received, read, _received, written, size);
            written += size;
            read += size + 2;
        }
    }

    private async ValueTask Receive(CancellationToken ct)
    {
        if (_filled == _received.Length)
        {
            if (_received.Length >= AnswerBytesMax)
            {
                throw new IOException("The server's answer is larger than any of ours.");
            }

            Array.Resize(ref _received, _received.Length * 2);
        }

        var count = await _socket.ReceiveAsync(_received.AsMemory(_filled), ct);
        _filled += count > 0 ? count : throw new IOException("The server closed the connection.");
    }

    private static int? LengthIn(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);

        return at < 0 ? null : Number(head[(at + name.Length)..]);
    }

    private static int Number(ReadOnlySpan<byte> digits, char format = 'D') =>
        Utf8Parser.TryParse(digits, out int number, out _, format) ? number : throw new IOException("The server's answer is no HTTP.");
}
