using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Staff;
using static SharedConsular.Tests.Access.AccessExamples;
using static SharedConsular.Tests.Cases.CaseExamples;

namespace SharedConsular.Tests.Access;

/// <summary>A state may say that its officers work the cases of their own posts only. Unless it does, posts make no difference.</summary>
public sealed class OwnPostTests
{
    private static readonly AccessPolicy OwnPostsOnly = new(
        [
            .. Everything.Rules,
            Rule("own-posts", "read", "read-persons") with
            {
                Priority = 9,
                Allows = false,
                When = AccessConditions.None with { Parties = [Fr], Relations = [CaseRelations.Owner], OwnPost = false },
            },
        ],
        []);

    [Fact]
    public void Where_the_state_says_so_an_officer_reads_the_cases_of_her_posts_only()
    {
        Assert.True(Read(OwnPostsOnly, At("fr-fj-suva", "fr-ws-apia")).IsAllowed);
        Assert.Equal((AccessRefusals.Forbidden, "rule:own-posts"), (Read(OwnPostsOnly, At("fr-ws-apia")).Refusal, Read(OwnPostsOnly, At("fr-ws-apia")).DecidedBy));
        Assert.True(Read(OwnPostsOnly, At("fr-ws-apia")).HidesTheLine);
    }

    [Fact]
    public void Who_is_bound_to_no_post_works_for_all_of_them() => Assert.True(Read(OwnPostsOnly, Officer).IsAllowed);

    [Fact]
    public void Where_the_state_says_nothing_posts_make_no_difference() => Assert.True(Read(Everything, At("fr-ws-apia")).IsAllowed);

    private static AccessAnswer Read(AccessPolicy policy, Caller caller) => CaseAccess.Decide(policy, CaseAction.Read, InHand().State, caller, Now);

    private static Caller At(params string[] posts) => Officer with { Staff = new StaffMember(Officer.User, null, null, [.. posts]) };
}
