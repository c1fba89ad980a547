using SharedConsular.Logins;
using static SharedConsular.Tests.Logins.LoginExamples;

namespace SharedConsular.Tests.Logins;

public sealed class InviteLoginTests
{
    private static readonly InviteLogin Invite = new("mari", Role.Officer, EnrolmentHash);

    [Fact]
    public void An_administrator_invites_with_a_code_for_three_days() => Spec(Administrator).When(Invite).Then(Invited);

    [Fact]
    public void Inviting_again_replaces_code_and_role_until_the_person_came()
    {
        var again = Spec(Administrator).Given(Invited).When(Invite with { Role = Role.Supervisor, CodeHash = "other" });

        Assert.Equal((Role.Supervisor, "other"), (again.State.Role, again.State.Enrolment!.CodeHash));
        Spec(Administrator).Given(Enrolled).When(Invite).ThenRefused(LoginRefusals.Exists);
        Spec(Administrator).Given([.. Enrolled, Closed]).When(Invite).ThenRefused(LoginRefusals.Exists);
        Spec(Administrator).Given(SignedUp).When(Invite).ThenRefused(LoginRefusals.Exists);
    }

    [Fact]
    public void Nobody_invites_oneself()
    {
        Spec(Administrator).When(Invite with { User = "administrator" }).ThenRefused(LoginRefusals.NotOneself);
        Spec(Caller.System).When(Invite with { Role = Role.Administrator }).ThenOne<LoginInvited>();
    }

    [Theory, InlineData(Role.Anonymous), InlineData(Role.National), InlineData(Role.PlatformOperator), InlineData(Role.System)]
    public void A_role_that_is_no_staff_of_the_state_is_not_given(Role role) =>
        Spec(Administrator).When(Invite with { Role = role }).ThenRefused(LoginRefusals.RoleNotGiven);
}
