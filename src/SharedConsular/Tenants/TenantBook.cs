using System.Collections.Immutable;

namespace SharedConsular.Tenants;

/// <summary>
/// What a tenant's folder said, version by version. The version in force stands above the policy files and below what
/// the tenant recorded singly since.
/// </summary>
/// <param name="Settings">Those of the newest version; null before the first.</param>
public sealed record TenantBook(TenantId? Tenant, TenantSettings? Settings, ImmutableArray<TenantVersion> Versions)
{
    /// <summary>A folder applied every working day for sixteen years.</summary>
    public const int VersionsMax = 4_000;

    public static EntityType<TenantBook, TenantCommand, TenantEvent> Type { get; } = new(
        Name: "tenant-book",
        Initial: new TenantBook(null, null, []),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve((TenantApplied)@event));

    public TenantVersion? Current => Versions.IsEmpty ? null : Versions[^1];

    /// <summary>The version before the one in force.</summary>
    public TenantVersion? Former => Versions.Length > 1 ? Versions[^2] : null;

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "tenant");

    public TenantVersion? FindVersion(int number) => Versions.FirstOrDefault(v => v.Number == number);

    private TenantBook Evolve(TenantApplied applied) => new(
        applied.Tenant,
        applied.Settings,
        Versions.Add(new TenantVersion(applied.Number, applied.Files, applied.PutBack, applied.By, applied.AppliedAt)));
}

/// <summary>One state of the folder.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="PutBack">The earlier version whose files these are, when it was put back.</param>
public sealed record TenantVersion(int Number, ImmutableArray<TenantFile> Files, int? PutBack, UserId By, DateTimeOffset AppliedAt);

/// <summary>A file of the folder; its text is kept under its hash (SHA-256, hexadecimal), so that it can be given back byte by byte.</summary>
public sealed record TenantFile(string Name, string Hash);

/// <summary>Something asked of a tenant's book.</summary>
public abstract record TenantCommand
{
    private protected TenantCommand() { }

    internal abstract Decision<TenantEvent> Decide(TenantBook book, DecisionContext context);
}

/// <summary>What happened to a tenant's book. This is the stored format: add to it, never rename or remove.</summary>
public abstract record TenantEvent
{
    private protected TenantEvent() { }
}

/// <summary>The whole folder at once: there is no moment at which half of it is in force.</summary>
[StoredAs("tenant-applied")]
public sealed record TenantApplied(
    TenantId Tenant,
    int Number,
    TenantSettings Settings,
    ImmutableArray<TenantFile> Files,
    int? PutBack,
    UserId By,
    DateTimeOffset AppliedAt) : TenantEvent;

public static class TenantRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "tenant.not-found", "There is no such state or operator.");

    public static readonly Refusal VersionNotFound =
        new(RefusalKind.NotFound, "tenant.version-not-found", "Nothing was applied under this version.");

    public static readonly Refusal HasAdministrator =
        new(RefusalKind.NotAllowed, "tenant.has-administrator", "The state has administrators of its own; only they may set it up.");

    public static readonly Refusal FolderRefused =
        new(RefusalKind.Invalid, "tenant.folder-refused", "The folder is refused whole; each fault is named with its file and line.");

    public static readonly Refusal IssuerTaken =
        new(RefusalKind.Conflict, "tenant.issuer-taken", "Another party has this sign-in service with the same audience: {0}.");

    public static readonly Refusal LocksYouOut =
        new(
            RefusalKind.Conflict, "tenant.locks-you-out",
            "With this folder you could no longer sign in as an administrator. Say that you accept it, or correct the sign-in.");

    public static readonly Refusal BookFull =
        new(RefusalKind.Conflict, "tenant.book-full", "At most {0} versions are kept.");
}
