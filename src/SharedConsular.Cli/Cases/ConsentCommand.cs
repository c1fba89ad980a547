using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Cases;

/// <summary>Whether the person lets another party take part, and what was put above her no.</summary>
internal static class ConsentCommand
{
    private static readonly Option<string> Purpose = new("--purpose") { Description = "handover or consultation.", Required = true };
    private static readonly Option<string> Recipient = new("--recipient") { Description = "The party it is about, such as fr.", Required = true };
    private static readonly Option<string?> How = new("--how") { Description = "How an officer heard it of the person; not needed from herself." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", Required = true };
    private static readonly Option<string> LegalBasis = new("--legal-basis") { Description = "What stands above her no, by the law.", Required = true };

    public static Command Create(SharedOptions shared) => new("consent", "Whether the person lets another party take part in a case.")
    {
        List(shared),
        CaseActions.Of(shared, "give", "Record that she lets the party take part.", [Purpose, Recipient, How], (client, reference, parsed, options, ct) =>
            client.RecordConsent(reference, RequestOf(parsed, isGiven: true), options, ct)),
        CaseActions.Of(shared, "withdraw", "Record that she does not, or no more.", [Purpose, Recipient, How], (client, reference, parsed, options, ct) =>
            client.RecordConsent(reference, RequestOf(parsed, isGiven: false), options, ct)),
        CaseActions.Of(
            shared, "override", "Put a legal basis above her no, as a supervisor.", [Purpose, Recipient, Reason, LegalBasis],
            (client, reference, parsed, options, ct) => client.OverrideConsent(
                reference,
                new OverrideConsentRequest(
                    parsed.GetValue(Purpose), parsed.GetValue(Recipient), parsed.GetValue(Reason), parsed.GetValue(LegalBasis)),
                options, ct)),
    };

    private static RecordPersonConsentRequest RequestOf(ParseResult parsed, bool isGiven) =>
        new(parsed.GetValue(Purpose), parsed.GetValue(Recipient), isGiven, parsed.GetValue(How));

    private static Command List(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("list", "What the person of a case said so far, oldest first; the last answer counts.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.ShowOwn(
            (await session.Client.GetCase(parsed.GetRequiredValue(reference), inFull: false, ct)).Value.Consents, Draw));

        return command;
    }

    private static void Draw(IAnsiConsole console, IReadOnlyList<PersonConsentResponse>? consents)
    {
        if (consents is null)
        {
            console.Line("What the person said is not yours to read.");

            return;
        }

        var table = Tables.Of("for", "recipient", "state", "note", "legal basis", "by", "at");
        foreach (var consent in consents)
        {
            table.Row(consent.Purpose, consent.Recipient, consent.State, consent.Note, consent.LegalBasis, consent.By, consent.At);
        }

        console.Write(table);
    }
}
