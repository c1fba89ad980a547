using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Papers;

/// <summary>Deletes what lies in the paper store of files that were taken back, or whose person was erased.</summary>
internal sealed class PaperFileRemovals(IPaperStore? store) : IOutboxConsumer
{
    public IReadOnlyCollection<string> Topics { get; } = [PaperFileRemoval.Topic];

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var removal = StoredJson.Read<PaperFileRemoval>(message.Body.Span);
        if (store is null)
        {
            // It waits among the dead letters until the installation has its store again: what was to be deleted is not forgotten.
            throw new InvalidOperationException(PaperFileRefusals.NoStore.Code);
        }

        foreach (var id in removal.Ids)
        {
            await store.Remove(new PaperName(removal.Case, id), ct);
        }
    }
}
