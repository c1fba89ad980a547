using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SharedConsular.Integrations.Tests.Mail;

/// <summary>A mail server on the loopback address, as far as RFC 5321 asks of one that only receives: what comes in is kept.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, string> _refused = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _held;

    public MailSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept();
    }

    public int Port { get; }

    public IReadOnlyList<Received> All => [.. _received];

    public IEnumerable<Received> To(string address) => _received.Where(r => r.To == address);

    /// <summary>Answers this reply to whoever writes to the address, for example <c>550 5.1.1 nobody</c>.</summary>
    public void Refuse(string address, string reply) => _refused[address] = reply;

    public void Take(string address) => _refused.TryRemove(address, out _);

    /// <summary>Keeps what comes and says nothing of it until <see cref="Release"/>: the sender does not know that it arrived.</summary>
    public void HoldAnswers() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        _held?.TrySetResult();
        _held = null;
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                talks.Add(Talk(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }

        await Task.WhenAll(talks);
    }

    private async Task Talk(TcpClient client)
    {
        using var owned = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            string from = "", to = "";
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await writer.WriteLineAsync("250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8");
                        break;
                    case "MAIL":
                        from = Path(line);
                        await writer.WriteLineAsync("250 ok");
                        break;
                    case "RCPT":
                        to = Path(line);
                        await writer.WriteLineAsync(_refused.TryGetValue(to, out var reply) ? reply : "250 ok");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        _received.Enqueue(new Received(from, to, await ReadData(reader)));
                        await (_held?.Task ?? Task.CompletedTask).WaitAsync(_stop.Token);
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 ok");
                        break;
                }
            }
        }
        catch (Exception ex) when (ex is IOException or OperationCanceledException or SocketException)
        {
            // The sender was killed, or it is over.
        }
    }

    private async Task<string> ReadData(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Path(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}

/// <param name="Raw">The message as it came.</param>
internal sealed record Received(string From, string To, string Raw)
{
    public MimeKit.MimeMessage Mail
    {
        get
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Raw));
            return MimeKit.MimeMessage.Load(stream);
        }
    }
}
