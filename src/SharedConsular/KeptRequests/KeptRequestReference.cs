using SharedConsular.Cases;

namespace SharedConsular.KeptRequests;

/// <summary>The name of a kept request as it is written and printed: <c>SR-7K3F-9Q2M-4</c>. Built like that of a case, and never taken for one.</summary>
public static class KeptRequestReference
{
    private const string CasePrefix = "SC-";
    private const string Prefix = "SR-";

    public static string FromBits(ulong bits) => Prefix + CaseReference.FromBits(bits).Value[CasePrefix.Length..];

    /// <summary>Reads what a person typed or heard, with the prefix.</summary>
    /// <returns>Null when it is no reference of a kept request, or one that was misread.</returns>
    public static string? Parse(string? text) =>
        text?.Trim().ToUpperInvariant() is { } typed && typed.StartsWith("SR", StringComparison.Ordinal) && CaseReference.Parse(typed[2..]) is { } parsed
            ? Prefix + parsed.Value[CasePrefix.Length..]
            : null;
}
