using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Cases;

/// <summary>What is read of cases: one, its history, and the lists.</summary>
internal static class CaseLists
{
    public static IEnumerable<Command> Create(SharedOptions shared)
    {
        yield return Show(shared);
        yield return History(shared);
        yield return Access(shared);
        yield return List(shared, "list", "The cases your party may see, newest first.", (client, filter, ct) => client.ListCases(filter, ct));
        yield return List(shared, "queue", "The cases that wait for your party, most pressing first.", (client, filter, ct) => client.ListQueue(filter, ct));
        yield return Search(shared);
    }

    private static Command Show(SharedOptions shared)
    {
        var reference = ReferenceArgument();
        var inFull = InFullOption();
        var command = new Command("show", "Show a case as you may see it.") { reference, inFull };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.GetCase(parsed.GetRequiredValue(reference), parsed.GetValue(inFull), ct), CaseTables.Draw));

        return command;
    }

    private static Command History(SharedOptions shared)
    {
        var reference = ReferenceArgument();
        var inFull = InFullOption();
        var command = new Command("history", "What happened to a case, oldest first.") { reference, inFull };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.GetHistory(parsed.GetRequiredValue(reference), parsed.GetValue(inFull), ct), CaseTables.DrawHistory));

        return command;
    }

    private static Command Access(SharedOptions shared)
    {
        var reference = ReferenceArgument();
        var command = new Command("access", "What you may do with a case and what not, and by which rule.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.GetAccess(parsed.GetRequiredValue(reference), ct), CaseTables.DrawAccess));

        return command;
    }

    private static Command List(
        SharedOptions shared, string name, string description, Func<ConsularClient, CaseFilter, CancellationToken, Task<Answer<Page<CaseLineResponse>>>> read)
    {
        var status = new Option<string?>("--status") { Description = "Only in this status." };
        var service = new Option<string?>("--service") { Description = "Only this service." };
        var actsFor = new Option<string?>("--acts-for") { Description = "Only for nationals of this state." };
        var place = new Option<string?>("--in") { Description = "Only in this receiving state." };
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var limit = new Option<int?>("--limit") { Description = "How many on a page." };
        var command = new Command(name, description) { status, service, actsFor, place, cursor, limit };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var filter = new CaseFilter(
                parsed.GetValue(status), parsed.GetValue(service), parsed.GetValue(actsFor), parsed.GetValue(place),
                parsed.GetValue(cursor), parsed.GetValue(limit));
            session.Screen.Show(await read(session.Client, filter, ct), CaseTables.DrawPage);
        });

        return command;
    }

    private static Command Search(SharedOptions shared)
    {
        var words = new Argument<string>("words") { Description = "A reference, or the beginning of a name in any script." };
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var command = new Command("search", "Find cases by reference or name.") { words, cursor };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.Search(parsed.GetRequiredValue(words), parsed.GetValue(cursor), null, ct), CaseTables.DrawPage));

        return command;
    }

    internal static Option<bool> InFullOption() => new("--in-full")
    {
        Description = "Of your own case, where its matter is a secret: with every word of it. Look who stands behind you.",
    };

    internal static Argument<string> ReferenceArgument() => new("reference") { Description = "The case's reference." };
}
