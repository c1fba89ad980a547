using System.CommandLine;
using SharedConsular.Cli.Routing;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Cases;

/// <summary>Opens a case for one person by options, or for a household by a file.</summary>
internal static class OpenCaseCommand
{
    public static Command Create(SharedOptions shared)
    {
        var question = new RoutingQuestion();
        var names = new Option<string[]>("--name") { Description = "The person's name; again for the same name in another script.", Required = true };
        var born = TypedDate.Option("--born", "Date of birth.");
        var contact = new Option<string?>("--contact") { Description = "How to reach the person." };
        var safeContact = new Option<string?>("--safe-contact") { Description = "What must be heeded in reaching the person." };
        var authority = new Option<string?>("--authority")
        {
            Description = "self (the default), parent, guardian, court_order, power_of_attorney, spouse or none.",
        };
        var party = new Option<string?>("--party") { Description = "The party chosen among the options of routing." };
        var post = new Option<string?>("--post") { Description = "The post chosen." };
        var place = new Option<string?>("--place") { Description = "Where the person is, in words." };
        var applicant = new Option<string?>("--applicant") { Description = "The national's login, when an officer opens the case." };
        var key = IdempotencyKeyOption();
        var command = new Command("open", "Open a case with the party that routing finds.")
        {
            names, born, contact, safeContact, authority, party, post, place, applicant, key,
        };
        question.AddTo(command);

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var person = new PersonContract(
                [.. parsed.GetRequiredValue(names).Select(n => new PersonNameContract(n))],
                parsed.GetValue(born),
                null,
                parsed.GetValue(contact),
                parsed.GetValue(safeContact),
                parsed.GetValue(authority));
            var request = new OpenCaseRequest(
                question.Read(parsed),
                [person],
                parsed.GetValue(party),
                parsed.GetValue(post),
                parsed.GetValue(place),
                parsed.GetValue(applicant));
            session.Screen.Show(await session.Client.OpenCase(request, new SendOptions(parsed.GetValue(key)), ct), CaseTables.Draw);
        });

        return command;
    }

    public static Option<string?> IdempotencyKeyOption() => new("--idempotency-key")
    {
        Description = "Send it again with the same key and it is done once. Made up when left out.",
    };
}
