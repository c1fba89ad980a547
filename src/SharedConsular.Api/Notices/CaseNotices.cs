using SharedConsular.Cases;
using SharedConsular.Notices;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Notices;

/// <summary>Puts what cases tell into the notices of every party concerned. A message that comes twice is kept once.</summary>
internal sealed class CaseNotices(EntityRuntime entities) : IOutboxConsumer
{
    public IReadOnlyCollection<string> Topics => CaseNotice.Topics;

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var notice = StoredJson.Read<CaseNotice>(message.Body.Span);
        foreach (var party in notice.Told)
        {
            var command = new ReceiveNotice(party, message.Topic, notice);
            await entities.Execute(Notice.Type, Notice.KeyOf(party, message.Position), command, Caller.System, null, null, ct);
        }
    }
}
