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
    private const string LineKind = "host-list-line";
    private const int IdLength = 16;

    private static readonly Refusal NothingToCheck =
        new(RefusalKind.Conflict, "host-list.nothing-to-check", "Nobody has to look at this line, or somebody said otherwise already.");

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

    /// <summary>The list with what persons have said of its lines.</summary>
    public async Task<KeptHostList?> Find(string crisis, string list, CancellationToken ct)
    {
        if (await documents.FindKept(Kind, $"{crisis}/{list}", ct) is not { } body)
        {
            return null;
        }

        var found = StoredJson.Read<KeptHostList>(body.Span);
        var entries = ImmutableArray.CreateBuilder<HostListEntry>(found.Entries.Length);
        foreach (var entry in found.Entries)
        {
            var said = entry.Outcome is HostListOutcome.ToCheck ? await FindSaid(found, entry.Line, ct) : null;
            entries.Add(said is null ? entry : entry.Settled(said.Household, said.Member, said.At));
        }

        return found with { Entries = entries.MoveToImmutable() };
    }

    /// <summary>Somebody looked at a line and says who it is. It is said once: who answers the same again is answered the same.</summary>
    /// <param name="household">Null when it is nobody of the register.</param>
    public async Task<Refusal?> Settle(KeptHostList list, int line, HouseholdName? household, int member, Caller caller, CancellationToken ct)
    {
        if (list.Entries.FirstOrDefault(e => e.Line == line) is not { } entry)
        {
            return NothingToCheck;
        }

        if (entry.SettledAt is not null && entry.Household == household && entry.Member == member)
        {
            return null;
        }

        if (entry.Outcome is not HostListOutcome.ToCheck)
        {
            return NothingToCheck;
        }

        if (household is not null)
        {
            await entities.Execute(
                Household.Type, household.Key, new NoteListing(new HostListing(list.Id, list.Place, list.On, [member])), Caller.System, null, null, ct);
        }

        var said = new SaidOfLine(household, member, new SharedConsular.Cases.Actor(caller.Tenant, caller.User), time.GetUtcNow());
        await documents.Keep(LineKind, LineOf(list, line), StoredJson.Write(said), ct);

        return null;
    }

    private static string LineOf(KeptHostList list, int line) => string.Create(CultureInfo.InvariantCulture, $"{list.Crisis}/{list.Id}/{line}");

    private async Task<SaidOfLine?> FindSaid(KeptHostList list, int line, CancellationToken ct) =>
        await documents.FindKept(LineKind, LineOf(list, line), ct) is { } body ? StoredJson.Read<SaidOfLine>(body.Span) : null;

    private async Task<IReadOnlyList<ListedCandidate>> Look(ImportedRow row, string crisis, CancellationToken ct)
    {
        var name = row[ImportedColumn.Name] ?? $"{row[ImportedColumn.GivenName]} {row[ImportedColumn.FamilyName]}".Trim();
        var listed = MatchRecord.OfPerson(name, ImportRequests.DayOf(row[ImportedColumn.BirthDate]), row[ImportedColumn.Document]);
        var found = await matching.FindListed(listed, crisis, ct);

        // Who fears her state is looked for on no list.
        return [.. found.Where(f => !f.Household.FearsOwnState).Select(f => new ListedCandidate(f.Name, f.Member, f.Level))];
    }
}

/// <param name="Household">Whom the line is; null when nobody of the register.</param>
internal sealed record SaidOfLine(HouseholdName? Household, int Member, SharedConsular.Cases.Actor By, DateTimeOffset At);

internal sealed record KeptHostList(
    string Id, string Crisis, string Place, DateOnly On, DateTimeOffset ImportedAt, TenantId By, ImmutableArray<HostListEntry> Entries);
