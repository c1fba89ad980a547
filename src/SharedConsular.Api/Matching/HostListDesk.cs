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
    private const string LaterKind = "host-list-found-later";
    private const int IdLength = 16;

    private static readonly Refusal NothingToCheck =
        new(RefusalKind.Conflict, "host-list.nothing-to-check", "Nobody has to look at this line, or somebody said otherwise already.");

    public async Task<KeptHostList> Import(
        string crisis, string place, DateOnly on, string content, IReadOnlyList<ImportedRow> rows, Caller caller, CancellationToken ct)
    {
        // The same list sent again is the same list; whom it named without being known may have registered since.
        var text = string.Create(CultureInfo.InvariantCulture, $"{crisis}\n{place}\n{on:O}\n{content}");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength];
        var known = await Find(crisis, id, ct);
        var lines = new List<(int, IReadOnlyList<ListedCandidate>)>();
        foreach (var row in rows)
        {
            var said = known?.Entries.FirstOrDefault(e => e.Line == row.Line);
            lines.Add((row.Line, said is { IsOpen: false } ? As(said) : await Look(row, crisis, ct)));
        }

        var open = known?.Entries.Where(e => e.IsOpen).Select(e => e.Line).ToHashSet();
        var entries = HostListMatch.Settle(lines).Where(e => open is null || (e.Outcome is not HostListOutcome.Unknown && open.Contains(e.Line)))
            .ToImmutableArray();
        foreach (var household in entries.Where(e => e.Outcome is HostListOutcome.OnRegister).GroupBy(e => e.Household!))
        {
            var listing = new HostListing(id, place, on, [.. household.Select(e => e.Member).Distinct().Order()]);
            await entities.Execute(Household.Type, household.Key.Key, new NoteListing(listing), Caller.System, null, null, ct);
        }

        if (known is null)
        {
            await documents.Keep(
                Kind, $"{crisis}/{id}", StoredJson.Write(new KeptHostList(id, crisis, place, on, time.GetUtcNow(), caller.Tenant, entries)), ct);
        }
        else if (!entries.IsEmpty)
        {
            var times = (await ReadFoundLater(crisis, id, ct)).Count;
            await documents.Keep(LaterKind, LaterOf(crisis, id, times), StoredJson.Write(new FoundLater(entries)), ct);
        }

        return (await Find(crisis, id, ct))!;
    }

    /// <summary>The list with whom it named that registered later, and with what persons have said of its lines.</summary>
    public async Task<KeptHostList?> Find(string crisis, string list, CancellationToken ct)
    {
        if (await documents.FindKept(Kind, $"{crisis}/{list}", ct) is not { } body)
        {
            return null;
        }

        var found = StoredJson.Read<KeptHostList>(body.Span);
        var later = (await ReadFoundLater(crisis, list, ct)).SelectMany(f => f.Entries).ToLookup(e => e.Line);
        var entries = ImmutableArray.CreateBuilder<HostListEntry>(found.Entries.Length);
        foreach (var entry in found.Entries.Select(e => later[e.Line].FirstOrDefault() ?? e))
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

    /// <summary>What is known of a line already, as the matching has it.</summary>
    private static IReadOnlyList<ListedCandidate> As(HostListEntry said) =>
        said.Outcome is HostListOutcome.OnRegister ? [new ListedCandidate(said.Household!, said.Member, MatchLevel.Certain)] : [];

    private static string LaterOf(string crisis, string list, int times) => string.Create(CultureInfo.InvariantCulture, $"{crisis}/{list}/{times}");

    /// <summary>Each time somebody more is found, so at most as often as the list has lines.</summary>
    private async Task<List<FoundLater>> ReadFoundLater(string crisis, string list, CancellationToken ct)
    {
        var later = new List<FoundLater>();
        while (later.Count < ImportRequests.RowsMax && await documents.FindKept(LaterKind, LaterOf(crisis, list, later.Count), ct) is { } body)
        {
            later.Add(StoredJson.Read<FoundLater>(body.Span));
        }

        return later;
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

/// <param name="Entries">Lines that named nobody of the register before.</param>
internal sealed record FoundLater(ImmutableArray<HostListEntry> Entries);

internal sealed record KeptHostList(
    string Id, string Crisis, string Place, DateOnly On, DateTimeOffset ImportedAt, TenantId By, ImmutableArray<HostListEntry> Entries);
