using SharedConsular.Contracts;
using SharedConsular.Posts;
using SharedConsular.Routing;

namespace SharedConsular.Api.Posts;

/// <summary>Posts and what is said of them, as they go over the wire.</summary>
internal static class PostViews
{
    public static PostResponse Of(Post post, World world, DateOnly today) => new(
        post.Id,
        post.Sending.Value,
        post.Country.Value,
        Words.Of(post.Kind),
        post.City,
        post.Position?.Latitude,
        post.Position?.Longitude,
        [.. post.Jurisdiction.Select(j => j.Value)],
        post.Competence,
        [.. post.Serves.Select(s => s.Value)],
        post.Period.From,
        post.Period.To,
        Words.Of(post.ConditionOn(today)),
        [.. post.Notices.Select(n => new PostNoticeContract(Words.Of(n.Condition), n.Period.From, n.Period.To, n.Note))],
        [.. world.ObjectionsTo(post.Id).Select(Of)],
        Words.Of(post.Basis),
        post.Source);

    public static AccreditationObjectionContract Of(AccreditationObjection objection) => new(
        objection.By.Value, objection.PostId, objection.Place.Value, objection.Period.From, objection.Period.To, objection.Channel);
}
