using SharedConsular.Access;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Households;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Audit;

/// <summary>Shows the record of reads: to a tenant of all it owns, to a person of her own case or household. Names no person.</summary>
internal sealed class AuditDesk(
    IEventStore store, ListReader lists, CaseDesk cases, EntityRuntime entities, WorldKeeper worlds, TimeProvider time)
{
    private const int PageSizeDefault = 50;
    private const int PageSizeMax = 500;

    /// <summary>A person's fear stands above the tenant's right to its own record.</summary>
    public async Task<bool> IsHidden(EntityKey key, TenantId from) => await FindCase(key) is { } found && found.IsFeared(from);

    public async Task<Page<ReadResponse>> OfTenant(ReadFilter filter, int? limit, CancellationToken ct)
    {
        var found = await store.FindReads(filter, SizeOf(limit), ct);
        var hidden = new Dictionary<EntityKey, bool>();
        var shown = new List<ReadResponse>();
        foreach (var read in found.Reads.Select(r => r.Record))
        {
            if (!hidden.TryGetValue(read.Entity, out var isHidden))
            {
                hidden[read.Entity] = isHidden = await IsHidden(read.Entity, filter.Tenant);
            }

            if (!isHidden)
            {
                shown.Add(InFull(read));
            }
        }

        return PageOf(shown, found.Before);
    }

    /// <summary>Who looked at a case: for its person, and for the party that answers for her data.</summary>
    public async Task<IResult> OfCase(string reference, Caller caller, long? before, int? limit, CancellationToken ct)
    {
        if (await FindKey(reference, caller, ct) is not { } key || await FindCase(key) is not { } @case)
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        var isPerson = @case.RelationOf(caller).HasFlag(CaseRelations.Applicant);
        if (!isPerson && caller.Tenant != (@case.IsFeared(key.Tenant) ? @case.Owner : key.Tenant))
        {
            return CaseRefusals.NotForYou.ToHttp();
        }

        return await Of(key, isPerson, @case.FearsOwnState, before, limit, ct);
    }

    /// <summary>Who looked at a household: for itself, and for the party that keeps its record.</summary>
    public async Task<IResult> OfHousehold(LocatedHousehold located, long? before, int? limit, CancellationToken ct) =>
        HouseholdActions.Allows(HouseholdAction.ReadRecord, located.Standing)
            ? await Of(
                located.Key, located.Standing.HasFlag(HouseholdStanding.Itself), located.Found.State.FearsOwnState, before, limit, ct)
            : HouseholdRefusals.NotYours.ToHttp();

    private async Task<IResult> Of(EntityKey key, bool isPerson, bool isSafe, long? before, int? limit, CancellationToken ct)
    {
        var found = await store.FindReads(new ReadFilter(key.Tenant, before) { Id = key.Id }, SizeOf(limit), ct);
        var lines = found.Reads.Select(r => InFull(r.Record)).Select(r => isPerson ? ForPerson(r, isSafe) : r);

        return TypedResults.Ok(PageOf([.. lines], found.Before));
    }

    private static int SizeOf(int? limit) => Math.Clamp(limit ?? PageSizeDefault, 1, PageSizeMax);

    private static Page<ReadResponse> PageOf(IReadOnlyList<ReadResponse> lines, long? before) => new(lines, before is { } place ? $"{place}" : null);

    /// <summary>A person who reads her own case is named by nothing but that role.</summary>
    private static ReadResponse InFull(ReadRecord read) => new(
        read.Entity.Id, read.Reader.Tenant.Value, read.Role, read.Reader.User.FindParty() is null ? read.Reader.User.Value : null, read.Rule,
        read.Purpose, read.Agreement, read.Fields.Split(' '), read.Via, read.At);

    /// <summary>A person learns which office of which party looked, and not who; where she must hide, only which party.</summary>
    private static ReadResponse ForPerson(ReadResponse read, bool isSafe) =>
        isSafe ? read with { User = null, Role = null, Rule = null } : read with { User = null };

    private async Task<EntityKey?> FindKey(string reference, Caller caller, CancellationToken ct)
    {
        if (!worlds.Current.Access.Decide(Operations.ReadAudit, TenantRelation.Own, caller, time.GetUtcNow()).IsAllowed)
        {
            return await cases.Find(reference, CaseAction.Read, caller, ct) is { Refusal: null, Key: var found } ? found : null;
        }

        // Who audits reads no case, and knows of those its own party has.
        return CaseReference.Parse(reference) is { } parsed
            && await lists.FindRow(caller.Tenant.Value, CaseListRow.Cases, parsed.Value, ct) is { Entity: var key } && key.Tenant == caller.Tenant
                ? key
                : null;
    }

    private async Task<Case?> FindCase(EntityKey key) =>
        key.Type == Case.Type.Name ? (await entities.Find(Case.Type, key, CancellationToken.None))?.State : null;
}
