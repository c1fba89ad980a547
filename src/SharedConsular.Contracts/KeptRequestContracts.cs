namespace SharedConsular.Contracts;

/// <summary>A request that was begun and not sent is kept: no state sees it before it is sent.</summary>
/// <param name="Secret">With the reference it opens what is kept. Only in the answer to keeping it for the first time.</param>
/// <param name="Until">When it is erased, unless it is written on.</param>
public sealed record KeptRequestResponse(string Reference, DateTimeOffset Until, string? Secret = null);

/// <summary>Keeps what was written on, in place of what was kept before.</summary>
/// <param name="Secret">As it was given when the request was first kept; case and hyphens do not matter.</param>
/// <param name="Request">Half of it is enough: it is looked at when it is sent.</param>
public sealed record KeepAgainRequest(string? Secret, OpenCaseRequest? Request);

public sealed record KeptRequestSecretRequest(string? Secret);

/// <summary>What is kept, as it was written.</summary>
/// <param name="Secret">As it was given out, however it was typed: what follows from it is the same on every device.</param>
public sealed record KeptRequestTextResponse(string Reference, DateTimeOffset Until, string Secret, OpenCaseRequest Request);
