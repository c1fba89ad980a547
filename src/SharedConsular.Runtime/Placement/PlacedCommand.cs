using System.Text.Json.Serialization;

namespace SharedConsular.Runtime;

/// <summary>A command on its way to the node of its entity. Who asks goes beside it, as the caller of the call.</summary>
/// <param name="Key">The entity that is asked.</param>
/// <param name="Command">What is asked of it; null where it arrived at a node of another build, which may read it otherwise.</param>
/// <param name="RequestKey">The idempotency key of the request, where it has one.</param>
/// <param name="Fingerprint">The digest of what was asked, where the request has a key.</param>
/// <param name="IfVersion">Refuse as stale unless the entity is at this version.</param>
public sealed record PlacedCommand(EntityKey Key, object? Command, string? RequestKey, string? Fingerprint, long? IfVersion);

/// <summary>
/// A durable answer on its way back: not the state and the events, which may hold personal data, but where to find them, as for
/// an answer that is given again.
/// </summary>
/// <param name="Key">The entity that answered.</param>
/// <param name="VersionBefore">The events that were decided are those after this version.</param>
/// <param name="Version">The version that the answer is of.</param>
/// <param name="Refusal">The refusal, when it was one.</param>
/// <param name="Replayed">The same request was answered before; nothing was decided now.</param>
public sealed record PlacedAnswer(EntityKey Key, long VersionBefore, long Version, Refusal? Refusal, bool Replayed)
{
    /// <summary>The outcome itself, where it was decided on the node that asked.</summary>
    [JsonIgnore]
    internal object? Outcome { get; init; }
}
