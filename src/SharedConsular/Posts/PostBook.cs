using System.Collections.Immutable;
using System.Diagnostics;

namespace SharedConsular.Posts;

/// <summary>A tenant's own word about its posts: what it opened, corrected and closed. Replaces the reference data post by post.</summary>
public sealed record PostBook(ImmutableSortedDictionary<string, Post> Posts)
{
    public static EntityType<PostBook, PostCommand, PostEvent> Type { get; } = new(
        Name: "post-book",
        Initial: new PostBook(ImmutableSortedDictionary<string, Post>.Empty.WithComparers(StringComparer.Ordinal)),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve(@event));

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "posts");

    private PostBook Evolve(PostEvent @event) => @event switch
    {
        PostRecorded recorded => new PostBook(Posts.SetItem(recorded.Post.Id, recorded.Post)),
        PostEntryRemoved removed => new PostBook(Posts.Remove(removed.PostId)),
        _ => throw new UnreachableException($"PostBook does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>Something a tenant says about a post of its own.</summary>
public abstract record PostCommand
{
    private protected PostCommand() { }

    internal abstract Decision<PostEvent> Decide(PostBook book, DecisionContext context);
}

/// <summary>What a tenant said about its posts. This is the stored format: add to it, never rename or remove.</summary>
public abstract record PostEvent
{
    private protected PostEvent() { }
}

[StoredAs("post-recorded")]
public sealed record PostRecorded(Post Post, DateTimeOffset RecordedAt) : PostEvent;

[StoredAs("post-entry-removed")]
public sealed record PostEntryRemoved(string PostId, DateTimeOffset RecordedAt) : PostEvent;

public static class PostRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "post.not-found", "There is no such post.");

    public static readonly Refusal NotYours =
        new(RefusalKind.NotAllowed, "post.not-yours", "A state speaks for its own posts only.");

    public static readonly Refusal AbroadOnly =
        new(RefusalKind.Invalid, "post.in-own-state", "A post lies outside the state that sends it.");

    public static readonly Refusal PeriodReversed =
        new(RefusalKind.Invalid, "post.period-reversed", "The post would close before it opens.");

    public static readonly Refusal BookFull =
        new(RefusalKind.Conflict, "post.book-full", "A state can record at most {0} posts of its own.");

    public static readonly Refusal NoEntry =
        new(RefusalKind.Conflict, "post.no-entry", "You have recorded nothing about this post that could be removed.");
}
