using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Cases;

/// <summary>Who is kept from a case, by a login or by who he is. He never learns that there is one.</summary>
internal static class AdverseCommand
{
    private static readonly Option<string> Issuer = new("--party") { Description = "Whose sign-in service gave the login out, such as fr.", Required = true };
    private static readonly Option<string> User = new("--user") { Description = "The login's subject there.", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "As it stands in a passport." };
    private static readonly Option<DateOnly?> Born = TypedDate.Option("--born", "Date of birth; with a name or a party.");
    private static readonly Option<string?> Employer = new("--party") { Description = "Whom he works for." };
    private static readonly Option<string?> Post = new("--post") { Description = "The post he works at, by its id." };
    private static readonly Option<int> Number = new("--number") { Description = "Which one, as list counts them.", Required = true };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", Required = true };

    public static Command Create(SharedOptions shared) => new("adverse", "Who is kept from a case, in whatever role and for whatever party.")
    {
        List(shared),
        CaseActions.Of(shared, "block", "Keep a login from the case.", [Issuer, User, Reason], (client, reference, parsed, options, ct) =>
            client.BlockAdverseParty(
                reference, new BlockAdversePartyRequest(parsed.GetValue(Issuer), parsed.GetValue(User), parsed.GetValue(Reason)), options, ct)),
        CaseActions.Of(shared, "lift", "Let a login see the case again.", [Issuer, User, Reason], (client, reference, parsed, options, ct) =>
            client.LiftAdversePartyBlock(
                reference, new LiftAdversePartyBlockRequest(parsed.GetValue(Issuer), parsed.GetValue(User), parsed.GetValue(Reason)), options, ct)),
        CaseActions.Of(
            shared, "block-person", "Keep from the case whoever in a staff book fits what is said.", [Name, Born, Employer, Post, Reason],
            (client, reference, parsed, options, ct) => client.BlockAdversePerson(
                reference,
                new BlockAdversePersonRequest(
                    parsed.GetValue(Name), parsed.GetValue(Born), parsed.GetValue(Employer), parsed.GetValue(Post), parsed.GetValue(Reason)),
                options, ct)),
        CaseActions.Of(shared, "lift-person", "Let whoever fits see the case again.", [Number, Reason], (client, reference, parsed, options, ct) =>
            client.LiftAdversePersonBlock(
                reference, new LiftAdversePersonBlockRequest(parsed.GetValue(Number), parsed.GetValue(Reason)), options, ct)),
    };

    private static Command List(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("list", "Who is kept from a case, for who may set it.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var found = (await session.Client.GetCase(parsed.GetRequiredValue(reference), inFull: false, ct)).Value;
            session.Screen.ShowOwn(new Kept(found.AdverseParties, found.AdversePersons), Draw);
        });

        return command;
    }

    private static void Draw(IAnsiConsole console, Kept kept)
    {
        if (kept is { Logins: null, Persons: null })
        {
            console.Line("Who is kept from the case is not yours to read.");

            return;
        }

        var table = Tables.Of("number", "who", "born", "party", "post", "recognised", "reason", "since");
        foreach (var login in kept.Logins ?? [])
        {
            table.Row("", login.User, "", login.Party, "", "", login.Reason, login.At);
        }

        foreach (var person in kept.Persons ?? [])
        {
            table.Row(person.Number, person.Name, person.BirthDate, person.Party, person.Post, person.Recognised, person.Reason, person.At);
        }

        console.Write(table);
    }

    private sealed record Kept(IReadOnlyList<AdversePartyResponse>? Logins, IReadOnlyList<AdversePersonResponse>? Persons);
}
