using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SharedConsular.Cases;

namespace SharedConsular.Staff;

/// <summary>What a party says of one of its logins: who it is, and at which posts she works.</summary>
/// <param name="Posts">Empty for one who works for all posts of the party.</param>
public sealed record StaffMember(
    UserId User, [Personal] string? Name, [Personal] DateOnly? BirthDate, ImmutableArray<string> Posts) : IPersonRecord
{
    /// <summary>A travelling officer looks after a handful of posts.</summary>
    public const int PostsMax = 50;

    public ImmutableArray<string> Posts { get; init => field = value.OrEmpty(); } = Posts.OrEmpty();

    [JsonIgnore]
    public string Subject => User.Value;

    public bool Equals(StaffMember? other) =>
        other is not null && User == other.User && Name == other.Name && BirthDate == other.BirthDate && Posts.SequenceEqual(other.Posts);

    public override int GetHashCode() => HashCode.Combine(User, Name, BirthDate, Posts.Length);
}
