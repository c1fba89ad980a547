namespace SharedConsular.Contracts;

/// <summary>What can be turned off without a release, and what it is set to.</summary>
/// <param name="Flag">For example <c>text_intake</c>.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Installation">What who runs the platform set it to, for all; null when it is on.</param>
/// <param name="Own">What the caller's own party set it to; null when it is on, and for who runs the platform.</param>
public sealed record FlagResponse(string Flag, string What, FlagSettingResponse? Installation, FlagSettingResponse? Own);

/// <param name="SharePercent">Of a hundred households or cases, how many it is on for; 0 is off.</param>
/// <param name="Places">The states in which it is on; none means everywhere.</param>
/// <param name="By">Who set it; told to its own party only.</param>
public sealed record FlagSettingResponse(int SharePercent, IReadOnlyList<string> Places, string Reason, string? By, DateTimeOffset SetAt);

/// <param name="SharePercent">0 is off, 100 is on.</param>
/// <param name="Places">The states in which it is on; none means everywhere.</param>
/// <param name="Reason">Why. It stands in the audit, so no person is named in it.</param>
public sealed record SetFlagRequest(int SharePercent, IReadOnlyList<string>? Places, string Reason);
