using SharedConsular.Posts;
using SharedConsular.Tenants;

namespace SharedConsular.Routing;

/// <summary>
/// A state's career posts abroad, kept so that the nearest are found without an angle being worked out for each: the
/// straight line through the Earth grows with the way over it.
/// </summary>
internal sealed class NearestPosts
{
    private readonly (Post Post, Direction At)[] _posts;

    public NearestPosts(TenantId sender, IEnumerable<Post> posts) =>
        _posts =
        [
            .. posts.Where(p => p.IsCareer && p.Country != sender && p.Position is not null)
                .OrderBy(p => p.Id, StringComparer.Ordinal)
                .Select(p => (p, Direction.Of(p.Position!.Value))),
        ];

    /// <summary>At most <paramref name="countMax"/> posts outside a place, the nearest first; of two as near, the one whose id comes first.</summary>
    public Post[] Find(Position from, TenantId place, int countMax)
    {
        var here = Direction.Of(from);
        var nearest = new (double Chord, Post Post)[countMax];
        var count = 0;
        foreach (var (post, at) in _posts)
        {
            var chord = here.SquaredChordTo(at);
            if ((count == countMax && chord >= nearest[^1].Chord) || post.Country == place)
            {
                continue;
            }

            var rank = count < countMax ? count++ : countMax - 1;
            for (; rank > 0 && nearest[rank - 1].Chord > chord; rank--)
            {
                nearest[rank] = nearest[rank - 1];
            }

            nearest[rank] = (chord, post);
        }

        return Array.ConvertAll(nearest[..count], n => n.Post);
    }

    /// <summary>A point of the unit sphere.</summary>
    private readonly record struct Direction(double X, double Y, double Z)
    {
        public static Direction Of(Position position)
        {
            var (latitudeSin, latitudeCos) = Math.SinCos(double.DegreesToRadians(position.Latitude));
            var (longitudeSin, longitudeCos) = Math.SinCos(double.DegreesToRadians(position.Longitude));

            return new Direction(latitudeCos * longitudeCos, latitudeCos * longitudeSin, latitudeSin);
        }

        public double SquaredChordTo(Direction other)
        {
            var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);

            return (x * x) + (y * y) + (z * z);
        }
    }
}
