using SharedConsular.Households;

namespace SharedConsular.Api.Households;

/// <summary>Names of movements as they are written: organiser and id, <c>gb/kbl-017</c>.</summary>
internal static class MovementNames
{
    private const int IdLengthMax = 60;

    public static MovementName? Parse(string? name) =>
        name?.Split('/') is [var organiser, var id] ? Of(organiser, id) : null;

    public static MovementName? Of(string? organiser, string? id) =>
        TenantId.Parse(organiser) is { } party && IsId(id) ? new MovementName(party, id!) : null;

    public static bool IsId(string? id) =>
        id is { Length: > 0 and <= IdLengthMax } && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
