using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Cases;

/// <summary>How the persons of a case may be reached, by which every message to them goes.</summary>
internal static class SafeContactCommand
{
    public static Command Create(SharedOptions shared) => new("safe-contact", "How the persons of a case may be reached.") { Show(shared), Set(shared) };

    private static Command Show(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("show", "What is to be heeded, as far as anybody said.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.ShowOwn(
            (await session.Client.GetCase(parsed.GetRequiredValue(reference), inFull: false, ct)).Value.SafeContacts, Draw));

        return command;
    }

    private static Command Set(SharedOptions shared)
    {
        var person = new Option<int>("--person") { Description = "Whom, counted from 1 as the case lists them.", DefaultValueFactory = _ => 1 };
        var channels = new Option<string[]>("--channel")
        {
            Description = "telephone, text_message, email, letter or in_person; again for more. None of them when left out.",
        };
        var from = new Option<TimeOnly?>("--from") { Description = "The first minute of the day, by her clock; with --to.", HelpName = "hh:mm" };
        var to = new Option<TimeOnly?>("--to") { Description = "The minute from which no more.", HelpName = "hh:mm" };
        var zone = new Option<string>("--time-zone") { Description = "Of her clock, as the IANA list names it, such as Pacific/Fiji.", Required = true };
        var language = new Option<string?>("--in-language") { Description = "The language to write and speak to her in." };
        var neutral = new Option<bool>("--neutral-words") { Description = "Say nothing of consulate, police or help." };
        var avoid = new Option<string?>("--avoid") { Description = "Who must not pick up or read it." };
        var codeWords = new Option<string?>("--code-words") { Description = "What she recognises a message by." };

        return CaseActions.Of(
            shared, "set", "Set how a person may be reached; what was set before is gone.",
            [person, channels, from, to, zone, language, neutral, avoid, codeWords],
            (client, reference, parsed, options, ct) => client.SetSafeContact(
                reference,
                new SetSafeContactRequest(
                    parsed.GetValue(person) - 1, parsed.GetValue(channels) ?? [], parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(zone),
                    parsed.GetValue(language), parsed.GetValue(neutral), parsed.GetValue(avoid), parsed.GetValue(codeWords)),
                options, ct));
    }

    private static void Draw(IAnsiConsole console, IReadOnlyList<SafeContactResponse>? rules)
    {
        if (rules is null)
        {
            console.Line("How the persons may be reached is not yours to read.");

            return;
        }

        var table = Tables.Of("person", "over", "from", "to", "time zone", "language", "neutral words", "code words", "not for", "open now");
        foreach (var rule in rules)
        {
            table.Row(
                rule.Person + 1, rule.Channels, rule.From, rule.To, rule.TimeZone, rule.Language, rule.NeutralWords, rule.CodeWords, rule.Avoid,
                rule.OpenNow);
        }

        console.Write(table);
    }
}
