namespace SharedConsular.Gateway.Nodes;

/// <summary>
/// Which entity a request is about, so that all of one entity go to the node that has it in memory. A request about none, or about
/// so many that one node would carry a crisis alone, goes wherever there is least to do.
/// </summary>
internal static class EntityOfPath
{
    /// <summary>How many parts of the address name the entity, with its noun.</summary>
    private static readonly Dictionary<string, int> Parts = new(StringComparer.Ordinal)
    {
        ["cases"] = 2,
        ["households"] = 2,
        ["movements"] = 3,
        ["contingency-plans"] = 3,
    };

    /// <returns>Null when the address names no entity.</returns>
    public static string? Find(PathString path)
    {
        if (path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) is not ["v1", var noun, .. var rest]
            || !Parts.TryGetValue(noun, out var count) || rest.Length < count - 1)
        {
            return null;
        }

        return string.Join('/', rest.Take(count - 1).Prepend(noun));
    }
}
