using System.Diagnostics;
using SharedConsular.Access;
using SharedConsular.Api.Webhooks;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Notices;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Notices;

/// <summary>
/// Puts what cases tell into the notices of every party that may know of it when it is delivered; that another may not any
/// more is recorded in the case. Its systems are told what it is told. A message that comes twice is kept once.
/// </summary>
internal sealed class CaseNotices(EntityRuntime entities, WebhookCalls webhooks, WorldKeeper worlds, TimeProvider time) : IOutboxConsumer
{
    public IReadOnlyCollection<string> Topics => CaseNotice.Topics;

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var notice = StoredJson.Read<CaseNotice>(message.Body.Span);
        foreach (var party in notice.Told)
        {
            await Tell(party, notice, message, ct);
        }
    }

    private async Task Tell(TenantId party, CaseNotice notice, StoredMessage message, CancellationToken ct)
    {
        var key = Notice.KeyOf(party, message.Position);
        if (await entities.Find(Notice.Type, key, ct) is { State.About: not null })
        {
            return;
        }

        var @case = (await entities.Find(Case.Type, message.Source, ct))?.State ?? throw new UnreachableException("A notice without its case.");
        var answer = CaseAccess.DecideToTell(worlds.Current.Access, message.Topic, @case, party, time.GetUtcNow());
        if (answer.IsAllowed)
        {
            // Before the notice is there: what finds it there has nothing more to do.
            await webhooks.Prepare(party, message.Topic, notice, message, ct);
            await entities.Execute(Notice.Type, key, new ReceiveNotice(party, message.Topic, notice), Caller.System, null, null, ct);

            return;
        }

        var withheld = new WithholdNotice(message.Position, party, message.Topic, answer.DecidedBy);
        if ((await entities.Execute(Case.Type, message.Source, withheld, Caller.System, null, null, ct)).Refusal is { } refusal)
        {
            // Tried again, and then seen among the dead letters: what is not told is at least recorded.
            throw new InvalidOperationException(refusal.Code);
        }
    }
}
