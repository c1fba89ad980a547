namespace SharedConsular.Runtime;

/// <summary>The refusals that the runtime itself gives.</summary>
public static class RuntimeRefusals
{
    public static readonly Refusal Stale = new(RefusalKind.Stale, "request.stale",
        "Someone changed this meanwhile; read it again before changing it.");

    public static readonly Refusal KeyReused = new(RefusalKind.Invalid, "idempotency.key-reused",
        "This idempotency key was used for another request; choose a new one.");

    public static readonly Refusal NotSealed = new(RefusalKind.Conflict, "erasure.not-sealed",
        "Part of this was stored before personal data was sealed, so destroying a key would leave it readable.");

    public static readonly Refusal CursorNotOfThisList = new(RefusalKind.Invalid, "cursor.not-of-this-list",
        "This cursor was not made for this list and these filters; start from the first page.");

    public static readonly Refusal TooManyTerms = new(RefusalKind.Invalid, "list.too-many-terms",
        "A list can be filtered by at most {0} terms at once.");
}
