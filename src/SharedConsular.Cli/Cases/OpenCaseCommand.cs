using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SharedConsular.Cli.Routing;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Cases;

/// <summary>Opens a case for one person by options, or for a household by a file.</summary>
internal static class OpenCaseCommand
{
    private const int HouseholdBytesMax = 256 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static Command Create(SharedOptions shared)
    {
        var question = new RoutingQuestion();
        var names = new Option<string[]>("--name") { Description = "The person's name; again for the same name in another script." };
        var given = new Option<string?>("--given") { Description = "The given name, where the own state asks for it apart." };
        var family = new Option<string?>("--family") { Description = "The family name; empty for a person who has none." };
        var household = new Option<string?>("--persons")
        {
            Description = "A JSON file with all persons, as the interface takes them, instead of the options of one.",
        };
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
            names, given, family, household, born, contact, safeContact, authority, party, post, place, applicant, key,
        };
        question.AddTo(command);

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            string[] said = parsed.GetValue(names) ?? [];
            if (parsed.GetValue(household) is null == (said.Length == 0 && parsed.GetValue(given) is null))
            {
                throw new UsageException("Name one person by --name or --given, or all of them by --persons.");
            }

            var person = new PersonContract(
                NamesOf(said, parsed.GetValue(given), parsed.GetValue(family)),
                parsed.GetValue(born),
                null,
                parsed.GetValue(contact),
                parsed.GetValue(safeContact),
                parsed.GetValue(authority));
            var request = new OpenCaseRequest(
                question.Read(parsed),
                parsed.GetValue(household) is { } file ? JsonFile.Read<PersonContract[]>(file, HouseholdBytesMax, Json) : [person],
                parsed.GetValue(party),
                parsed.GetValue(post),
                parsed.GetValue(place),
                parsed.GetValue(applicant));
            session.Screen.Show(await session.Client.OpenCase(request, new SendOptions(parsed.GetValue(key)), ct), CaseTables.Draw);
        });

        return command;
    }

    /// <summary>The parts belong to the name as it is first written.</summary>
    private static List<PersonNameContract> NamesOf(string[] said, string? given, string? family) =>
        [new PersonNameContract(said.FirstOrDefault(), Given: given, Family: family), .. said.Skip(1).Select(n => new PersonNameContract(n))];

    public static Option<string?> IdempotencyKeyOption() => new("--idempotency-key")
    {
        Description = "Send it again with the same key and it is done once. Made up when left out.",
    };
}
