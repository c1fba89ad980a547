using System.Collections.Immutable;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Crises;
using SharedConsular.Audit;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Movements;

/// <summary>
/// Reads who travels: the whole list for who organises or leads, its own people for every other state. Each household on it
/// is recorded as read before the list leaves.
/// </summary>
internal sealed class ManifestDesk(MovementDesk movements, CrisisDesk crises, EntityRuntime entities, ReadRecorder recorder, TimeProvider time)
{
    private const int LoadedAtOnceMax = 64;

    /// <summary>What goes on one paper; the busiest day known had 94 departures.</summary>
    private const int MovementsMax = 100;

    public async Task<(ImmutableArray<ManifestPart> Parts, Refusal? Stop)> OfMovement(
        string organiser, string id, string? state, Caller caller, CancellationToken ct)
    {
        if (await movements.Locate(organiser, id, caller, ct) is not { Found.State: var movement } located)
        {
            return ([], MovementRefusals.NotFound);
        }

        var crisis = await crises.Find(movement.Plan!.Crisis, ct);

        return await Read([(located.Name, movement)], crisis?.State, state, caller, ct);
    }

    /// <summary>All movements that have not arrived, of one operator when it is named.</summary>
    public async Task<(ImmutableArray<ManifestPart> Parts, Refusal? Stop)> OfCrisis(
        string id, string? carrier, string? state, Caller caller, CancellationToken ct)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return ([], CrisisRefusals.NotFound);
        }

        if (!CrisisDesk.IsOfJointTeam(crisis, caller))
        {
            return ([], CrisisRefusals.NotLead);
        }

        var chosen = (await movements.ReadAll(id, ct)).Where(m =>
            m.Movement.Status is MovementStatus.Planned or MovementStatus.Closed or MovementStatus.Departed
            && (carrier is null || m.Movement.Plan!.Operator == carrier)).Take(MovementsMax).ToList();

        return await Read(chosen, crisis, state, caller, ct);
    }

    private async Task<(ImmutableArray<ManifestPart> Parts, Refusal? Stop)> Read(
        List<(MovementName Name, Movement Movement)> chosen, Crisis? crisis, string? state, Caller caller, CancellationToken ct)
    {
        var only = TenantId.Parse(state);
        var seesAll = crisis?.IsLead(caller.Tenant) is true || chosen.All(m => m.Name.Organiser == caller.Tenant);
        if (caller.Role is Role.Auditor || (!seesAll && only != caller.Tenant) || (state is not null && only is null))
        {
            return ([], MovementRefusals.ManifestOfOthers);
        }

        var parts = ImmutableArray.CreateBuilder<ManifestPart>();
        foreach (var (name, movement) in chosen)
        {
            var passengers = PassengerList.Of(await Travelling(movement, ct), caller.Tenant, only);
            await recorder.RecordAll([.. passengers.Where(p => !p.IsWithheld).Select(p => p.Household).Distinct().Select(h => new ReadRecord(
                h.Key, new Runtime.Actor(caller.Tenant, caller.User), Words.Of(caller.Role), "movement.manifest", "evacuation", null,
                Words.Of(ReadField.Persons), Words.Of(ReadVia.Export), time.GetUtcNow()))]);
            parts.Add(new ManifestPart(name.ToString(), movement.Plan!.Operator, passengers, movement.Manifest is null));
        }

        return (parts.ToImmutable(), null);
    }

    private async Task<List<(HouseholdName Name, Household Household, ImmutableArray<int> Members)>> Travelling(Movement movement, CancellationToken ct)
    {
        var entries = movement.Manifest?.Entries
            ?? [.. movement.Holds.Values.Where(h => h.Status is HoldStatus.Confirmed).Select(h => new ManifestEntry(h.Household, h.Members))];
        var travelling = new List<(HouseholdName, Household, ImmutableArray<int>)>();
        foreach (var chunk in entries.Chunk(LoadedAtOnceMax))
        {
            var found = await Task.WhenAll(chunk.Select(e => entities.Find(Household.Type, e.Household.Key, ct)));
            travelling.AddRange(chunk.Zip(found).Where(p => p.Second is not null).Select(p => (p.First.Household, p.Second!.State, p.First.Members)));
        }

        return travelling;
    }
}
