using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;

namespace SharedConsular.Tests.Logins;

public sealed class CloseLoginTests
{
    [Fact]
    public void A_closed_login_keeps_nothing_to_come_back_with()
    {
        var spec = Spec(Administrator).Given(Enrolled).When(new CloseLogin()).Then(Closed);

        Assert.Equal((LoginStatus.Closed, 1), (spec.State.Status, spec.State.Generation));
        Assert.Empty(spec.State.Passkeys);
        Assert.Empty(spec.State.RecoveryCodes);
        spec.When(new CloseLogin()).ThenNothing();
    }

    [Fact]
    public void An_invitation_is_closed_too()
    {
        var login = Spec(Administrator).Given(Invited).When(new CloseLogin()).Then(Closed).State;

        Assert.False(login.Accepts(EnrolmentHash, Now));
    }

    [Fact]
    public void Nobody_closes_the_own_login_a_nationals_or_none()
    {
        Spec(Administrator with { User = new UserId("mari") }).Given(Enrolled).When(new CloseLogin()).ThenRefused(LoginRefusals.NotOneself);
        Spec(Administrator).Given(SignedUp).When(new CloseLogin()).ThenRefused(LoginRefusals.NotFound);
        Spec(Administrator).When(new CloseLogin()).ThenRefused(LoginRefusals.NotFound);
    }
}
