namespace SharedConsular.Contracts;

/// <summary>One page of a list.</summary>
/// <param name="Next">The cursor of the next page; null on the last one. Good for this list and these filters only.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>RFC 9457, with a stable code and the place of each fault.</summary>
public sealed record ProblemResponse(
    string? Type, string? Title, int? Status, string? Detail, string? Instance, string? Code, IReadOnlyList<FaultResponse>? Errors);

/// <param name="Pointer">JSON pointer into the request body, for example <c>#/nationalities/0/state</c>; a query parameter is named plainly.</param>
public sealed record FaultResponse(string Pointer, string Code, string Detail);

public sealed record HealthResponse(string Status, string? Reason, string? World);
