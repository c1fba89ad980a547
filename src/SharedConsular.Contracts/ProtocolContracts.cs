namespace SharedConsular.Contracts;

/// <param name="Protocol">One that the state acted for or the serving party adopted, for example <c>trafficking</c>.</param>
public sealed record StartProtocolRequest(string? Protocol);

/// <param name="Outcome"><c>done</c> or <c>not_applicable</c>.</param>
/// <param name="Reason">Why it is not applicable; sealed as everything about the person.</param>
public sealed record SettleProtocolStepRequest(string? Protocol, string? Step, string? Outcome, string? Reason = null);

/// <param name="MustNot">What nobody does while it runs.</param>
/// <param name="ReferTo">Who takes the person further.</param>
public sealed record CaseProtocolResponse(
    string Protocol,
    int Version,
    string Name,
    DateTimeOffset StartedAt,
    IReadOnlyList<CaseProtocolStepResponse> Steps,
    IReadOnlyList<ProtocolLineResponse> MustNot,
    IReadOnlyList<ProtocolLineResponse> Papers,
    IReadOnlyList<ProtocolLineResponse> ReferTo);

/// <param name="Outcome"><c>open</c>, <c>done</c> or <c>not_applicable</c>.</param>
/// <param name="Certified">Only an officer with a certificate for protection files records it.</param>
/// <param name="Clock">The clock of the case that runs for it; it is escalated when it passes.</param>
public sealed record CaseProtocolStepResponse(
    string Step, string Text, string Outcome, DateTimeOffset? DueAt, string? Clock, bool Certified, string? Reason, string? By, DateTimeOffset? At);

/// <param name="Basis">What it rests on.</param>
/// <param name="Confidence"><c>found</c>, <c>memory</c>, <c>tenant</c> or <c>proposal</c>: how far to rely on that.</param>
public sealed record ProtocolLineResponse(string Text, string Basis, string Confidence);
