using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Crises;
using SharedConsular.Api.FeatureFlags;
using SharedConsular.Api.Households;
using SharedConsular.Api.Limits;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.FeatureFlags;
using SharedConsular.Households;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Intake;

/// <summary>Registering by other ways than the form: a file of a company or another register, and a text message.</summary>
internal static class IntakeEndpoints
{
    private static readonly Refusal NotWritten =
        new(
            RefusalKind.Invalid, "text.not-written-so",
            "Write state, name, year of birth, +others and place: GB Smith John 1980 +2 Port Sudan. At most {0} characters.");

    public static void MapIntake(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/crises/{id}").WithTags("Households").WithScope(ServiceScope.EvacuationRead, ServiceScope.EvacuationWrite);
        all.MapPost("/imports", Import).WithOperation(Operations.WorkCrises).AlsoWithScope(ServiceScope.EvacuationSponsor)
            .WithSummary("Register the households of a file: CSV, HXL or PFIF. Sent twice, it registers nobody twice.")
            .Produces<ImportResponse>();
        all.MapPost("/texts", Text).AllowAnonymous().InLane(Lane.Intake).WithSummary("Register a household by a text message of at most 160 characters.")
            .Produces<TextReceiptResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> Import(
        string id, Body<ImportHouseholdsRequest> body, RequestFacts request, CrisisDesk crises, IntakeDesk desk, HttpContext http, CancellationToken ct)
    {
        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        if (!crisis.IsRunning)
        {
            return CrisisRefusals.Ended.ToHttp();
        }

        var faults = new FaultList();
        var content = faults.Content("#/content", body.Value.Content, ImportRequests.ContentLengthMax);
        var through = faults.Word("#/through", body.Value.Through, (RegisteredBy?)RegisteredBy.Sponsor);
        var by = faults.OptionalText("#/registeredBy", body.Value.RegisteredBy);
        var rows = faults.Any ? null : ImportRequests.Read(body.Value.Format, content, faults)?.ToList();
        if (faults.Any || rows is null)
        {
            return faults.Refusal.ToHttp();
        }

        var outcomes = await desk.Register([.. ImportRequests.Households(rows)], Words.Of(through), by, id, crisis, request.Caller, ct);

        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new ImportResponse(
            id, rows.Count, Count("registered"), Count("known_already"), Count("refused"), outcomes));

        int Count(string outcome) => outcomes.Count(o => o.Outcome == outcome);
    }

    private static async Task<IResult> Text(
        string id, Body<RegisterTextRequest> body, RequestFacts request, CrisisDesk crises, HouseholdDesk desk, IntakeGate gate, WorldKeeper worlds,
        Switches switches, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (request.Key is null)
        {
            return RequestRefusals.KeyMissing.ToHttp();
        }

        if (await crises.Find(id, ct) is not { State: var crisis })
        {
            return CrisisRefusals.NotFound.ToHttp();
        }

        if (!crisis.IsRunning)
        {
            return CrisisRefusals.Ended.ToHttp();
        }

        var faults = new FaultList();
        if (TextMessages.Read(body.Value.Text, body.Value.From) is not { } written
            || HouseholdRequests.Parse(written, id, crisis, worlds.Current, time.Today(), faults) is not { } command)
        {
            return NotWritten.With($"{TextMessages.LengthMax}").ToHttp();
        }

        if (!await switches.IsOn(Feature.TextIntake, command.Home, crisis.Area.States, request.Key))
        {
            return FlagRefusals.TextIntakeIsOff.ToHttp();
        }

        return await gate.Pass(http, command.Home, async () =>
        {
            var (key, _, secret, refusal) = await desk.Register(command, request, body.Fingerprint, ct);
            http.Response.Headers.CacheControl = "no-store";

            return refusal is not null ? refusal.ToHttp() : TypedResults.Json(
                new TextReceiptResponse(key.Id, TextMessages.Answer(key.Id, secret.ToString(), http.SentencesFor().Find("household.not-a-seat"))),
                statusCode: StatusCodes.Status201Created);
        });
    }
}
