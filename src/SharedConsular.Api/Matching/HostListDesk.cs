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

        var lines = new List<(int, IReadOnlyList<ListedCandidate>)>();
        foreach (var row in rows)
        {
            lines.Add((row.Line, await Look(row, crisis, ct)));
        }

        var entries = HostListMatch.Settle(lines).ToList();
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

    private async Task<IReadOnlyList<ListedCandidate>> Look(ImportedRow row, string crisis, CancellationToken ct)
    {
        var name = row[ImportedColumn.Name] ?? $"{row[ImportedColumn.GivenName]} {row[ImportedColumn.FamilyName]}".Trim();
        var listed = MatchRecord.OfPerson(name, ImportRequests.DayOf(row[ImportedColumn.BirthDate]), row[ImportedColumn.Document]);
        var found = await matching.FindListed(listed, crisis, ct);

        // Who fears her state is looked for on no list.
        return [.. found.Where(f => !f.Household.FearsOwnState).Select(f => new ListedCandidate(f.Name, f.Member, f.Level))];
    }
}

internal sealed record KeptHostList(
    string Id, string Crisis, string Place, DateOnly On, DateTimeOffset ImportedAt, TenantId By, ImmutableArray<HostListEntry> Entries);
