using SharedConsular.Cases;

namespace SharedConsular.Households;

/// <summary>The name of a household as it is said, written and printed: <c>SH-7K3F-9Q2M-4</c>. Built like that of a case.</summary>
public static class HouseholdReference
{
    private const string CasePrefix = "SC-";
    private const string Prefix = "SH-";

    public static string FromBits(ulong bits) => Prefix + CaseReference.FromBits(bits).Value[CasePrefix.Length..];

    /// <param name="reference">As <see cref="FromBits"/> or <see cref="Parse"/> gave it.</param>
    public static ulong ToBits(string reference) => CaseReference.Parse(CasePrefix + reference[Prefix.Length..])!.ToBits();

    /// <summary>Reads what a person typed or heard, with or without the prefix.</summary>
    /// <returns>Null when it is no reference, or one that was misread.</returns>
    public static string? Parse(string? text)
    {
        var typed = text?.Trim().ToUpperInvariant();
        var symbols = typed?.StartsWith("SH", StringComparison.Ordinal) is true ? typed[2..] : typed;

        return CaseReference.Parse(symbols) is { } parsed ? Prefix + parsed.Value[CasePrefix.Length..] : null;
    }
}
