namespace SharedConsular.Policies;

/// <summary>Something wrong in a policy file. A file with an error is refused whole; the version in force stays.</summary>
/// <param name="Code">Stable, for example <c>policy.unknown-word</c>.</param>
/// <param name="Line">Counted from 1; 0 when the fault is of the file or the set as a whole.</param>
public sealed record PolicyFault(PolicyFaultLevel Level, string Code, string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {(Level is PolicyFaultLevel.Error ? "error" : "warning")} {Code}: {Message}";
}

public enum PolicyFaultLevel
{
    /// <summary>Worth a look; the file is loaded.</summary>
    Warning,

    /// <summary>The file is refused.</summary>
    Error,
}
