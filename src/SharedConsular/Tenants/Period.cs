namespace SharedConsular.Tenants;

/// <summary>From the first day to the last, both included. No first day means always before; no last day means until further notice.</summary>
public readonly record struct Period(DateOnly? From, DateOnly? To)
{
    public static Period Always { get; } = new(null, null);

    public bool Contains(DateOnly day) => (From is not { } from || from <= day) && (To is not { } to || day <= to);
}
