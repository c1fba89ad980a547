using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Posts;

/// <summary>Where help is given; and a state's word about its own posts.</summary>
internal static class PostsCommand
{
    public static Command Create(SharedOptions shared) => new("posts", "Embassies, consulates, shared centres: look, record, close, object.")
    {
        List(shared), Show(shared), RecordPostCommand.Create(shared), ClosePostCommand.Create(shared), Remove(shared),
        PostObjections.Object(shared), PostObjections.Withdraw(shared), PostObjections.List(shared),
    };

    private static Command List(SharedOptions shared)
    {
        var country = new Option<string?>("--country") { Description = "Only those in this state." };
        var sending = new Option<string?>("--sending") { Description = "Only those of this state or operator." };
        var kind = new Option<string?>("--kind") { Description = "embassy, consulate, honorary, shared_centre, mobile_round or remote_desk." };
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var limit = new Option<int?>("--limit") { Description = "How many on a page." };
        var command = new Command("list", "List posts, a page at a time.") { country, sending, kind, cursor, limit };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var page = await session.Client.ListPosts(
                parsed.GetValue(country), parsed.GetValue(sending), parsed.GetValue(kind), parsed.GetValue(cursor), parsed.GetValue(limit), ct);
            session.Screen.Show(page, DrawPage);
        });

        return command;
    }

    private static Command Show(SharedOptions shared)
    {
        var id = new Argument<string>("post") { Description = "The post's id." };
        var command = new Command("show", "Show one post.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.GetPost(parsed.GetRequiredValue(id), ct), Draw));

        return command;
    }

    private static Command Remove(SharedOptions shared)
    {
        var id = new Argument<string>("post") { Description = "The post's id." };
        var command = new Command("remove", "Take back your state's entry about a post; the reference data holds again.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(
                await session.Client.RemovePostEntry(parsed.GetRequiredValue(id), null, ct),
                (console, _) => console.Line("Taken back.")));

        return command;
    }

    public static void Draw(IAnsiConsole console, PostResponse post)
    {
        var table = Tables.Of(post.Id, $"{post.Kind} of {post.Sending} in {post.City}, {post.Country}")
            .Row("today", post.ConditionToday)
            .Row("position", post.Latitude is null ? "" : FormattableString.Invariant($"{post.Latitude}, {post.Longitude}"))
            .Row("responsible for", post.Jurisdiction)
            .Row("declared services", post.Competence)
            .Row("serves", post.Serves)
            .Row("exists", Tables.PeriodOf(post.From, post.To))
            .Row("known from", $"{post.FactBasis}: {post.Source}");
        foreach (var notice in post.Notices)
        {
            table.Row(notice.Condition, $"{Tables.PeriodOf(notice.From, notice.To)} {notice.Note}");
        }

        foreach (var objection in post.Objections)
        {
            table.Row($"{objection.By} objects to {objection.Place}", $"{Tables.PeriodOf(objection.From, objection.To)} {objection.Channel}");
        }

        console.Write(table);
    }

    private static void DrawPage(IAnsiConsole console, Page<PostResponse> page)
    {
        var table = Tables.Of("post", "of", "in", "city", "kind", "today", "basis");
        foreach (var post in page.Items)
        {
            table.Row(post.Id, post.Sending, post.Country, post.City, post.Kind, post.ConditionToday, post.FactBasis);
        }

        console.Write(table);
        if (page.Next is not null)
        {
            console.Line($"More: --cursor {page.Next}");
        }
    }
}
