using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Services;

namespace SharedConsular.Tenants;

/// <summary>Puts a folder in force, all of it in one step. The same files again change nothing.</summary>
/// <param name="Tenant">Whose folder it is.</param>
/// <param name="PutBack">The version whose files these are, when an older one is put back.</param>
public sealed record ApplyTenant(
    TenantId Tenant, TenantSettings Settings, ImmutableArray<TenantFile> Files, int? PutBack = null) : TenantCommand
{
    internal override Decision<TenantEvent> Decide(TenantBook book, DecisionContext context)
    {
        if (FindRefusalOf(Tenant, book, context.Caller, PutBack) is { } refusal)
        {
            return refusal;
        }

        if (book.Current is { } current && current.Files.SequenceEqual(Files))
        {
            return Decision.NoChange<TenantEvent>();
        }

        if (book.Versions.Length >= TenantBook.VersionsMax)
        {
            return TenantRefusals.BookFull.With(TenantBook.VersionsMax.ToString(CultureInfo.InvariantCulture));
        }

        var number = book.Versions.Length + 1;

        return new TenantApplied(
            Tenant, number, Settings with { Services = Numbered(book.Settings, number) }, Files, PutBack, context.Caller.User, context.Now);
    }

    /// <summary>
    /// Its administrators; and who runs the platform, as long as nobody can sign in as its administrator: for the first
    /// folder. For a tenant that locked itself out they may put the version before back, which stands recorded, and nothing else.
    /// </summary>
    /// <param name="putBack">The version to be put back, if any.</param>
    public static Refusal? FindRefusalOf(TenantId tenant, TenantBook book, Caller caller, int? putBack = null) => caller.Role switch
    {
        Role.Administrator when caller.Tenant == tenant => null,
        Role.PlatformOperator when book.Settings is not { HasAdministrator: true } => null,
        Role.PlatformOperator when putBack is not null && putBack == book.Former?.Number => null,
        Role.PlatformOperator => TenantRefusals.HasAdministrator,
        _ => TenantRefusals.NotAdministrator,
    };

    /// <summary>A service that is as it was keeps its version, so that a case can tell what it began with: <c>tv.2</c>.</summary>
    private ImmutableArray<Service> Numbered(TenantSettings? before, int number) =>
    [
        .. Settings.Services.Select(service =>
        {
            var known = before?.Services.FirstOrDefault(s => s.Id == service.Id);

            return known is not null && TenantPlan.SameService(known, service) ? known : service with { Version = $"{Tenant}.{number}" };
        }),
    ];
}
