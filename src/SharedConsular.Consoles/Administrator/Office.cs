using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Officer;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Administrator;

/// <summary>
/// The office of who sets a party up: what is in force, its folder, its staff, its sealed record. The address names the party, so that
/// who runs the platform opens a party's folder at the same place; whether it may is the API's to say.
/// </summary>
internal static class Office
{
    /// <summary>What ends later is not named on the first page; an instrument is renewed between ministries in about so long.</summary>
    private const int NamedBeforeEndDays = 180;

    public static void MapOffice(this RouteGroupBuilder pages)
    {
        // Only the address says whose office it is.
        pages.MapGet("/office", (HttpContext http) => TypedResults.LocalRedirect(ConsoleSite.VisitOf(http).To("/desk/sign-in")));
        var office = pages.MapGroup("/office/{party}");
        office.MapGet("", (string party, HttpContext http, Registers registers, Sessions sessions, TimeProvider time) =>
            Inside(http, sessions, party, visit => Overview(visit, registers, party, time)));
        office.MapFolder();
        office.MapStaff();
        office.MapRecord();
        office.MapAgreements();
        office.MapCoverage();
    }

    /// <summary>
    /// Shows a page to somebody who came in and may know how this party is set up. The staff book and the record are the caller's own
    /// wherever they are asked for: under another party's address they would be shown as theirs.
    /// </summary>
    internal static Task<IResult> Inside(HttpContext http, Sessions sessions, string party, Func<Visit, Task<IResult>> show) =>
        Desk.Inside(http, sessions, async visit =>
        {
            await visit.Api.ListTenantVersions(party, visit.Stop);

            return await show(visit);
        });

    private static async Task<IResult> Overview(Visit visit, Registers registers, string party, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var versions = (await visit.Api.ListTenantVersions(party, visit.Stop)).Value.Items;
        var endings = (await ListEndings(visit, party)).Where(e => e.On <= today.AddDays(NamedBeforeEndDays)).OrderBy(e => e.On);
        var flags = (await visit.Api.ListFlags(visit.Stop)).Value.Items.Where(f => f is not { Installation: null, Own: null });

        return visit.Show<OfficePage>(new OfficeModel(
            party, await registers.StateName(visit, party), (await visit.Api.GetTenant(party, visit.Stop)).Value, versions.Count > 0 ? versions[0] : null,
            [.. endings], today, (await visit.Api.ShowOutbox(visit.Stop)).Value, [.. flags]));
    }

    /// <summary>Everything of the party that has a last day.</summary>
    private static async Task<IEnumerable<Ending>> ListEndings(Visit visit, string party)
    {
        var certificates = (await visit.Api.ListCertificates(visit.Stop)).Value.Items;
        var accounts = (await visit.Api.ListServiceAccounts(visit.Stop)).Value.Items;
        var agreements = (await visit.Api.ListAgreements(visit.Stop)).Value.Items;

        return
        [
            .. certificates.Select(c => new Ending("certificate", c.User, c.Until)),
            .. accounts.Select(a => new Ending("service-account", a.Name, DateOnly.FromDateTime(a.ExpiresAt.UtcDateTime))),
            .. agreements.Where(a => a.Assisting.Contains(party) || a.Assisted.Contains(party))
                .Select(a => (a.Title, a.To)).Where(a => a.To is not null).Select(a => new Ending("agreement", a.Title, a.To!.Value)),
        ];
    }
}

/// <param name="Kind"><c>certificate</c>, <c>service-account</c> or <c>agreement</c>.</param>
/// <param name="On">The last day it holds.</param>
public sealed record Ending(string Kind, string What, DateOnly On);

/// <param name="Applied">The version in force; null when no folder was ever applied.</param>
/// <param name="Endings">The nearest first.</param>
/// <param name="Flags">What somebody set, for all or for this party.</param>
public sealed record OfficeModel(
    string Party, string Name, TenantResponse Tenant, TenantVersionResponse? Applied, IReadOnlyList<Ending> Endings, DateOnly Today, OutboxResponse Outbox,
    IReadOnlyList<FlagResponse> Flags);
