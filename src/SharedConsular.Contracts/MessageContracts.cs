namespace SharedConsular.Contracts;

/// <summary>What the persons of a case or household were written, and what would happen to the next message.</summary>
public sealed record MessagesResponse(IReadOnlyList<ReachResponse> Persons, IReadOnlyList<MessageResponse> Messages, string? Next);

/// <param name="Person">The person's place in the case, from 0.</param>
/// <param name="Channel">By which a message would go now or in her next hours; null when by none.</param>
/// <param name="OpensAt">When her hours begin, if they have not; null otherwise.</param>
/// <param name="Why">Why she is not written to, for example <c>no_rule</c>; null when she is.</param>
public sealed record ReachResponse(int Person, string? Channel, DateTimeOffset? OpensAt, string? Why);

/// <param name="Occasion">What it was about, for example <c>papers_asked</c>. The words are not kept.</param>
/// <param name="Channel">By which it was sent; null when it was not.</param>
/// <param name="Why">Why it was not sent; null when it was.</param>
public sealed record MessageResponse(string Occasion, int Person, string? Channel, string? Why, DateTimeOffset At);
