namespace SharedConsular.Runtime;

/// <summary>
/// All that one decided command leaves behind, written whole or not at all. A commit without events records only
/// an answer.
/// </summary>
public sealed record Commit
{
    public required EntityKey Key { get; init; }

    /// <summary>The number of events the command was decided on.</summary>
    public required long ExpectedVersion { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Actor Actor { get; init; }

    public IReadOnlyList<SerializedEvent> Events { get; init; } = [];

    public IReadOnlyList<RowChange> Rows { get; init; } = [];

    /// <summary>All that the entity counts for from now on; null when that stays as it was.</summary>
    public IReadOnlyList<Tally>? Tallies { get; init; }

    public IReadOnlyList<ClockChange> Clocks { get; init; } = [];

    public IReadOnlyList<SerializedMessage> Messages { get; init; } = [];

    public AnswerRecord? Answer { get; init; }

    public SerializedSnapshot? Snapshot { get; init; }

    /// <summary>Keys of persons of whom the entity says something for the first time.</summary>
    public IReadOnlyList<StoredPersonKey> NewKeys { get; init; } = [];

    /// <summary>Keys that another tenant's key wraps from now on, in place of the same ones; nothing is left of those.</summary>
    public IReadOnlyList<StoredPersonKey> Rewrapped { get; init; } = [];

    /// <summary>The subjects of whom nothing must be left: their keys are destroyed, and the snapshot before.</summary>
    public IReadOnlyList<string> Forgotten { get; init; } = [];

    /// <summary>Something was put away that nobody may find in unused space.</summary>
    public bool LeavesRemains => Forgotten.Count > 0 || Rewrapped.Count > 0;

    /// <summary>About what it will take in the write-ahead log; bounds a batch.</summary>
    public int SizeBytes
    {
        get
        {
            const int rowOverheadBytes = 128;
            var size = (rowOverheadBytes * (1 + NewKeys.Count + Rewrapped.Count)) + (Snapshot?.Body.Length ?? 0);
            foreach (var @event in Events)
            {
                size += rowOverheadBytes + @event.Body.Length;
            }

            foreach (var row in Rows)
            {
                size += (rowOverheadBytes * (1 + row.Terms.Length)) + row.Body.Length;
            }

            foreach (var message in Messages)
            {
                size += rowOverheadBytes + message.Body.Length;
            }

            return size;
        }
    }
}

public readonly record struct SerializedEvent(string Name, ReadOnlyMemory<byte> Body);

public readonly record struct SerializedMessage(string Topic, string OrderKey, ReadOnlyMemory<byte> Body);

/// <param name="Version">The number of events the state is folded from.</param>
/// <param name="Shape">What the state looked like when it was written; another shape is not read.</param>
/// <param name="Body">The state.</param>
public sealed record SerializedSnapshot(long Version, string Shape, ReadOnlyMemory<byte> Body);

/// <summary>One row of one viewer's list: put in place of what was there, or taken away.</summary>
public readonly record struct RowChange(
    string Viewer, string List, string Sort, System.Collections.Immutable.ImmutableArray<string> Terms,
    ReadOnlyMemory<byte> Body, bool Removed)
{
    public static RowChange Remove(string viewer, string list) => new(viewer, list, "", [], default, Removed: true);
}

/// <summary>A clock set, moved, or (without a time) stopped.</summary>
public readonly record struct ClockChange(string Name, DateTimeOffset? DueAt);

/// <summary>The answer to be found again by the same request until it expires.</summary>
public sealed record AnswerRecord(AnswerKey Key, StoredAnswer Answer, DateTimeOffset ExpiresAt);

/// <summary>What became of one commit of a batch.</summary>
public enum CommitResult
{
    Stored,

    /// <summary>The stream was not at the expected version, or an earlier commit of the batch to it was not stored.</summary>
    LostRace,

    /// <summary>Another request with the same idempotency key was answered first.</summary>
    KeyTaken,
}
