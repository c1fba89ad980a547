using System.Globalization;
using SharedConsular.Tenants;

namespace SharedConsular.Posts;

/// <summary>A tenant opens a post, corrects what is known of one, or closes it by setting its last day.</summary>
public sealed record RecordPost(Post Post) : PostCommand
{
    /// <summary>Ten times the largest network in the reference data.</summary>
    public const int PostsMax = 4000;

    internal override Decision<PostEvent> Decide(PostBook book, DecisionContext context)
    {
        if (Post.Sending != context.Caller.Tenant)
        {
            return PostRefusals.NotYours;
        }

        // A remote desk helps from anywhere, mostly from home.
        if (Post.Country == Post.Sending && Post.Kind is not PostKind.RemoteDesk)
        {
            return PostRefusals.AbroadOnly;
        }

        if (Post.Period.To < Post.Period.From)
        {
            return PostRefusals.PeriodReversed;
        }

        var known = book.Posts.GetValueOrDefault(Post.Id);
        if (known is null && book.Posts.Count >= PostsMax)
        {
            return PostRefusals.BookFull.With(PostsMax.ToString(CultureInfo.InvariantCulture));
        }

        return known is not null && Same(known, Post)
            ? Decision.NoChange<PostEvent>()
            : new PostRecorded(Post with { Basis = Confidence.Tenant }, context.Now);
    }

    private static bool Same(Post a, Post b) =>
        a.Kind == b.Kind && a.Country == b.Country && a.City == b.City && a.Position == b.Position && a.Period == b.Period && a.Source == b.Source
        && a.Jurisdiction.AsSpan().SequenceEqual(b.Jurisdiction.AsSpan()) && a.Competence.AsSpan().SequenceEqual(b.Competence.AsSpan())
        && a.Serves.AsSpan().SequenceEqual(b.Serves.AsSpan()) && a.Notices.AsSpan().SequenceEqual(b.Notices.AsSpan());
}
