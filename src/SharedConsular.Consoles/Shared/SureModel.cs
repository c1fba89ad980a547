using Microsoft.AspNetCore.Components;

namespace SharedConsular.Consoles.Shared;

/// <summary>Something to be done that is asked once more: the same form is sent again, with <c>sure</c>.</summary>
/// <param name="Title">What is done.</param>
/// <param name="Before">What follows from it.</param>
/// <param name="Back">Where whoever is not sure goes.</param>
public sealed record SureModel(string Title, string Before, string Back)
{
    public IReadOnlyList<(string Name, string? Value)> Fields { get; init; } = [];

    public string Attempt { get; } = Attempts.Draw();

    public RenderFragment? Top { get; init; }
}
