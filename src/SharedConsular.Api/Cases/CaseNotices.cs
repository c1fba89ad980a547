using SharedConsular.Runtime;

namespace SharedConsular.Api.Cases;

/// <summary>
/// Takes what cases tell others. Nobody outside listens yet; parties read their queues, which are written with the
/// events. The messages are taken so that they do not wait for ever.
/// </summary>
internal sealed partial class CaseNotices(ILogger<CaseNotices> log) : IOutboxConsumer
{
    public IReadOnlyCollection<string> Topics { get; } = SharedConsular.Cases.CaseNotice.Topics;

    public Task Deliver(StoredMessage message, CancellationToken ct)
    {
        LogTaken(log, message.Topic);

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Debug, "{Topic} was told.")]
    private static partial void LogTaken(ILogger log, string topic);
}
