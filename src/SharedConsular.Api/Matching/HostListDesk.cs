using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Intake;
using SharedConsular.Households;
using SharedConsular.Matching;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Matching;

/// <summary>
/// Finds the people of a host state's list on the register. Of the list nothing is kept but which of its lines is whom on the
/// register; whom it names besides stands nowhere.
/// </summary>
internal sealed class HostListDesk(MatchDesk matching, EntityRuntime entities, IEventStore documents, TimeProvider time)
{
    private const string Kind = "host-list";
    private const int IdLength = 16;

    public async Task<KeptHostList> Import(
        string crisis, string place, DateOnly on, string content, IReadOnlyList<ImportedRow> rows, Caller caller, CancellationToken ct)
    {
        // The same list sent again is the same list.
        var text = string.Create(CultureInfo.InvariantCulture, $"{crisis}\n{place}\n{on:O}\n{content}");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength];
        if (await Find(crisis, id, ct) is { } known)
        {
            return known;
        }

        var entries = new List<HostListEntry>();
        foreach (var row in rows)
        {
            entries.Add(await Look(row, crisis, ct));
        }

        foreach (var household in entries.Where(e => e.Outcome is HostListOutcome.OnRegister).GroupBy(e => e.Household!))
        {
            var listing = new HostListing(id, place, on, [.. household.Select(e => e.Member).Distinct().Order()]);
            await entities.Execute(Household.Type, household.Key.Key, new NoteListing(listing), Caller.System, null, null, ct);
        }

        var list = new KeptHostList(id, crisis, place, on, time.GetUtcNow(), caller.Tenant, [.. entries]);
        await documents.Keep(Kind, $"{crisis}/{id}", StoredJson.Write(list), ct);

        return list;
    }

    public async Task<KeptHostList?> Find(string crisis, string list, CancellationToken ct) =>
        await documents.FindKept(Kind, $"{crisis}/{list}", ct) is { } body ? StoredJson.Read<KeptHostList>(body.Span) : null;

    /// <summary>One certain match is the person; several, or none that is certain, are for somebody to look at.</summary>
    private async Task<HostListEntry> Look(ImportedRow row, string crisis, CancellationToken ct)
    {
        var name = row[ImportedColumn.Name] ?? $"{row[ImportedColumn.GivenName]} {row[ImportedColumn.FamilyName]}".Trim();
        var listed = MatchRecord.OfPerson(name, ImportRequests.DayOf(row[ImportedColumn.BirthDate]), row[ImportedColumn.Document]);
        // Who fears her state is looked for on no list.
        var found = (await matching.FindListed(listed, crisis, ct)).Where(f => !f.Household.FearsOwnState).ToList();
        var certain = found.Where(f => f.Level is MatchLevel.Certain).ToList();

        return certain is [var one] ? new HostListEntry(row.Line, HostListOutcome.OnRegister, one.Name, one.Member)
            : found is [var first, ..] ? new HostListEntry(row.Line, HostListOutcome.ToCheck, first.Name, first.Member)
            : new HostListEntry(row.Line, HostListOutcome.Unknown, null, 0);
    }
}

internal enum HostListOutcome
{
    /// <summary>Nobody of the register, or nobody whom the reader may know of.</summary>
    Unknown,

    /// <summary>May be somebody of the register; a person looks.</summary>
    ToCheck,
    OnRegister,
}

/// <param name="Line">Where it stands in the list.</param>
internal sealed record HostListEntry(int Line, HostListOutcome Outcome, HouseholdName? Household, int Member);

internal sealed record KeptHostList(
    string Id, string Crisis, string Place, DateOnly On, DateTimeOffset ImportedAt, TenantId By, ImmutableArray<HostListEntry> Entries);
