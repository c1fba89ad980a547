namespace SharedConsular.Runtime;

/// <summary>
/// The space a store does not use any more and has not given back. After a person was forgotten, words she was found by may
/// still lie there.
/// </summary>
public interface IUnusedSpace
{
    /// <summary>Whether somebody was forgotten since it was last cleaned.</summary>
    Task<bool> HasRemains(CancellationToken ct);

    /// <summary>Leaves nothing of what was forgotten before, in no file. Others wait meanwhile.</summary>
    /// <returns>False when a reader still holds pages as they were before: try again.</returns>
    Task<bool> Clean(CancellationToken ct);
}
