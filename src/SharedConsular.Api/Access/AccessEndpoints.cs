using Microsoft.AspNetCore.Http.HttpResults;
using SharedConsular.Access;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Languages;
using SharedConsular.Runtime;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Access;

/// <summary>Who is kept from a case, who broke its glass, what the person consents to and how she may be reached.</summary>
internal static class AccessEndpoints
{
    private const int LongTextMax = 4_000;

    public static void MapAccess(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/cases/{reference}").WithTags("Access").WithScope(ServiceScope.CasesWrite);
        CaseEndpoints.Map<BlockAdversePartyRequest>(one, "adverse-parties", CaseAction.BlockAdverseParty,
            "Keep a login from the case, in whatever role it signs in.", Block);
        CaseEndpoints.Map<LiftAdversePartyBlockRequest>(one, "adverse-parties/lifting", CaseAction.LiftAdversePartyBlock,
            "Let a login see the case again.", Lift);
        CaseEndpoints.Map<BlockAdversePersonRequest>(
            one, "adverse-persons", CaseAction.BlockAdverseParty, "Keep from the case whoever in a staff book fits a name, a birth date or a post.",
            BlockPerson);
        CaseEndpoints.Map<LiftAdversePersonBlockRequest>(
            one, "adverse-persons/lifting", CaseAction.LiftAdversePartyBlock, "Let whoever fits see the case again.", LiftPerson);
        CaseEndpoints.Map<BreakGlassRequest>(one, "break-glass", CaseAction.BreakGlass, "Open the case without the right, in a danger that can't wait.", Break);
        CaseEndpoints.Map<ReviewBreakGlassRequest>(one, "break-glass-reviews", CaseAction.ReviewBreakGlass,
            "Say whether the glass was rightly broken.", Review);
        CaseEndpoints.Map<RecordPersonConsentRequest>(one, "consents", CaseAction.RecordConsent, "Record whether the person lets a party take part.", Consent);
        CaseEndpoints.Map<OverrideConsentRequest>(one, "consent-overrides", CaseAction.OverrideConsent,
            "Put a legal basis above a withdrawn consent.", Override);
        CaseEndpoints.Map<SetSafeContactRequest>(one, "safe-contact", CaseAction.SetSafeContact,
            "Set how a person may be reached.", SafeContactOf, HttpMethods.Put);
        api.MapGet("/cases/{reference}/access", Explain).WithCaseAction(CaseAction.Read).WithTags("Access").WithScope(ServiceScope.CasesRead)
            .WithSummary("What you may do with a case and what not, by which rule, and which rules were passed over.")
            .Produces<Page<AccessLineResponse>>();
        api.MapGet("/access", ExplainOperations).WithOperation(Operations.ReadRegister).WithTags("Access")
            .WithSummary("What you may do for your party and what not, by which rule, and which rules were passed over.")
            .Produces<Page<AccessLineResponse>>();
        api.MapGet("/reviews", Reviews).WithOperation(Operations.ReadReviews).WithTags("Access").WithScope(ServiceScope.CasesRead)
            .WithSummary("Broken glass that waits for a supervisor's review, the most pressing first.")
            .Produces<Page<ReviewResponse>>();
    }

    private static async Task<IResult> Explain(
        string reference, RequestFacts request, CaseDesk desk, ReadRecorder recorder, WorldKeeper worlds, TimeProvider time, HttpContext http,
        CancellationToken ct)
    {
        var (key, found, refusal) = await desk.Find(reference, CaseAction.Read, request.Caller, ct);
        if (refusal is not null)
        {
            return refusal.ToHttp();
        }

        // How secret a matter is shows in which rules were passed over.
        await recorder.Record(key, found, request.Caller, ReadVia.Get, ReadField.Case);
        var sentences = http.SentencesFor();

        return TypedResults.Ok(new Page<AccessLineResponse>(
            [.. CaseAccess.Explain(worlds.Current.Access, found, request.Caller, time.GetUtcNow()).Select(e => View(e, sentences))], null));
    }

    private static Ok<Page<AccessLineResponse>> ExplainOperations(RequestFacts request, WorldKeeper worlds, TimeProvider time, HttpContext http)
    {
        var sentences = http.SentencesFor();

        return TypedResults.Ok(new Page<AccessLineResponse>(
            [.. worlds.Current.Access.Explain(request.Caller, time.GetUtcNow()).Select(e => View(e, sentences))], null));
    }

    private static AccessLineResponse View(AccessExplanation line, Sentences sentences) => new(
        line.Does, line.Answer.IsAllowed, line.Answer.DecidedBy, line.Answer.Grounds is { } grounds ? Words.Of(grounds.Purpose) : null,
        line.Answer.Grounds?.AgreementId, line.Answer.Refusal is { } no ? sentences.Of(no) : null,
        [.. line.Passed.Select(p => new PassedRuleResponse(p.Rule, p.Lacked))]);

    private static BlockAdverseParty Block(BlockAdversePartyRequest body, ActionFacts facts) =>
        new(
            facts.Faults.State("#/party", body.Party, facts.World), new UserId(facts.Faults.Text("#/user", body.User, TenantId.LengthMax)),
            facts.Faults.Text("#/reason", body.Reason));

    private static LiftAdversePartyBlock Lift(LiftAdversePartyBlockRequest body, ActionFacts facts) =>
        new(
            facts.Faults.State("#/party", body.Party, facts.World), new UserId(facts.Faults.Text("#/user", body.User, TenantId.LengthMax)),
            facts.Faults.Text("#/reason", body.Reason));

    private static BlockAdversePerson BlockPerson(BlockAdversePersonRequest body, ActionFacts facts) =>
        new(
            facts.Faults.OptionalText("#/name", body.Name), body.BirthDate, facts.Faults.OptionalState("#/party", body.Party, facts.World),
            facts.Faults.OptionalText("#/post", body.Post), facts.Faults.Text("#/reason", body.Reason));

    private static LiftAdversePersonBlock LiftPerson(LiftAdversePersonBlockRequest body, ActionFacts facts) =>
        new(body.Number ?? 0, facts.Faults.Text("#/reason", body.Reason));

    private static BreakGlass Break(BreakGlassRequest body, ActionFacts facts) => new(facts.Faults.Text("#/reason", body.Reason));

    private static ReviewBreakGlass Review(ReviewBreakGlassRequest body, ActionFacts facts) =>
        new(body.Number ?? 0, facts.Faults.Word<GlassVerdict>("#/verdict", body.Verdict), facts.Faults.Text("#/note", body.Note, LongTextMax));

    private static RecordPersonConsent Consent(RecordPersonConsentRequest body, ActionFacts facts)
    {
        if (body.Given is null)
        {
            facts.Faults.Add("#/given", "missing", "Say true or false.");
        }

        return new RecordPersonConsent(
            facts.Faults.Word<ConsentPurpose>("#/purpose", body.Purpose), facts.Faults.State("#/recipient", body.Recipient, facts.World),
            body.Given is true, facts.Faults.OptionalText("#/how", body.How));
    }

    private static OverrideConsent Override(OverrideConsentRequest body, ActionFacts facts) => new(
        facts.Faults.Word<ConsentPurpose>("#/purpose", body.Purpose), facts.Faults.State("#/recipient", body.Recipient, facts.World),
        facts.Faults.Text("#/reason", body.Reason), facts.Faults.Text("#/legalBasis", body.LegalBasis));

    private static SetSafeContact SafeContactOf(SetSafeContactRequest body, ActionFacts facts) =>
        new(body.Person ?? 0, CaseRequests.Reach(body, "#", facts.Faults));

    private static async Task<IResult> Reviews(
        RequestFacts request, ListReader lists, EntityRuntime entities, WorldKeeper worlds, TimeProvider time, CancellationToken ct,
        string? cursor = null, int? limit = null)
    {
        var (policy, now) = (worlds.Current.Access, time.GetUtcNow());
        var query = new ListQuery(request.Caller.Tenant.Value, ReviewRow.List)
        {
            Cursor = cursor,
            Without = CaseDesk.HiddenFrom(request.Caller),
            PageSize = limit ?? ListReader.PageSizeDefault,
        };
        if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var page })
        {
            return RuntimeRefusals.CursorNotOfThisList.ToHttp();
        }

        var reviews = new List<ReviewResponse>();
        foreach (var row in page.Rows)
        {
            if (await entities.Find(Case.Type, row.Entity, ct) is { } found
                && CaseAccess.Decide(policy, CaseAction.ReviewBreakGlass, found.State, request.Caller, now).IsAllowed)
            {
                reviews.AddRange(found.State.Glass.Where(g => g.Verdict is GlassVerdict.Unsaid).Select(g => new ReviewResponse(
                    row.Id, g.Number, g.By.Party.Value, g.By.User.Value, g.Reason, g.At, g.Until, g.ReviewDueAt, g.ReviewDueAt <= now)));
            }
        }

        return TypedResults.Ok(new Page<ReviewResponse>(reviews, page.Next));
    }
}
