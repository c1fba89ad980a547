using System.Diagnostics;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Calendars;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Protection;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Cases;

internal static class CaseEndpoints
{
    private const int LongTextMax = 4_000;

    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases").WithScope(ServiceScope.CasesRead, ServiceScope.CasesWrite);
        cases.MapPost("", OpenCaseEndpoint.Open).WithCaseAction(CaseAction.Open).WithSummary("Open a case with the party that routing finds.")
            .Produces<CaseResponse>(StatusCodes.Status201Created);
        cases.MapGet("/{reference}", Show).WithCaseAction(CaseAction.Read)
            .WithSummary("A case as the caller may see it. A secret matter is shown to its person without a word of it, unless she asks for it in full.")
            .Produces<CaseResponse>();

        var one = cases.MapGroup("/{reference}");
        Map<NothingMore>(one, "acceptance", CaseAction.Accept, "Take the case in hand.", Accept);
        Map<AssignCaseRequest>(one, "assignment", CaseAction.Assign, "Name the officer.", Assign);
        Map<AskForPapersRequest>(one, "paper-requests", CaseAction.AskForPapers, "Ask the applicant for papers.", AskForPapers);
        Map<ProvidePapersRequest>(one, "papers", CaseAction.ProvidePapers, "Say which papers were provided.", ProvidePapers);
        Map<RecordStepRequest>(one, "steps", CaseAction.RecordStep, "Record a step as done.", RecordStep);
        Map<StartProtocolRequest>(one, "protocols", CaseAction.StartProtocol, "Run a protocol for vulnerable persons.", StartProtocol);
        Map<SettleProtocolStepRequest>(one, "protocol-steps", CaseAction.SettleProtocolStep,
            "Record a step of a protocol as done or not applicable.", SettleProtocolStep);
        Map<AskOwnStateRequest>(one, "consultation", CaseAction.AskOwnState, "Ask the state of nationality.", AskOwnState);
        Map<AnswerConsultationRequest>(one, "consultation-answer", CaseAction.AnswerConsultation,
            "Confirm or object, as the state of nationality.", AnswerConsultation);
        Map<DecideCaseRequest>(one, "decision", CaseAction.Decide, "Grant or refuse.", Decide);
        Map<IssueDocumentRequest>(one, "issue", CaseAction.IssueDocument, "Issue the document.", Issue);
        Map<DeliverDocumentRequest>(one, "delivery", CaseAction.DeliverDocument, "Hand the document over.", Deliver);
        Map<CloseCaseRequest>(one, "closing", CaseAction.Close, "Close the case.", Close);
        Map<WithdrawCaseRequest>(one, "withdrawal", CaseAction.Withdraw, "Withdraw the request.", Withdraw);
        Map<ReopenCaseRequest>(one, "reopening", CaseAction.Reopen, "Open the case again.", Reopen);
        Map<NothingMore>(one, "fear", CaseAction.DiscloseFear, "The person fears her own state: raise the asylum firewall.", DiscloseFear);
        Map<ComplainRequest>(one, "complaints", CaseAction.Complain, "Complain; another officer answers.", Complain);
        Map<AnswerComplaintRequest>(one, "complaint-answers", CaseAction.AnswerComplaint, "Answer a complaint.", AnswerComplaint);
    }

    /// <summary>An action on a case: its address, what it takes, and the command it becomes.</summary>
    internal static void Map<TRequest>(
        RouteGroupBuilder one, string address, CaseAction action, string summary, Func<TRequest, ActionFacts, CaseCommand> command,
        string? method = null)
        where TRequest : class
    {
        one.MapMethods(address, [method ?? HttpMethods.Post], async (
                string reference, Body<TRequest> body, RequestFacts request, CaseDesk desk, WorldKeeper worlds, TimeProvider time,
                HttpContext http, CancellationToken ct) =>
            {
                if (await desk.Locate(reference, request, ct) is not var (key, @case))
                {
                    return CaseRefusals.NotFound.ToHttp();
                }

                var facts = new ActionFacts(new FaultList(), @case, request.Caller, worlds.Current, time.Today(), body.Fingerprint);
                var asked = command(body.Value, facts);
                Debug.Assert(asked.Action == action, "What the address says it does is what it does.");

                return desk.FindStop(asked.Action, @case, request.Caller) is { } stop ? stop.ToHttp()
                    : facts.Faults.Any ? facts.Faults.Refusal.ToHttp()
                    : await desk.Execute(key, asked, request, body.Fingerprint, http, ct);
            })
            .WithCaseAction(action)
            .WithSummary(summary)
            .Produces<CaseResponse>();
    }

    private static Task<IResult> Show(
        string reference, RequestFacts request, CaseDesk desk, HttpContext http, CancellationToken ct, bool? inFull = null) =>
        desk.Show(reference, inFull is true, request, http, ct);

    private static AcceptCase Accept(NothingMore body, ActionFacts facts) => new();

    private static AssignCase Assign(AssignCaseRequest body, ActionFacts facts) =>
        new(new UserId(facts.Faults.Text("#/officer", body.Officer, TenantId.LengthMax)));

    private static AskForPapers AskForPapers(AskForPapersRequest body, ActionFacts facts) =>
        new(CaseRequests.Kinds(body.Kinds, facts.Faults), facts.Faults.OptionalText("#/note", body.Note) ?? "");

    private static ProvidePapers ProvidePapers(ProvidePapersRequest body, ActionFacts facts) =>
        new(CaseRequests.Kinds(body.Kinds, facts.Faults), facts.Faults.OptionalText("#/note", body.Note));

    private static RecordStep RecordStep(RecordStepRequest body, ActionFacts facts) => new(facts.Faults.Text("#/step", body.Step));

    private static AskOwnState AskOwnState(AskOwnStateRequest body, ActionFacts facts) =>
        new(facts.Case.ActsFor!, facts.Faults.Text("#/question", body.Question, LongTextMax), facts.CalendarOf(facts.Case.ActsFor));

    private static AnswerConsultation AnswerConsultation(AnswerConsultationRequest body, ActionFacts facts) => new(
        facts.Faults.Word<ConsultationAnswer>("#/answer", body.Answer), facts.Faults.OptionalText("#/note", body.Note, LongTextMax),
        facts.CalendarOf(facts.Case.Owner));

    private static DecideCase Decide(DecideCaseRequest body, ActionFacts facts)
    {
        if (body.Granted is null)
        {
            facts.Faults.Add("#/granted", "missing", "Say true or false.");
        }

        return new DecideCase(body.Granted is true, facts.Faults.Text("#/reason", body.Reason, LongTextMax));
    }

    private static IssueDocument Issue(IssueDocumentRequest body, ActionFacts facts) =>
        new(facts.Faults.Text("#/number", body.Number, TenantId.LengthMax), facts.CalendarOf(facts.Caller.Tenant));

    private static DeliverDocument Deliver(DeliverDocumentRequest body, ActionFacts facts) => new(facts.Faults.Text("#/how", body.How));

    private static CloseCase Close(CloseCaseRequest body, ActionFacts facts) =>
        new(facts.Faults.Text("#/outcome", body.Outcome), facts.World.Retention);

    private static WithdrawCase Withdraw(WithdrawCaseRequest body, ActionFacts facts) =>
        new(facts.Faults.Text("#/reason", body.Reason), facts.World.Retention);

    private static ReopenCase Reopen(ReopenCaseRequest body, ActionFacts facts) => new(facts.Faults.Text("#/reason", body.Reason));

    private static DiscloseFear DiscloseFear(NothingMore body, ActionFacts facts) => new()
    {
        // What the feared state adopted is its own affair from now on.
        Protocols = facts.World.Protocols.AdoptedBy(facts.Case.Owner),
        Calendar = facts.CalendarOf(facts.Case.Owner),
    };

    private static StartProtocol StartProtocol(StartProtocolRequest body, ActionFacts facts) => new(
        facts.Faults.Text("#/protocol", body.Protocol, TenantId.LengthMax),
        facts.World.Protocols.AdoptedBy(facts.Case.Owner, facts.Case.FearsOwnState ? null : facts.Case.ActsFor),
        facts.CalendarOf(facts.Case.Owner));

    private static SettleProtocolStep SettleProtocolStep(SettleProtocolStepRequest body, ActionFacts facts) => new(
        facts.Faults.Text("#/protocol", body.Protocol, TenantId.LengthMax),
        facts.Faults.Text("#/step", body.Step, TenantId.LengthMax),
        facts.Faults.Word<ProtocolStepOutcome>("#/outcome", body.Outcome),
        facts.Faults.OptionalText("#/reason", body.Reason));

    private static Complain Complain(ComplainRequest body, ActionFacts facts)
    {
        var about = facts.Faults.OptionalText("#/about", body.About, TenantId.LengthMax);

        // The same words a second time are the same complaint, whatever key they come with.
        return new Complain(
            Convert.ToHexStringLower(facts.Fingerprint)[..12],
            facts.Faults.Text("#/text", body.Text, LongTextMax),
            about is null ? null : new UserId(about));
    }

    private static AnswerComplaint AnswerComplaint(AnswerComplaintRequest body, ActionFacts facts) =>
        new(facts.Faults.Text("#/id", body.Id, TenantId.LengthMax), facts.Faults.Text("#/answer", body.Answer, LongTextMax));
}

/// <summary>What a command on a case may need besides its request: the case it is meant for and the world around it.</summary>
internal sealed record ActionFacts(FaultList Faults, Case Case, Caller Caller, World World, DateOnly Today, byte[] Fingerprint)
{
    /// <summary>The working days of the authority that must act.</summary>
    public WorkCalendar CalendarOf(TenantId? authority) => World.CalendarOf(authority ?? Caller.Tenant);
}
