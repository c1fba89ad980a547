using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Cases;

/// <summary>What can be done to a case, one subcommand each, named after the action's address. Each answers with the case as it then is.</summary>
internal static class CaseActions
{
    internal delegate Task<Answer<CaseResponse>> Act(
        ConsularClient client, string reference, ParseResult parsed, SendOptions options, CancellationToken ct);

    private static readonly Option<string[]> Kinds = new("--kind") { Description = "A paper; again for more.", Required = true };
    private static readonly Option<string?> Note = new("--note") { Description = "What should be known about it." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", Required = true };
    private static readonly Option<string> Officer = new("--officer") { Description = "The officer's login.", Required = true };
    private static readonly Option<string> Step = new("--step") { Description = "A step of the checklist or a duty.", Required = true };
    private static readonly Option<string> ProtocolId = new("--protocol") { Description = "An adopted protocol, such as trafficking.", Required = true };
    private static readonly Option<string> ProtocolStep = new("--step") { Description = "A step of the protocol.", Required = true };
    private static readonly Option<bool> NotApplicable = new("--not-applicable") { Description = "It does not fit this person." };
    private static readonly Option<string> Question = new("--question") { Description = "What the state of nationality is asked.", Required = true };
    private static readonly Option<string> Verdict = new("--answer") { Description = "confirmed or objected.", Required = true };
    private static readonly Option<bool> Refuse = new("--refuse") { Description = "Refuse; granted when left out." };
    private static readonly Option<string> Number = new("--number") { Description = "The printed number of the document.", Required = true };
    private static readonly Option<string> How = new("--how") { Description = "How it reached the person.", Required = true };
    private static readonly Option<string> Outcome = new("--outcome") { Description = "How it ended.", Required = true };
    private static readonly Option<string> Words = new("--text") { Description = "The complaint.", Required = true };
    private static readonly Option<string?> About = new("--about") { Description = "The officer complained about." };
    private static readonly Option<string> Complaint = new("--complaint") { Description = "The complaint's id.", Required = true };
    private static readonly Option<string> Reply = new("--reply") { Description = "The answer.", Required = true };
    private static readonly Option<int> Time = new("--number") { Description = "Which time the glass was broken, from 1.", Required = true };
    private static readonly Option<string> Judgement = new("--verdict") { Description = "justified or unjustified.", Required = true };
    private static readonly Option<string> To = new("--to") { Description = "The party that is offered the case.", Required = true };
    private static readonly Option<DateTimeOffset?> ReturnUntil = new("--return-until") { Description = "Until when it may give the case back." };

    public static IEnumerable<Command> Create(SharedOptions shared) =>
    [
        Of(shared, "accept", "Take the case in hand.", [], (client, reference, _, options, ct) => client.AcceptCase(reference, options, ct)),
        Of(shared, "assign", "Name the officer.", [Officer], (client, reference, parsed, options, ct) =>
            client.AssignCase(reference, new AssignCaseRequest(parsed.GetValue(Officer)), options, ct)),
        Of(shared, "ask-for-papers", "Ask the applicant for papers.", [Kinds, Note], (client, reference, parsed, options, ct) =>
            client.AskForPapers(reference, new AskForPapersRequest(parsed.GetValue(Kinds), parsed.GetValue(Note)), options, ct)),
        Of(shared, "provide-papers", "Say which papers were provided.", [Kinds, Note], (client, reference, parsed, options, ct) =>
            client.ProvidePapers(reference, new ProvidePapersRequest(parsed.GetValue(Kinds), parsed.GetValue(Note)), options, ct)),
        Of(shared, "step", "Record a step as done.", [Step], (client, reference, parsed, options, ct) =>
            client.RecordStep(reference, new RecordStepRequest(parsed.GetValue(Step)), options, ct)),
        Of(shared, "start-protocol", "Run a protocol for vulnerable persons on the case.", [ProtocolId], (client, reference, parsed, options, ct) =>
            client.StartProtocol(reference, new StartProtocolRequest(parsed.GetValue(ProtocolId)), options, ct)),
        Of(shared, "protocol-step", "Record a step of a protocol as done, or as --not-applicable with the reason in --note.",
            [ProtocolId, ProtocolStep, NotApplicable, Note], (client, reference, parsed, options, ct) =>
            client.SettleProtocolStep(
                reference,
                new SettleProtocolStepRequest(
                    parsed.GetValue(ProtocolId), parsed.GetValue(ProtocolStep), parsed.GetValue(NotApplicable) ? "not_applicable" : "done",
                    parsed.GetValue(Note)),
                options,
                ct)),
        Of(shared, "consult", "Ask the state of nationality.", [Question], (client, reference, parsed, options, ct) =>
            client.AskOwnState(reference, new AskOwnStateRequest(parsed.GetValue(Question)), options, ct)),
        Of(shared, "answer-consultation", "Confirm or object, as the state of nationality.", [Verdict, Note], (client, reference, parsed, options, ct) =>
            client.AnswerConsultation(reference, new AnswerConsultationRequest(parsed.GetValue(Verdict), parsed.GetValue(Note)), options, ct)),
        Of(shared, "decide", "Grant, or --refuse.", [Refuse, Reason], (client, reference, parsed, options, ct) =>
            client.DecideCase(reference, new DecideCaseRequest(!parsed.GetValue(Refuse), parsed.GetValue(Reason)), options, ct)),
        Of(shared, "issue", "Issue the document.", [Number], (client, reference, parsed, options, ct) =>
            client.IssueDocument(reference, new IssueDocumentRequest(parsed.GetValue(Number)), options, ct)),
        Of(shared, "deliver", "Hand the document over.", [How], (client, reference, parsed, options, ct) =>
            client.DeliverDocument(reference, new DeliverDocumentRequest(parsed.GetValue(How)), options, ct)),
        Of(shared, "close", "Close the case.", [Outcome], (client, reference, parsed, options, ct) =>
            client.CloseCase(reference, new CloseCaseRequest(parsed.GetValue(Outcome)), options, ct)),
        Of(shared, "withdraw", "Withdraw the request.", [Reason], (client, reference, parsed, options, ct) =>
            client.WithdrawCase(reference, new WithdrawCaseRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "reopen", "Open the case again.", [Reason], (client, reference, parsed, options, ct) =>
            client.ReopenCase(reference, new ReopenCaseRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "complain", "Complain; another officer answers.", [Words, About], (client, reference, parsed, options, ct) =>
            client.Complain(reference, new ComplainRequest(parsed.GetValue(Words), parsed.GetValue(About)), options, ct)),
        Of(shared, "answer-complaint", "Answer a complaint.", [Complaint, Reply], (client, reference, parsed, options, ct) =>
            client.AnswerComplaint(reference, new AnswerComplaintRequest(parsed.GetValue(Complaint), parsed.GetValue(Reply)), options, ct)),
        Of(shared, "offer", "Offer the case to another party.", [To, Reason, ReturnUntil], (client, reference, parsed, options, ct) =>
            client.OfferHandover(
                reference, new OfferHandoverRequest(parsed.GetValue(To), parsed.GetValue(Reason), parsed.GetValue(ReturnUntil)), options, ct)),
        Of(shared, "withdraw-offer", "Take back an offer nobody has answered.", [], (client, reference, _, options, ct) =>
            client.WithdrawHandoverOffer(reference, options, ct)),
        Of(shared, "disclose-fear", "The person fears the own state: raise the asylum firewall.", [], (client, reference, _, options, ct) =>
            client.DiscloseFear(reference, options, ct)),
        Of(shared, "accept-handover", "Take the case that is offered.", [], (client, reference, _, options, ct) =>
            client.AcceptHandover(reference, options, ct)),
        Of(shared, "decline-handover", "Decline the case that is offered.", [Reason], (client, reference, parsed, options, ct) =>
            client.DeclineHandover(reference, new DeclineHandoverRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "return", "Give the case back.", [Reason], (client, reference, parsed, options, ct) =>
            client.ReturnCase(reference, new ReturnCaseRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "recall", "Take the case back, as the state of nationality.", [Reason], (client, reference, parsed, options, ct) =>
            client.RecallCase(reference, new RecallCaseRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "hold", "Keep all of the case, whatever time is over.", [Reason], (client, reference, parsed, options, ct) =>
            client.SetLegalHold(reference, new SetLegalHoldRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "lift-hold", "Let the times of the case run again.", [Reason], (client, reference, parsed, options, ct) =>
            client.LiftLegalHold(reference, parsed.GetRequiredValue(Reason), options, ct)),
        Of(shared, "break-glass", "Open a protection file in an emergency; you are told on at once.", [Reason], (client, reference, parsed, options, ct) =>
            client.BreakGlass(reference, new BreakGlassRequest(parsed.GetValue(Reason)), options, ct)),
        Of(shared, "review-break-glass", "Say whether breaking the glass was right.", [Time, Judgement, Note], (client, reference, parsed, options, ct) =>
            client.ReviewBreakGlass(
                reference, new ReviewBreakGlassRequest(parsed.GetValue(Time), parsed.GetValue(Judgement), parsed.GetValue(Note)), options, ct)),
    ];

    internal static Command Of(SharedOptions shared, string name, string description, Option[] taken, Act act)
    {
        var reference = CaseLists.ReferenceArgument();
        var key = OpenCaseCommand.IdempotencyKeyOption();
        var ifMatch = new Option<string?>("--if-match") { Description = "Only if the case is still this version (its ETag, such as \"3\" with its quotes)." };
        var command = new Command(name, description) { reference, key, ifMatch };
        foreach (var option in taken)
        {
            command.Add(option);
        }

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var options = new SendOptions(parsed.GetValue(key), parsed.GetValue(ifMatch));
            session.Screen.Show(await act(session.Client, parsed.GetRequiredValue(reference), parsed, options, ct), CaseTables.Draw);
        });

        return command;
    }
}
