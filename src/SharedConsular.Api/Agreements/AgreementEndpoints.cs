using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using SharedConsular.Access;
using SharedConsular.Agreements;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Agreements;

internal static class AgreementEndpoints
{
    private const int PartiesMax = 300;

    public static void MapAgreements(this RouteGroupBuilder api)
    {
        var agreements = api.MapGroup("/agreements").WithTags("Agreements").WithScope(ServiceScope.Routing, ServiceScope.Tenant);
        agreements.MapGet("", List).WithOperation(Operations.ReadRegister).WithSummary("The instruments by which one party may act for another's nationals.")
            .Produces<Page<AgreementSummary>>();
        agreements.MapGet("/{id}", Show).WithOperation(Operations.ReadRegister)
            .WithSummary("One instrument, with what was recorded about it.").Produces<AgreementResponse>();

        var one = agreements.MapGroup("/{id}");
        Map<RecordMandateRequest>(one, "mandate", "Your state gives its mandate (G5).", Mandate);
        Map<WithdrawMandateRequest>(one, "mandate/withdrawal", "Your state takes its mandate back.", WithdrawMandate);
        Map<RecordNoticeRequest>(one, "notices", "Your state notified a receiving state (G3).", Notice);
        Map<RecordConsentRequest>(one, "consents", "Your state, as receiving state, consents (G1, G4).", Consent);
        Map<RecordObjectionRequest>(one, "objections", "Your state, as receiving state, objects (G3).", Objection);
        Map<WithdrawObjectionRequest>(one, "objections/withdrawal", "Your state withdraws its objection.", WithdrawObjection);
        Map<SuspendAgreementRequest>(one, "suspensions", "Your state suspends the agreement.", Suspend);
        Map<ResumeAgreementRequest>(one, "resumption", "Your state resumes the agreement.", Resume);
        Map<EndAgreementRequest>(one, "end", "Your state ends the agreement.", End);
    }

    private static void Map<TRequest>(
        RouteGroupBuilder one, string action, string summary, Func<TRequest, RecordFacts, AgreementCommand> command)
        where TRequest : class
    {
        one.MapPost(action, async (
                string id, Body<TRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, TimeProvider time, CancellationToken ct) =>
            {
                if (worlds.Current.FindAgreement(id) is not { } agreement)
                {
                    return AgreementRefusals.NotFound.ToHttp();
                }

                var facts = new RecordFacts(new FaultList(), agreement, worlds.Current, time.Today());
                var asked = command(body.Value, facts);
                if (facts.Faults.Any)
                {
                    return facts.Faults.Refusal.ToHttp();
                }

                var outcome = await entities.Execute(
                    AgreementRecord.Type, AgreementRecord.KeyOf(id), asked, request.Caller, request.Identity(body.Fingerprint), request.IfVersion, ct);
                if (outcome.Refusal is { } refusal)
                {
                    return refusal.ToHttp();
                }

                await worlds.Refresh(ct);

                return TypedResults.Ok(AgreementViews.Whole(worlds.Current.FindAgreement(id)!, time.Today()));
            })
            .WithOperation(Operations.KeepAgreements)
            .WithSummary(summary)
            .Produces<AgreementResponse>();
    }

    private static Ok<Page<AgreementSummary>> List(WorldKeeper worlds, TimeProvider time) => TypedResults.Ok(new Page<AgreementSummary>(
        [.. worlds.Current.Agreements.Select(a => AgreementViews.Summary(a, time.Today()))], null));

    private static IResult Show(string id, WorldKeeper worlds, TimeProvider time) =>
        worlds.Current.FindAgreement(id) is { } agreement
            ? TypedResults.Ok(AgreementViews.Whole(agreement, time.Today()))
            : AgreementRefusals.NotFound.ToHttp();

    private static RecordMandate Mandate(RecordMandateRequest body, RecordFacts facts) => new(facts.Agreement, body.From ?? facts.Today);

    private static WithdrawMandate WithdrawMandate(WithdrawMandateRequest body, RecordFacts facts) =>
        new(facts.Agreement, body.LastDay ?? facts.Today);

    private static RecordNotice Notice(RecordNoticeRequest body, RecordFacts facts)
    {
        if (body.WaitingDays is < 0 or > RecordNotice.WaitingDaysMax)
        {
            facts.Faults.Add("#/waitingDays", "out-of-range", "Waiting days go from 0 to 366.");
        }

        return new RecordNotice(
            facts.Agreement, facts.Faults.State("#/receivingState", body.ReceivingState, facts.World), body.On ?? facts.Today,
            facts.Faults.OptionalText("#/channel", body.Channel) ?? "", Math.Clamp(body.WaitingDays, 0, RecordNotice.WaitingDaysMax));
    }

    private static RecordConsent Consent(RecordConsentRequest body, RecordFacts facts) => new(
        facts.Agreement, facts.Faults.Word("#/gate", body.Gate, (GateKind?)GateKind.G1Consent), facts.States("#/parties", body.Parties),
        body.From ?? facts.Today, facts.Faults.OptionalText("#/channel", body.Channel) ?? "");

    private static RecordObjection Objection(RecordObjectionRequest body, RecordFacts facts)
    {
        facts.Faults.AtMost("#/services", body.Services, PartiesMax);

        return new RecordObjection(
            facts.Agreement,
            facts.States("#/parties", body.Parties),
            [.. (body.Services ?? []).Take(PartiesMax).Select((s, i) => facts.Faults.Service($"#/services/{i}", s, facts.World)?.Id ?? "")],
            body.From ?? facts.Today,
            facts.Faults.OptionalText("#/channel", body.Channel) ?? "");
    }

    private static WithdrawObjection WithdrawObjection(WithdrawObjectionRequest body, RecordFacts facts) =>
        new(facts.Agreement, facts.States("#/parties", body.Parties), body.LastDay ?? facts.Today);

    private static SuspendAgreement Suspend(SuspendAgreementRequest body, RecordFacts facts) =>
        new(facts.Agreement, body.From ?? facts.Today, body.To, facts.Faults.Text("#/reason", body.Reason));

    private static ResumeAgreement Resume(ResumeAgreementRequest body, RecordFacts facts) => new(facts.Agreement, body.On ?? facts.Today);

    private static EndAgreement End(EndAgreementRequest body, RecordFacts facts) =>
        new(facts.Agreement, body.After ?? facts.Today, facts.Faults.Text("#/reason", body.Reason));

    private sealed record RecordFacts(FaultList Faults, Agreement Agreement, SharedConsular.Routing.World World, DateOnly Today)
    {
        public ImmutableArray<TenantId> States(string pointer, IReadOnlyList<string>? codes)
        {
            Faults.AtMost(pointer, codes, PartiesMax);

            return [.. (codes ?? []).Take(PartiesMax).Select((c, i) => Faults.State($"{pointer}/{i}", c, World)).Order()];
        }
    }
}
