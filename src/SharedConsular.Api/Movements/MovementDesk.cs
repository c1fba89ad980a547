using SharedConsular.Api.Crises;
using SharedConsular.Api.Households;
using SharedConsular.Api.Requests;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Movements;

/// <summary>Finds a movement for its caller and gives it commands: who organises it, and the joint team of its crisis.</summary>
internal sealed class MovementDesk(EntityRuntime entities, CrisisDesk crises, ListReader lists)
{
    /// <summary>Ten thousand movements; the largest airlift known had 778 flights.</summary>
    private const int PagesMax = 20;

    /// <summary>Null when the caller may not know of it.</summary>
    public async Task<LocatedMovement?> Locate(string organiser, string id, Caller caller, CancellationToken ct)
    {
        if (MovementNames.Of(organiser, id) is not { } name
            || await entities.Find(Movement.Type, Movement.KeyOf(name), ct) is not { State.Plan: { } plan } found
            || await crises.Find(plan.Crisis, ct) is not { } crisis)
        {
            return null;
        }

        var isOfTeam = CrisisDesk.IsOfJointTeam(crisis.State, caller);

        return isOfTeam || (caller.Tenant == name.Organiser && caller.Role is Role.CrisisCell or Role.Auditor)
            ? new LocatedMovement(name, found, isOfTeam, CrisisDesk.IsLeadCell(crisis.State, caller))
            : null;
    }

    /// <summary>All movements of a crisis as they are now, by departure.</summary>
    public async Task<List<(MovementName Name, Movement Movement)>> ReadAll(string crisis, CancellationToken ct)
    {
        var movements = new List<(MovementName, Movement)>();
        string? cursor = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var query = new ListQuery(HouseholdRow.ViewerOfCrisis(crisis), MovementRow.List) { Cursor = cursor, PageSize = ListReader.PageSizeMax };
            if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var found })
            {
                break;
            }

            foreach (var row in found.Rows)
            {
                if (await entities.Find(Movement.Type, row.Entity, ct) is { State: var movement })
                {
                    movements.Add((Movement.NameOf(row.Entity), movement));
                }
            }

            if ((cursor = found.Next) is null)
            {
                break;
            }
        }

        return movements;
    }

    public async Task<IResult> Answer(
        string organiser, string id, MovementCommand command, RequestFacts request, byte[] fingerprint, HttpContext http, CancellationToken ct) =>
        await Locate(organiser, id, request.Caller, ct) is { } located
            ? await Answer(located, command, request, fingerprint, http, ct)
            : MovementRefusals.NotFound.ToHttp();

    public async Task<IResult> Answer(
        LocatedMovement located, MovementCommand command, RequestFacts request, byte[] fingerprint, HttpContext http, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            Movement.Type, Movement.KeyOf(located.Name), command with { ForJointTeam = located.IsOfTeam, ForLead = located.IsLead }, request.Caller,
            request.Identity(fingerprint), request.IfVersion, ct);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToHttp();
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Version);

        return TypedResults.Ok(MovementViews.Of(located.Name, outcome.State, outcome.Version));
    }
}

/// <param name="IsOfTeam">The caller's party leads the crisis or is of its joint team.</param>
/// <param name="IsLead">The caller's cell leads the crisis.</param>
internal sealed record LocatedMovement(MovementName Name, Found<Movement> Found, bool IsOfTeam, bool IsLead);
