using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Posts;

/// <summary>A state concerned objects to a post acting in a state other than its own place (gate G2), and withdraws that.</summary>
internal static class PostObjections
{
    public static Command Object(SharedOptions shared)
    {
        var post = PostArgument();
        var place = PlaceOption();
        var from = TypedDate.Option("--from", "First day; today when left out.");
        var channel = new Option<string?>("--channel") { Description = "How it was told, for example a note verbale." };
        var command = new Command("object", "Your state objects to a post acting in it, or to a post in it acting elsewhere.") { post, place, from, channel };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new ObjectToPostRequest(
                parsed.GetRequiredValue(post), parsed.GetValue(place), parsed.GetValue(from), parsed.GetValue(channel));
            session.Screen.Show(await session.Client.ObjectToPost(request, null, ct), PostsCommand.Draw);
        });

        return command;
    }

    public static Command Withdraw(SharedOptions shared)
    {
        var post = PostArgument();
        var place = PlaceOption();
        var lastDay = TypedDate.Option("--last-day", "The last day of the objection; today when left out.");
        var command = new Command("withdraw-objection", "Your state withdraws its objection.") { post, place, lastDay };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new WithdrawPostObjectionRequest(parsed.GetRequiredValue(post), parsed.GetValue(place), parsed.GetValue(lastDay));
            session.Screen.Show(await session.Client.WithdrawPostObjection(request, null, ct), PostsCommand.Draw);
        });

        return command;
    }

    public static Command List(SharedOptions shared)
    {
        var post = new Option<string?>("--post") { Description = "Only to this post." };
        var place = new Option<string?>("--place") { Description = "Only to posts acting in this state." };
        var by = new Option<string?>("--by") { Description = "Only by this state." };
        var command = new Command("objections", "List objections to posts, withdrawn ones included.") { post, place, by };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(
                await session.Client.ListPostObjections(parsed.GetValue(post), parsed.GetValue(place), parsed.GetValue(by), ct), DrawPage));

        return command;
    }

    private static Argument<string> PostArgument() => new("post") { Description = "The post's id." };

    private static Option<string?> PlaceOption() => new("--place") { Description = "Where it may not act; your own state when left out." };

    private static void DrawPage(IAnsiConsole console, Page<AccreditationObjectionContract> page)
    {
        var table = Tables.Of("post", "may not act in", "says", "days", "told by");
        foreach (var objection in page.Items)
        {
            table.Row(objection.Post, objection.Place, objection.By, Tables.PeriodOf(objection.From, objection.To), objection.Channel);
        }

        console.Write(table);
    }
}
