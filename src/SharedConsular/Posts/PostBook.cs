using System.Collections.Immutable;
using System.Diagnostics;

namespace SharedConsular.Posts;

/// <summary>
/// A tenant's own word about posts: which of its own it opened, corrected and closed, which replaces the reference data
/// post by post; and which of others it objects to where they would act.
/// </summary>
public sealed record PostBook(ImmutableSortedDictionary<string, Post> Posts)
{
    public static EntityType<PostBook, PostCommand, PostEvent> Type { get; } = new(
        Name: "post-book",
        Initial: new PostBook(ImmutableSortedDictionary<string, Post>.Empty.WithComparers(StringComparer.Ordinal)),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve(@event));

    /// <summary>Its objections to posts of others, withdrawn ones included.</summary>
    public ImmutableArray<AccreditationObjection> Objections { get; init; } = [];

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "posts");

    private PostBook Evolve(PostEvent @event) => @event switch
    {
        PostRecorded recorded => this with { Posts = Posts.SetItem(recorded.Post.Id, recorded.Post) },
        PostEntryRemoved removed => this with { Posts = Posts.Remove(removed.PostId) },
        AccreditationObjected objected => this with { Objections = [.. Objections, objected.Objection] },
        AccreditationObjectionWithdrawn withdrawn => this with { Objections = [.. Objections.Select(o => Withdraw(o, withdrawn))] },
        _ => throw new UnreachableException($"PostBook does not evolve on {@event.GetType().Name}."),
    };

    private static AccreditationObjection Withdraw(AccreditationObjection objection, AccreditationObjectionWithdrawn withdrawn) =>
        objection.PostId == withdrawn.PostId && objection.Place == withdrawn.Place && objection.Period.To is null
            ? objection with { Period = objection.Period with { To = withdrawn.LastDay } }
            : objection;
}

/// <summary>Something a tenant says about a post.</summary>
public abstract record PostCommand
{
    private protected PostCommand() { }

    internal abstract Decision<PostEvent> Decide(PostBook book, DecisionContext context);
}

/// <summary>What a tenant said about posts. This is the stored format: add to it, never rename or remove.</summary>
public abstract record PostEvent
{
    private protected PostEvent() { }
}

[StoredAs("post-recorded")]
public sealed record PostRecorded(Post Post, DateTimeOffset RecordedAt) : PostEvent;

[StoredAs("post-entry-removed")]
public sealed record PostEntryRemoved(string PostId, DateTimeOffset RecordedAt) : PostEvent;

[StoredAs("accreditation-objected")]
public sealed record AccreditationObjected(AccreditationObjection Objection, DateTimeOffset RecordedAt) : PostEvent;

[StoredAs("accreditation-objection-withdrawn")]
public sealed record AccreditationObjectionWithdrawn(string PostId, TenantId Place, DateOnly LastDay, DateTimeOffset RecordedAt) : PostEvent;

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

    public static readonly Refusal NotConcerned =
        new(RefusalKind.NotAllowed, "post.not-concerned", "Only the state where the post lies or the one where it would act objects, not who sends it.");

    public static readonly Refusal NotAccredited =
        new(RefusalKind.Conflict, "post.not-accredited", "The post is not entrusted with acting in that state.");

    public static readonly Refusal NoObjection =
        new(RefusalKind.Conflict, "post.no-objection", "You have no objection on record that could be withdrawn.");

    public static readonly Refusal ObjectionsFull =
        new(RefusalKind.Conflict, "post.objections-full", "A state can record at most {0} objections.");
}
