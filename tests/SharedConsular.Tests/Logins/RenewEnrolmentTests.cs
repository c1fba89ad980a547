using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;

namespace SharedConsular.Tests.Logins;

public sealed class RenewEnrolmentTests
{
    private static readonly RenewEnrolment Renew = new("new");

    [Fact]
    public void What_was_lost_counts_no_more_and_the_role_stays()
    {
        var login = Spec(Administrator).Given(Enrolled).When(Renew).Then(new EnrolmentRenewed("new", Now + InviteLogin.CodeLifetime, Now)).State;

        Assert.Equal((LoginStatus.Invited, Role.Officer, 1), (login.Status, login.Role, login.Generation));
        Assert.Empty(login.Passkeys);
        Assert.False(login.Accepts(RecoveryHashes[0], Now));
        Assert.True(login.Accepts("new", Now));
    }

    [Fact]
    public void Nobody_renews_the_own_login_a_nationals_a_closed_one_or_none()
    {
        Spec(Administrator with { User = new UserId("mari") }).Given(Enrolled).When(Renew).ThenRefused(LoginRefusals.NotOneself);
        Spec(Administrator).Given(SignedUp).When(Renew).ThenRefused(LoginRefusals.NotFound);
        Spec(Administrator).When(Renew).ThenRefused(LoginRefusals.NotFound);
        Spec(Administrator).Given([.. Enrolled, Closed]).When(Renew).ThenRefused(LoginRefusals.Closed);
    }
}
