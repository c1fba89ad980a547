using System.Threading.Channels;
using SharedConsular.Runtime;

namespace SharedConsular.Api.LocalSignIn;

/// <summary>
/// Sends one-time codes behind the back of whoever asked, so that how long it takes tells nothing. In memory only: a code that is
/// stored would outlive its minutes. Who gets none asks again.
/// </summary>
internal sealed partial class CodePost(TimeProvider time, ILogger<CodePost> log) : BackgroundService
{
    /// <summary>Past it codes are dropped: their minutes would be over before their turn.</summary>
    private const int WaitingMax = 1_000;
    private const int AttemptsMax = 3;
    private const int SendersMax = 8;

    private static readonly TimeSpan AttemptDelay = TimeSpan.FromSeconds(5);

    private readonly Channel<(ICarrier Carrier, OutgoingMessage Message)> _waiting =
        Channel.CreateBounded<(ICarrier, OutgoingMessage)>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Send(ICarrier carrier, OutgoingMessage message) => _waiting.Writer.TryWrite((carrier, message));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = SendersMax, CancellationToken = stoppingToken },
        async (waiting, ct) => await Send(waiting.Carrier, waiting.Message, ct));

    private async Task Send(ICarrier carrier, OutgoingMessage message, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                await carrier.Carry(message, ct);
                return;
            }
            catch (Exception ex) when (!ct.IsCancellationRequested)
            {
                // Never its message: it may name the address.
                LogNotSent(log, carrier.Channel, ex.GetType().Name, attempt);
            }

            await Task.Delay(AttemptDelay, time, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A one-time code did not leave by {Channel}: {ErrorCode}, attempt {Attempt}.")]
    private static partial void LogNotSent(ILogger log, string channel, string errorCode, int attempt);
}
