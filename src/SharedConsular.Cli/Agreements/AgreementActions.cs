using System.CommandLine;
using SharedConsular.Cli.Posts;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Agreements;

/// <summary>What an administrator says about an agreement for the own state. Each answers with the agreement as it then stands.</summary>
internal static class AgreementActions
{
    private delegate Task<Answer<AgreementResponse>> Act(ConsularClient client, string id, ParseResult parsed, CancellationToken ct);

    private static readonly Option<DateOnly?> From = TypedDate.Option("--from", "First day; today when left out.");
    private static readonly Option<DateOnly?> To = TypedDate.Option("--to", "Last day; until further notice when left out.");
    private static readonly Option<DateOnly?> On = TypedDate.Option("--on", "The day; today when left out.");
    private static readonly Option<DateOnly?> LastDay = TypedDate.Option("--last-day", "Its last day; today when left out.");
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why." };
    private static readonly Option<string?> Channel = new("--channel") { Description = "How it was said, such as note verbale 12/2026." };
    private static readonly Option<string[]> Parties = RecordPostCommand.WordsOption("--parties", "Only to these: au,ca. All when left out.");
    private static readonly Option<string[]> Services = RecordPostCommand.WordsOption("--services", "Only to these services. All when left out.");
    private static readonly Option<string> ReceivingState = new("--receiving-state") { Description = "The state that was told.", Required = true };
    private static readonly Option<int> WaitingDays = new("--waiting-days") { Description = "Days that pass before silence is a yes." };
    private static readonly Option<string> Gate = new("--gate") { Description = "g1_consent or g4_prior_consent.", Required = true };

    public static IEnumerable<Command> Create(SharedOptions shared)
    {
        yield return Of(shared, "mandate", "Agree that others act for your nationals (gate G5).", [From], (client, id, parsed, ct) =>
            client.RecordMandate(id, new RecordMandateRequest(parsed.GetValue(From)), null, ct));
        yield return Of(shared, "withdraw-mandate", "Agree no longer.", [LastDay], (client, id, parsed, ct) =>
            client.WithdrawMandate(id, new WithdrawMandateRequest(parsed.GetValue(LastDay)), null, ct));
        yield return Of(
            shared, "notice", "Record that a receiving state was told (gate G3).", [ReceivingState, On, Channel, WaitingDays],
            (client, id, parsed, ct) => client.RecordNotice(
                id,
                new RecordNoticeRequest(parsed.GetValue(ReceivingState), parsed.GetValue(On), parsed.GetValue(Channel), parsed.GetValue(WaitingDays)),
                null, ct));
        yield return Of(shared, "consent", "As receiving state, say yes (gate G1 or G4).", [Gate, Parties, From, Channel], (client, id, parsed, ct) =>
            client.RecordConsent(
                id, new RecordConsentRequest(parsed.GetValue(Gate), WordsOf(parsed, Parties), parsed.GetValue(From), parsed.GetValue(Channel)), null, ct));
        yield return Of(shared, "objection", "As receiving state, say no (gate G3).", [Parties, Services, From, Channel], (client, id, parsed, ct) =>
            client.RecordObjection(
                id,
                new RecordObjectionRequest(WordsOf(parsed, Parties), WordsOf(parsed, Services), parsed.GetValue(From), parsed.GetValue(Channel)),
                null,
                ct));
        yield return Of(shared, "withdraw-objection", "Object no longer.", [Parties, LastDay], (client, id, parsed, ct) =>
            client.WithdrawObjection(id, new WithdrawObjectionRequest(WordsOf(parsed, Parties), parsed.GetValue(LastDay)), null, ct));
        yield return Of(shared, "suspend", "Suspend it for your state.", [From, To, Reason], (client, id, parsed, ct) =>
            client.SuspendAgreement(id, new SuspendAgreementRequest(parsed.GetValue(From), parsed.GetValue(To), parsed.GetValue(Reason)), null, ct));
        yield return Of(shared, "resume", "End the suspension.", [On], (client, id, parsed, ct) =>
            client.ResumeAgreement(id, new ResumeAgreementRequest(parsed.GetValue(On)), null, ct));
        yield return Of(shared, "end", "End it; its exit rule then applies to each open case.", [LastDay, Reason], (client, id, parsed, ct) =>
            client.EndAgreement(id, new EndAgreementRequest(parsed.GetValue(LastDay), parsed.GetValue(Reason)), null, ct));
    }

    private static Command Of(SharedOptions shared, string name, string description, Option[] options, Act act)
    {
        var id = new Argument<string>("agreement") { Description = "Its id, such as ca-au-1986." };
        var command = new Command(name, description) { id };
        foreach (var option in options)
        {
            command.Add(option);
        }

        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await act(session.Client, parsed.GetRequiredValue(id), parsed, ct), AgreementTables.Draw));

        return command;
    }

    private static IReadOnlyList<string>? WordsOf(ParseResult parsed, Option<string[]> option) => RecordPostCommand.WordsOf(parsed.GetValue(option));
}
