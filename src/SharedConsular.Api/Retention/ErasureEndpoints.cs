using System.Collections.Immutable;
using SharedConsular.Api.Access;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Retention;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Retention;

internal static class ErasureEndpoints
{
    public static void MapErasure(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/cases/{reference}").WithTags("Erasure").WithScope(ServiceScope.CasesRead, ServiceScope.CasesWrite);
        one.MapPost("/erasure", Erase).WithCaseAction(CaseAction.ErasePersons)
            .WithSummary("Have persons of a case that is over forgotten, for ever.").Produces<ErasureResponse>();
        one.MapGet("/erasure", Certificates).WithCaseAction(CaseAction.ReadPersons)
            .WithSummary("The certificates of what was erased from a case.").Produces<ErasureResponse>();
        CaseEndpoints.Map<SetLegalHoldRequest>(one, "legal-hold", CaseAction.SetLegalHold, "Keep all of a case, whatever time is over.", Hold);
        one.MapDelete("/legal-hold", LiftHold).WithCaseAction(CaseAction.LiftLegalHold).WithSummary("Let the times run again.").Produces<CaseResponse>();
    }

    private static async Task<IResult> Erase(
        string reference, Body<ErasureRequest> body, RequestFacts request, CaseDesk desk, EntityRuntime entities, ErasureCertificates certificates,
        CancellationToken ct)
    {
        if (await desk.Locate(reference, request, ct) is not var (key, @case))
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        if (desk.FindStop(CaseAction.ErasePersons, @case, request.Caller) is { } stop)
        {
            return stop.ToHttp();
        }

        var faults = new FaultList();
        var ground = faults.Word<ErasureGround>("#/reason", body.Value.Reason, request.Caller.Role is Role.National ? ErasureGround.PersonAsked : null);
        var whom = Whom(body.Value.Persons, @case, faults);
        if (ground is ErasureGround.RetentionEnded)
        {
            faults.Add("#/reason", "not-expected", "Only the platform ends a retention.");
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            Case.Type, key, new ErasePersons(whom, ground), request.Caller, request.Identity(body.Fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.Ok(await Read(key, outcome.State, certificates, ct));
    }

    private static async Task<IResult> Certificates(
        string reference, RequestFacts request, CaseDesk desk, ErasureCertificates certificates, CancellationToken ct) =>
        await desk.Locate(reference, request, ct) is var (key, @case) && MayAsk(desk, @case, request.Caller)
            ? TypedResults.Ok(await Read(key, @case, certificates, ct))
            : CaseRefusals.NotFound.ToHttp();

    private static SetLegalHold Hold(SetLegalHoldRequest body, ActionFacts facts) => new(facts.Faults.Text("#/reason", body.Reason));

    private static async Task<IResult> LiftHold(
        string reference, RequestFacts request, CaseDesk desk, HttpContext http, CancellationToken ct, string? reason = null)
    {
        if (await desk.Locate(reference, request, ct) is not var (key, @case))
        {
            return CaseRefusals.NotFound.ToHttp();
        }

        if (desk.FindStop(CaseAction.LiftLegalHold, @case, request.Caller) is { } stop)
        {
            return stop.ToHttp();
        }

        var faults = new FaultList();
        var why = faults.Text("reason", reason);

        return faults.Any
            ? faults.Refusal.ToHttp()
            : await desk.Execute(key, new LiftLegalHold(why), request, System.Text.Encoding.UTF8.GetBytes(why), http, ct);
    }

    private static bool MayAsk(CaseDesk desk, Case @case, Caller caller) =>
        desk.Allows(CaseAction.ReadPersons, @case, caller) || desk.Allows(CaseAction.ErasePersons, @case, caller);

    private static async Task<ErasureResponse> Read(EntityKey key, Case @case, ErasureCertificates certificates, CancellationToken ct)
    {
        var given = new List<ErasureCertificateResponse>();
        foreach (var erasure in @case.Erasures)
        {
            if (await certificates.Find(key, erasure, ct) is { } certificate)
            {
                given.Add(certificate);
            }
        }

        return new ErasureResponse(given, @case.Erasures.Length - given.Count);
    }

    private static ImmutableArray<string> Whom(IReadOnlyList<int>? persons, Case @case, FaultList faults)
    {
        faults.AtMost("#/persons", persons, OpenCase.PersonsMax);
        if (persons?.Any(p => p < 1 || p > @case.Persons.Length) is true)
        {
            faults.Add("#/persons", "out-of-range", "Persons are counted from 1, as the case lists them.");

            return [];
        }

        return [.. (persons ?? []).Select(p => @case.Persons[p - 1].Subject ?? @case.OwnSubject).Distinct()];
    }
}
