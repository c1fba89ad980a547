namespace SharedConsular.Runtime;

/// <summary>
/// The port to the one store. What a method returns is durable: it survives the process and the machine's power.
/// Every method throws <see cref="StoreUnavailableException"/> when the disk or the server does not answer.
/// </summary>
public interface IEventStore :
    IListStore, IOutboxStore, IClockStore, IKeyStore, IUnusedSpace, IKeptDocuments, IReadLog, IBlockStore, ILeaseStore, IAsyncDisposable
{
    /// <summary>
    /// Writes many commits in one transaction and says of each what became of it. A commit that is not stored leaves
    /// nothing behind and never fails its neighbours, except later commits to the same stream: they were decided on it.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing of the batch is stored.</exception>
    Task<IReadOnlyList<CommitResult>> CommitBatch(IReadOnlyList<Commit> batch, CancellationToken ct);

    /// <summary>
    /// Reads a stream up to a version: the latest snapshot, when it is of this shape and not beyond that version,
    /// and the events after it. The keys are read after the events: what was forgotten meanwhile is not opened.
    /// </summary>
    Task<StoredHistory> ReadStream(EntityKey key, string? shape, long versionMax, CancellationToken ct);

    /// <summary>Reads events of one stream in their order, at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadEvents(EntityKey key, long afterVersion, int countMax, CancellationToken ct);

    /// <summary>Reads the events of all streams in the order they were stored.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int countMax, CancellationToken ct);

    /// <summary>How many events a stream has.</summary>
    Task<long> ReadVersion(EntityKey key, CancellationToken ct);

    /// <summary>How many events there are of entities of these types: as long as it stays, none of them has changed.</summary>
    Task<long> CountEvents(IReadOnlyCollection<string> types, CancellationToken ct);

    /// <summary>The entities of a type in a fixed order, after one of them or from the first.</summary>
    Task<IReadOnlyList<EntityKey>> ReadKeys(string type, EntityKey? after, int countMax, CancellationToken ct);

    /// <summary>The answer stored for a request, unless it has expired.</summary>
    Task<StoredAnswer?> FindAnswer(AnswerKey key, DateTimeOffset now, CancellationToken ct);

    /// <summary>Deletes expired answers, at most <paramref name="countMax"/>; returns how many.</summary>
    Task<int> PurgeAnswers(DateTimeOffset now, int countMax, CancellationToken ct);

    /// <summary>Whether the store can be written to now. After a failure this tries a small write.</summary>
    Task<StoreHealth> CheckHealth(CancellationToken ct);
}

/// <summary>The events of a stream, after a snapshot when there was one to start from.</summary>
public sealed record StoredHistory(
    SerializedSnapshot? Snapshot, IReadOnlyList<StoredEvent> Events, IReadOnlyList<StoredPersonKey> Keys);

/// <param name="Position">Its place among all events of the store; grows, may have gaps.</param>
/// <param name="Key">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream, from 1, without gaps.</param>
/// <param name="Name">The stored name of the event type.</param>
/// <param name="Body">The event as JSON.</param>
/// <param name="RecordedAt">When it was decided.</param>
/// <param name="Actor">Who caused it.</param>
public sealed record StoredEvent(
    long Position, EntityKey Key, long Version, string Name, ReadOnlyMemory<byte> Body, DateTimeOffset RecordedAt,
    Actor Actor);

/// <summary>Documents stored under a name derived from their content: what decisions refer to must not change.</summary>
public interface IKeptDocuments
{
    /// <summary>Keeps a document. Keeping the same one again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">Other bytes are kept under this id.</exception>
    Task Keep(string kind, string id, ReadOnlyMemory<byte> body, CancellationToken ct);

    Task<ReadOnlyMemory<byte>?> FindKept(string kind, string id, CancellationToken ct);
}
