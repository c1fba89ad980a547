using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Cases;

/// <summary>The breakings of the glass that wait for a supervisor.</summary>
internal static class ReviewsCommand
{
    public static Command Create(SharedOptions shared)
    {
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var limit = new Option<int?>("--limit") { Description = "How many on a page." };
        var command = new Command("reviews", "List the breakings of the glass that wait for you.") { cursor, limit };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.ListReviews(parsed.GetValue(cursor), parsed.GetValue(limit), ct), Draw));

        return command;
    }

    private static void Draw(IAnsiConsole console, Page<ReviewResponse> page)
    {
        var table = Tables.Of("case", "number", "by", "reason", "at", "review due");
        foreach (var review in page.Items)
        {
            var due = Tables.TextOf(review.DueAt) + (review.Overdue ? ", overdue" : "");
            table.Row(review.Reference, review.Number, $"{review.Party}/{review.User}", review.Reason, review.At, due);
        }

        console.Write(table);
        if (page.Next is not null)
        {
            console.Line($"More: --cursor {page.Next}");
        }
    }
}
