using SharedConsular.Crises;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Crises;

/// <summary>Finds a crisis, and what a party is to it.</summary>
internal sealed class CrisisDesk(EntityRuntime entities)
{
    public async Task<Found<Crisis>?> Find(string id, CancellationToken ct) =>
        Crisis.IsId(id) ? await entities.Find(Crisis.Type, Crisis.KeyOf(id), ct) : null;

    /// <summary>The crisis when it runs and the caller's cell leads it; otherwise why not.</summary>
    public async Task<(Crisis? Crisis, Refusal? Stop)> FindLed(string id, Caller caller, CancellationToken ct) =>
        await Find(id, ct) is not { State: var crisis } ? (null, CrisisRefusals.NotFound)
        : !crisis.IsRunning ? (crisis, CrisisRefusals.Ended)
        : IsLeadCell(crisis, caller) ? (crisis, null)
        : (crisis, CrisisRefusals.NotLead);

    /// <summary>Whether the caller decides for all: the crisis cell of a lead state, while the crisis runs.</summary>
    public static bool IsLeadCell(Crisis crisis, Caller caller) =>
        crisis.IsRunning && caller.Role is Role.CrisisCell && crisis.IsLead(caller.Tenant);

    /// <summary>Whether the caller works for everybody at gates and desks.</summary>
    public static bool IsOfJointTeam(Crisis crisis, Caller caller) =>
        crisis.IsRunning && caller.Role is Role.CrisisCell or Role.Officer or Role.Supervisor or Role.ProtectionOfficer && crisis.IsOfJointTeam(caller.Tenant);
}
