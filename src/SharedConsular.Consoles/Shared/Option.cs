namespace SharedConsular.Consoles.Shared;

/// <summary>One thing to choose.</summary>
/// <param name="Hint">What it means, where its name does not say it.</param>
public sealed record Option(string Value, string Text, string? Hint = null);
