using System.Collections.Concurrent;

namespace SharedConsular.Runtime;

/// <summary>What became of the messages of one round; written to by many deliveries at once.</summary>
internal sealed class DeliveryRound
{
    private readonly ConcurrentQueue<long> _delivered = new();
    private readonly ConcurrentQueue<FailedDelivery> _failed = new();

    public IReadOnlyCollection<long> Delivered => _delivered;

    public IReadOnlyCollection<FailedDelivery> Failed => _failed;

    public void AddDelivered(long position) => _delivered.Enqueue(position);

    public void AddFailed(FailedDelivery failure) => _failed.Enqueue(failure);
}
