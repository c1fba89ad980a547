using SharedConsular.Posts;

namespace SharedConsular.Routing;

/// <summary>
/// Whether a state is there for its national: the tests by which a person counts as unrepresented.
/// </summary>
internal static class Presence
{
    /// <summary>
    /// In extreme urgency a post further away than this can't help in time. A proposal of this product, after
    /// COM(2023) 930: "difficulty to reach or be reached safely in reasonable time".
    /// </summary>
    public const double ReachInExtremeUrgencyKm = 300;

    /// <summary>An embassy or career consulate on a permanent basis, whatever its condition short of closed.</summary>
    public static bool HasResidentPost(TenantId state, Findings findings)
    {
        foreach (var post in findings.World.PostsIn(findings.Query.In, state))
        {
            if (post.IsCareer && post.ConditionOn(findings.Query.On) is not PostCondition.Closed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An embassy, consulate or honorary consul there effectively in a position to help in this case
    /// (Directive (EU) 2015/637, article 6): open, competent, and near enough where every hour counts. A state the person
    /// fears is in no such position, however near its post.
    /// </summary>
    public static bool CanHelpHere(TenantId state, Findings findings)
    {
        var query = findings.Query;
        if (findings.IsBehindFirewall(state))
        {
            return false;
        }

        foreach (var post in findings.World.PostsIn(query.In, state))
        {
            var competent = post.IsCareer || (post.Kind is PostKind.Honorary && post.Competence.Contains(query.Service.Id));
            var reachable = query.Urgency is not Urgency.Extreme || findings.DistanceTo(post) is not > ReachInExtremeUrgencyKm;
            if (competent && reachable && post.ConditionOn(query.On) is PostCondition.Open)
            {
                return true;
            }
        }

        return false;
    }

    public static bool HasOpenPost(TenantId party, Findings findings)
    {
        foreach (var post in findings.World.PostsIn(findings.Query.In, party))
        {
            if (post.IsCareer && post.ConditionOn(findings.Query.On) is PostCondition.Open)
            {
                return true;
            }
        }

        return false;
    }
}
