using System.Runtime.CompilerServices;
using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Crises;

/// <summary>The wall of a crisis, once or as a stream of what has changed.</summary>
internal static class SituationEndpoints
{
    /// <summary>A wall is looked at, not raced.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>After this long without a change the numbers are sent again, so that a broken line is noticed at both ends.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    /// <summary>Then the line is closed and the wall opens a new one: its token may have ended meanwhile.</summary>
    private static readonly TimeSpan StreamMax = TimeSpan.FromMinutes(30);

    public static void MapSituation(this RouteGroupBuilder api)
    {
        var wall = api.MapGroup("/crises/{id}").WithTags("Crises").WithScope(ServiceScope.EvacuationRead);
        wall.MapGet("/situation", Get).WithOperation(Operations.ReadCrises)
            .WithSummary("All numbers of a crisis as of one moment.").Produces<SituationResponse>();
        wall.MapGet("/situation/stream", Stream).WithOperation(Operations.ReadCrises)
            .WithSummary("The same numbers whenever they change, as Server-Sent Events.")
            .Produces<SituationResponse>(StatusCodes.Status200OK, "text/event-stream");
    }

    private static async Task<IResult> Get(string id, RequestFacts request, CrisisDesk crises, Situation situation, CancellationToken ct) =>
        await FindStop(id, request.Caller, crises, ct) is { } stop ? stop.ToHttp() : TypedResults.Ok(await situation.Read(id, ct));

    private static async Task<IResult> Stream(
        string id, RequestFacts request, CrisisDesk crises, Situation situation, TimeProvider time, IHostApplicationLifetime host, StandingGrant grant,
        HttpContext http, CancellationToken ct)
    {
        return await FindStop(id, request.Caller, crises, ct) is { } stop
            ? stop.ToHttp()
            : TypedResults.ServerSentEvents(Changes(id, situation, MaySee, time, host.ApplicationStopping, ct), "situation");

        // The gate let in who began; the stream ends with what let her in.
        async Task<bool> MaySee() =>
            await grant.Holds(http, request.Caller, Operations.ReadCrises, ct) && await FindStop(id, request.Caller, crises, ct) is null;
    }

    private static async IAsyncEnumerable<SituationResponse> Changes(
        string id, Situation situation, Func<Task<bool>> maySee, TimeProvider time, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var (opened, sentAt, sent) = (time.GetTimestamp(), time.GetTimestamp(), (SituationResponse?)null);
        while (!ct.IsCancellationRequested && !stopping.IsCancellationRequested && time.GetElapsedTime(opened) < StreamMax && await maySee())
        {
            var now = await situation.Read(id, ct);
            if (sent is null || !Situation.IsSame(sent, now) || time.GetElapsedTime(sentAt) >= SilenceMax)
            {
                (sent, sentAt) = (now, time.GetTimestamp());
                yield return now;
            }

            await Task.Delay(Step, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<Refusal?> FindStop(string id, Caller caller, CrisisDesk crises, CancellationToken ct) =>
        await crises.Find(id, ct) is not { State: var crisis } ? CrisisRefusals.NotFound
        : crisis.IsOfJointTeam(caller.Tenant) ? null
        : CrisisRefusals.NotLead;
}
