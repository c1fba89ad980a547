using System.Security.Cryptography;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Crises;
using SharedConsular.Api.Follow;
using SharedConsular.Api.Requests;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Households;

/// <summary>
/// Finds a household for its caller and gives it commands. Who has the secret is of the household; a party finds it through
/// its own row; the lead state of a running crisis through the pooled one, within the household's consent.
/// </summary>
internal sealed class HouseholdDesk(
    EntityRuntime entities, ListReader lists, CrisisDesk crises, FollowSecrets secrets, ReadRecorder recorder, TimeProvider time)
{
    private const int LoadedAtOnceMax = 64;

    /// <summary>Registers, and gives the reference and secret. A repeated attempt is answered with those of the first.</summary>
    public async Task<(EntityKey Key, Household Household, FollowSecret Secret, Refusal? Refusal)> Register(
        RegisterHousehold command, RequestFacts request, byte[] fingerprint, CancellationToken ct)
    {
        var reference = HouseholdReference.FromBits(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var attempt = request.Identity(fingerprint);
        var secret = await secrets.Draw(reference, attempt, ct);
        var outcome = await entities.Execute(
            Household.Type, Household.KeyOf(command.Home, reference),
            command with { FollowHash = secret.HashFor(reference), Standing = HouseholdStanding.Itself }, request.Caller, attempt, null, ct);
        if (outcome.Refusal is null && outcome.Key.Id != reference)
        {
            secret = await secrets.Draw(outcome.Key.Id, attempt, ct);
        }

        return (outcome.Key, outcome.State, secret, outcome.Refusal);
    }

    /// <summary>
    /// Registers a household of a file, under a reference that follows from what stands in there: a second time it is refused as
    /// known. The secret is null when it is another's: the record is older, or of another login.
    /// </summary>
    public async Task<(Household Household, FollowSecret? Secret, Refusal? Refusal)> RegisterByFile(
        string reference, RegisterHousehold command, Caller caller, CancellationToken ct)
    {
        var secret = await secrets.OfFile(reference, ct);
        var hash = secret.HashFor(reference);
        var outcome = await entities.Execute(
            Household.Type, Household.KeyOf(command.Home, reference),
            command with { FollowHash = hash, ByFile = true, Standing = HouseholdStanding.Itself }, caller, null, null, ct);
        var household = outcome.State;
        var sponsor = household.SponsoredBy;
        var isTheirs = household.FollowHash == hash && (sponsor is null || (sponsor.Party == caller.Tenant && sponsor.User == caller.User));

        return (household, isTheirs ? secret : null, outcome.Refusal);
    }

    /// <summary>The household, and what the caller is to it; null when the caller may not know that it exists.</summary>
    public async Task<LocatedHousehold?> Locate(string? reference, string? secret, Caller caller, CancellationToken ct)
    {
        if (HouseholdReference.Parse(reference) is not { } parsed)
        {
            return null;
        }

        if (secret is not null)
        {
            return await LocateBySecret(parsed, secret, caller, ct);
        }

        // Who has no part in households is told so before it is looked: one that is there takes no longer to be missing.
        if (!Household.MayWorkOn(caller))
        {
            return null;
        }

        var row = await lists.FindRow(caller.Tenant.Value, HouseholdRow.List, parsed, ct);
        var own = row is null ? null : await entities.Find(Household.Type, row.Entity, ct);
        if (own is not null && own.State.StandingOf(caller) is var standing && HouseholdActions.Allows(HouseholdAction.Read, standing))
        {
            return new LocatedHousehold(row!.Entity, own, standing);
        }

        return await LocateAsLead(parsed, caller, ct);
    }

    /// <summary>The households of a list, without those whom the caller may not read.</summary>
    public async Task<List<LocatedHousehold>> ReadAll(IEnumerable<EntityKey> keys, HouseholdStanding besides, Caller caller, CancellationToken ct)
    {
        var read = new List<LocatedHousehold>();
        foreach (var chunk in keys.Chunk(LoadedAtOnceMax))
        {
            var found = await Task.WhenAll(chunk.Select(k => entities.Find(Household.Type, k, ct)));
            read.AddRange(chunk.Zip(found).Where(p => p.Second is not null)
                .Select(p => new LocatedHousehold(p.First, p.Second!, p.Second!.State.StandingOf(caller, besides)))
                .Where(l => HouseholdActions.Allows(HouseholdAction.Read, l.Standing)));
        }

        return read;
    }

    /// <summary>Whether the lead of a crisis may be told that there is such a household: it agreed to that, and fears no state.</summary>
    public async Task<bool> IsNamedToLead(string crisis, string reference, CancellationToken ct) =>
        await lists.FindRow(HouseholdRow.ViewerOfLead(crisis), HouseholdRow.List, reference, ct) is not null;

    /// <summary>Records that the caller sees the persons, before it does.</summary>
    public Task RecordRead(LocatedHousehold located, Caller caller, ReadVia via) => RecordReads([located], caller, via);

    public Task RecordReads(IEnumerable<LocatedHousehold> read, Caller caller, ReadVia via) =>
        recorder.RecordAll([.. read.Select(located => RecordOf(located, caller, via, ReadField.Case, ReadField.Persons))]);

    /// <summary>Records that the caller sees where a household stands, without a name, before it does.</summary>
    public Task RecordStatus(LocatedHousehold located, Caller caller, ReadVia via) => recorder.RecordAll([RecordOf(located, caller, via, ReadField.Case)]);

    public Task<Outcome<Household, HouseholdEvent>> Execute(
        LocatedHousehold located, HouseholdCommand command, RequestFacts request, byte[] fingerprint, CancellationToken ct) =>
        entities.Execute(
            Household.Type, located.Key, command with { Standing = located.Standing }, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);

    private ReadRecord RecordOf(LocatedHousehold located, Caller caller, ReadVia via, params ReadOnlySpan<ReadField> fields) => new(
        located.Key, new Runtime.Actor(caller.Tenant, caller.User), Words.Of(caller.Role), $"household.{Words.Of(located.Standing)}", "evacuation", null,
        string.Join(' ', fields.ToArray().Select(f => Words.Of(f))), Words.Of(via), time.GetUtcNow());

    private async Task<LocatedHousehold?> LocateBySecret(string reference, string secret, Caller caller, CancellationToken ct)
    {
        if (FollowSecret.Parse(secret)?.HashFor(reference) is not { } hash
            || await lists.FindRow(HouseholdRow.FollowerOf(hash), HouseholdRow.Followed, reference, ct) is not { } row
            || await entities.Find(Household.Type, row.Entity, ct) is not { } found)
        {
            return null;
        }

        // An officer of a feared state who got hold of the secret is nobody to the household all the same.
        var standing = found.State.StandingOf(caller, HouseholdStanding.Itself);

        return standing.HasFlag(HouseholdStanding.Itself)
            && FollowEndpoints.IsSame(found.State.FollowHash, hash)
                ? new LocatedHousehold(row.Entity, found, standing)
                : null;
    }

    private async Task<LocatedHousehold?> LocateAsLead(string reference, Caller caller, CancellationToken ct)
    {
        if (caller.Role is not Role.CrisisCell)
        {
            return null;
        }

        foreach (var crisis in await RunningLedBy(caller, ct))
        {
            if (await lists.FindRow(HouseholdRow.ViewerOfLead(crisis), HouseholdRow.List, reference, ct) is { } row
                && await entities.Find(Household.Type, row.Entity, ct) is { } found
                && found.State.StandingOf(caller, HouseholdStanding.Lead) is var standing && standing.HasFlag(HouseholdStanding.Lead))
            {
                return new LocatedHousehold(row.Entity, found, standing);
            }
        }

        return null;
    }

    /// <summary>The crises the caller's cell leads now: a pooled register is open only while its crisis runs.</summary>
    private async Task<List<string>> RunningLedBy(Caller caller, CancellationToken ct)
    {
        var query = new ListQuery(Crisis.PublicViewer, Crisis.List) { Terms = ["status:running"], Descending = true, PageSize = ListReader.PageSizeMax };
        var led = new List<string>();
        if (await lists.Read(query, ct) is ListAnswer.Read { Page: var page })
        {
            foreach (var row in page.Rows)
            {
                if (await crises.Find(row.Entity.Id, ct) is { } crisis && CrisisDesk.IsLeadCell(crisis.State, caller))
                {
                    led.Add(row.Entity.Id);
                }
            }
        }

        return led;
    }
}

/// <summary>A household, and what its caller is to it.</summary>
internal sealed record LocatedHousehold(EntityKey Key, Found<Household> Found, HouseholdStanding Standing);
