using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Posts;

/// <summary>Records the post as it stands with one more notice: closed. Decided on the version that was read.</summary>
internal static class ClosePostCommand
{
    public static Command Create(SharedOptions shared)
    {
        var id = new Argument<string>("post") { Description = "The post's id." };
        var from = TypedDate.Option("--from", "First day closed; until further notice when --to is left out.");
        var to = TypedDate.Option("--to", "Last day closed.");
        var note = new Option<string?>("--note") { Description = "Why, or where this is known from." };
        var command = new Command("close", "Say that a post of your state is closed.") { id, from, to, note };

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var read = await session.Client.GetPost(parsed.GetRequiredValue(id), ct);
            var closed = new PostNoticeContract("closed", parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(note));
            var request = RequestOf(read.Value) with { Notices = [.. read.Value.Notices, closed] };
            var recorded = await session.Client.RecordPost(read.Value.Id, request, new SendOptions(IfMatch: read.ETag), ct);
            session.Screen.Show(recorded, PostsCommand.Draw);
        });

        return command;
    }

    private static RecordPostRequest RequestOf(PostResponse post) => new(
        post.Country,
        post.Kind,
        post.City,
        post.Latitude is null ? null : new PositionRequest(post.Latitude, post.Longitude),
        post.Jurisdiction,
        post.Competence,
        post.Serves,
        post.From,
        post.To,
        post.Notices,
        post.Source);
}
