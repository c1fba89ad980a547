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
        if (FindRefusal(book, context.Caller) is { } refusal)
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
    /// No rule lets one party set another up; nor who runs the platform, once somebody can sign in as its administrator. It
    /// may for the first folder; and for a tenant that locked itself out it may put the version before back, which stands
    /// recorded, and nothing else.
    /// </summary>
    private Refusal? FindRefusal(TenantBook book, Caller caller) =>
        caller.Tenant == Tenant ? null
        : caller.Role is not Role.PlatformOperator ? TenantRefusals.NotFound
        : book.Settings is not { HasAdministrator: true } ? null
        : PutBack is { } number && number == book.Former?.Number ? null
        : TenantRefusals.HasAdministrator;

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
