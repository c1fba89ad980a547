namespace SharedConsular.Posts;

/// <summary>A tenant takes back what it said about a post; the reference data speaks again.</summary>
public sealed record RemovePostEntry(string PostId) : PostCommand
{
    internal override Decision<PostEvent> Decide(PostBook book, DecisionContext context) =>
        book.Posts.ContainsKey(PostId) ? new PostEntryRemoved(PostId, context.Now) : PostRefusals.NoEntry;
}
