using SharedConsular.Tenants;

namespace SharedConsular.Posts;

/// <summary>
/// A state concerned objects to a post in one state acting in another (gate G2). While it stands the post may not act
/// there, whatever its sending state says of it (VCCR 7, for a head of mission accredited to several states VCDR 5(1)).
/// </summary>
/// <param name="By">The state concerned that objects: where the post lies, or where it would act.</param>
/// <param name="PostId">The post it objects to.</param>
/// <param name="Place">The state in which the post may not act.</param>
/// <param name="Period">From the day of the objection to the last day before its withdrawal.</param>
/// <param name="Channel">How it was told, for example a note verbale.</param>
public sealed record AccreditationObjection(TenantId By, string PostId, TenantId Place, Period Period, string Channel)
{
    /// <summary>Whether the post may not act in the place on a day. Who is no longer concerned is no longer heard, nor about a post that moved in.</summary>
    public bool Stops(Post post, TenantId place, DateOnly on) =>
        PostId == post.Id && Place == place && post.Country != place && (By == place || By == post.Country) && Period.Contains(on);
}
