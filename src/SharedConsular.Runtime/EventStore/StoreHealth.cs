namespace SharedConsular.Runtime;

/// <summary>Whether the store can be relied on now; the code is that of the last failure.</summary>
public sealed record StoreHealth(bool IsReady, string? Code)
{
    public static StoreHealth Ready { get; } = new(true, null);

    public static StoreHealth Degraded(string code) => new(false, code);
}
